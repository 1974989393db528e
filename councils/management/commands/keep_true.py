"""Ask councils whether their facts are still right: every day, those that are due."""

from django.core.management.base import BaseCommand

from councils.actions import ask_due, to_ask


class Command(BaseCommand):
    help = (
        "Ask each council that is due whether its facts are still right: every three months, in May, while a "
        "champion's place is empty, and three times when nothing was confirmed for a year. Run it once a day."
    )
    quarterly_only = False

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say who would be asked; ask nobody.")

    def handle(self, *args, dry_run, **options):
        run = to_ask if dry_run else ask_due
        asked = run(quarterly_only=self.quarterly_only)
        for standing, reason in asked:
            whom = ", ".join(role.user.name for role in standing.leads)
            self.stdout.write(f"{standing.council.official_name}: {reason.label}. To {whom}.")
        self.stdout.write(f"{'To be asked' if dry_run else 'Asked'}: {len(asked)}.")
