"""Remove old drafts and forget people in applications that are long over. For a timer; safe to repeat."""

from django.core.management.base import BaseCommand

from joining.actions import clear_old


class Command(BaseCommand):
    help = (
        "Removes drafts untouched for six months, lets questions lapse that nobody answered for six months, "
        "and forgets the people in applications that have been over for a year."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be done.")

    def handle(self, *args, dry_run, **options):
        old = clear_old(dry_run=dry_run)
        said = "Would remove, lapse and forget" if dry_run else "Removed, lapsed and forgot"
        self.stdout.write(f"{said}: {len(old.drafts)}, {len(old.lapsed)}, {len(old.erased)}.")
