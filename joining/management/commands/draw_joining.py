"""Draw docs/joining.md from the table in joining/workflow.py."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from joining.tables import drawing


class Command(BaseCommand):
    help = "Draw docs/joining.md from the table of states and moves."

    def add_arguments(self, parser):
        default = settings.BASE_DIR / "docs" / "joining.md"
        parser.add_argument("--output", type=Path, default=default, help="Where to write it.")

    def handle(self, *args, output, **options):
        output.write_text(drawing(), encoding="utf-8")
        self.stdout.write(f"Drew {output}.")
