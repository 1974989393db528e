"""What the group Curator may do with community organisations."""

from django.db import migrations

from accounts.groups import KEEP, REMOVE_TOO, granting


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("councils", "0002_curators"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        granting(
            "Curator",
            "organisations",
            {
                "organisation": KEEP,
                "organisationname": REMOVE_TOO,
                "organisationfunction": REMOVE_TOO,
                "identifier": REMOVE_TOO,
                "service": KEEP,
                "connection": REMOVE_TOO,
            },
        )
    ]
