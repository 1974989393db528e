"""Curators see how far messages got."""

from django.db import migrations

from accounts.groups import granting


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_message"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [granting("Curator", "accounts", {"message": ("view",)})]
