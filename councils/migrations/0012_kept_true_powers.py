"""Curators decide on proposed changes, answer suggestions and read what was confirmed."""

from django.db import migrations

from accounts.groups import granting


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0011_asking"),
        ("records", "0005_kept_true"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        granting("Curator", "records", {"proposal": ("view", "change"), "suggestion": ("view", "change"), "confirmation": ("view",)}),
    ]
