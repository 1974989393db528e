"""Tidy away what has been kept long enough; without --yes it only says what that would be."""

from django.core.management.base import BaseCommand

from accounts.retention import tidy


class Command(BaseCommand):
    help = "Says what has been kept long enough. With --yes it is tidied away. Safe to repeat; run it daily."

    def add_arguments(self, parser):
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--dry-run", action="store_true", help="Change nothing; this is the default.")
        choice.add_argument("--yes", action="store_true", help="Do it.")

    def handle(self, *, yes, **options):
        for what, count, done in tidy(dry_run=not yes):
            self.stdout.write(f"{what}: {count} {done if yes else f'to be {done}'}")
        if not yes:
            self.stdout.write("Nothing has changed. Run it with --yes to do this.")
