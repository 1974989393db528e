"""Curators invite: a council's first lead, and whoever else is needed where a council has nobody."""

from django.db import migrations

from accounts.groups import KEEP, granting


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0009_invitation"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [granting("Curator", "councils", {"invitation": KEEP})]
