"""Curators keep pauses; reviewers read them, because they cannot accept anything while one is on."""

from django.db import migrations

from accounts.groups import REMOVE_TOO, granting


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_pause"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        granting("Curator", "councils", {"pause": REMOVE_TOO}),
        granting("Reviewer", "councils", {"pause": ("view",)}),
    ]
