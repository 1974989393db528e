"""The group Reviewer: what Locality needs to run cycles and to read what was signed, and no more."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

MAY = {
    "assessments": (
        "review_assessment",
        "run_cycle",
        "view_assessment",
        "view_cycle",
        "add_cycle",
        "change_cycle",
    ),
    "councils": ("view_council",),
    "principles": ("view_questionset",),
}


def grant(apps, schema_editor):
    # Django makes permissions after the last migration, which is too late for this one.
    for label in MAY:
        create_permissions(installed.get_app_config(label), apps=apps, verbosity=0)
    permission = apps.get_model("auth", "Permission").objects
    reviewers, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Reviewer")
    for label, codenames in MAY.items():
        reviewers.permissions.add(*permission.filter(content_type__app_label=label, codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0001_initial"),
        ("councils", "0001_initial"),
        ("principles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
