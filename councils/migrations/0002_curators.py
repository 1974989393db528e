"""The group Curator: what Locality's staff need to keep the register, and no more."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

KEEP = ("view", "add", "change")
REMOVE_TOO = (*KEEP, "delete")
MAY = {
    ("councils", "council"): KEEP,
    ("councils", "councilalias"): REMOVE_TOO,
    ("councils", "formercode"): REMOVE_TOO,
    ("councils", "formerslug"): REMOVE_TOO,
    ("councils", "succession"): KEEP,
    ("councils", "membership"): KEEP,
    ("councils", "endorsement"): KEEP,
    ("councils", "signatory"): REMOVE_TOO,
    ("councils", "champion"): KEEP,
    ("councils", "communityconversation"): KEEP,
    ("councils", "councilrole"): KEEP,
    # A source made by mistake may go; one that a fact names is protected by the database.
    ("records", "source"): REMOVE_TOO,
    ("records", "publicname"): KEEP,
    ("principles", "principle"): ("view", "change"),
    ("principles", "principlenote"): REMOVE_TOO,
    # The questions are changed by superusers only.
    ("principles", "questionset"): ("view",),
    ("principles", "statement"): ("view",),
    ("principles", "leveldescriptor"): ("view",),
    ("principles", "levelmeaning"): ("view",),
    ("principles", "term"): ("view",),
    ("accounts", "user"): KEEP,
}


def grant(apps, schema_editor):
    # Django makes permissions after the last migration, which is too late for this one.
    for label in {label for label, _ in MAY}:
        create_permissions(installed.get_app_config(label), apps=apps, verbosity=0)
    permission = apps.get_model("auth", "Permission").objects
    curators, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Curator")
    for (label, model), verbs in MAY.items():
        codenames = [f"{verb}_{model}" for verb in verbs]
        curators.permissions.add(
            *permission.filter(content_type__app_label=label, codename__in=codenames)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0001_initial"),
        ("records", "0001_initial"),
        ("principles", "0001_initial"),
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
