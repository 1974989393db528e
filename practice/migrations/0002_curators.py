"""What the group Curator may do with case studies."""

from django.db import migrations

from accounts.groups import KEEP, REMOVE_TOO, granting


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0001_initial"),
        ("councils", "0002_curators"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        granting(
            "Curator",
            "practice",
            {
                "casestudy": KEEP,
                "caseprinciple": REMOVE_TOO,
                "caseorganisation": REMOVE_TOO,
                "casesource": REMOVE_TOO,
                "outcomefigure": REMOVE_TOO,
                "quotation": KEEP,
                "topic": KEEP,
                "servicearea": KEEP,
            },
        )
    ]
