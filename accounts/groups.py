"""What groups of staff may do, given by migrations."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

KEEP = ("view", "add", "change")
REMOVE_TOO = (*KEEP, "delete")


def granting(group, label, may):
    """Return a migration's step that lets a group do things with an app's models.

    ``may`` is {model in small letters: verbs}, such as ``{"champion": KEEP}``.
    """

    def grant(apps, schema_editor):
        # Django makes permissions after the last migration, which is too late for this one.
        create_permissions(installed.get_app_config(label), apps=apps, verbosity=0)
        wanted = [f"{verb}_{model}" for model, verbs in may.items() for verb in verbs]
        found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label=label)
        row, _ = apps.get_model("auth", "Group").objects.get_or_create(name=group)
        row.permissions.add(*found.filter(codename__in=wanted))

    return migrations.RunPython(grant, migrations.RunPython.noop)
