"""Curators decide on applications and keep the ready texts."""

from django.db import migrations

from accounts.groups import KEEP, granting


class Migration(migrations.Migration):
    dependencies = [
        ("joining", "0002_texts"),
        ("councils", "0002_curators"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        granting("Curator", "joining", {"application": ("view", "decide"), "readytext": KEEP}),
    ]
