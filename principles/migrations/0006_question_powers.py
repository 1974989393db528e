"""The group Curator keeps the questions: it drafts versions, and puts typing mistakes right in used ones."""

from django.db import migrations

from accounts.groups import KEEP, REMOVE_TOO, granting


class Migration(migrations.Migration):

    dependencies = [
        ('principles', '0005_drafts_and_changes'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        granting(
            "Curator",
            "principles",
            {
                "questionset": KEEP,
                # A draft may lose a statement; what was used is kept by its guard.
                "statement": REMOVE_TOO,
                "leveldescriptor": REMOVE_TOO,
                "levelmeaning": REMOVE_TOO,
                "term": REMOVE_TOO,
            },
        )
    ]
