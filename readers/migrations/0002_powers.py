"""Curators answer questions from readers, and delete the address of a follower who asks for that."""

from django.db import migrations

from accounts.groups import granting


class Migration(migrations.Migration):
    dependencies = [
        ("readers", "0001_initial"),
        ("councils", "0002_curators"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        granting("Curator", "readers", {"question": ("view", "change"), "follower": ("view", "delete")})
    ]
