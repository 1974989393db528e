"""Reviewers see what cabinet champions say in public, and can hide it."""

from django.db import migrations

from accounts.groups import granting


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0022_sections_and_sentences"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [granting("Reviewer", "assessments", {"championsentence": ("view", "change")})]
