"""Curators keep the change log between versions of the questions."""

from django.db import migrations

from accounts.groups import REMOVE_TOO, granting


class Migration(migrations.Migration):
    dependencies = [
        ('principles', '0003_statement_link'),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [granting("Curator", "principles", {"statementlink": REMOVE_TOO})]
