"""Draw docs/workflow.md from the table in assessments/workflow.py."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from assessments.tables import drawing


class Command(BaseCommand):
    help = "Draw docs/workflow.md from the table of states and moves."

    def add_arguments(self, parser):
        parser.add_argument(
            "--output",
            type=Path,
            default=settings.BASE_DIR / "docs" / "workflow.md",
            help="Where to write it.",
        )

    def handle(self, *args, output, **options):
        output.write_text(drawing(), encoding="utf-8")
        self.stdout.write(f"Drew {output}.")
