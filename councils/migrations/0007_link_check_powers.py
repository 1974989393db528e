"""Curators see which links no longer work, and ask for another check."""

from django.db import migrations

from accounts.groups import granting


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0006_pause_powers"),
        ("records", "0004_link_check"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [granting("Curator", "records", {"linkcheck": ("view", "change")})]
