"""Every morning: end the time of what is over, and send the reminders that are due."""

from django.core.management.base import BaseCommand

from assessments.actions import end_time, out_of_time, reminders_due, send_reminders


class Command(BaseCommand):
    help = (
        "End the time of self-assessments whose closing day, grace and given time are over, then send the "
        "reminders that are due today. Run it once each morning; it can be repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done; do nothing.")

    def handle(self, *args, dry_run, **options):
        ended = out_of_time() if dry_run else end_time()
        for assessment in ended:
            self.stdout.write(f"{assessment}: not shared this year.")
        reminders = reminders_due() if dry_run else send_reminders()
        for due in reminders:
            self.stdout.write(f"{due.assessment}: reminder to {due.person.name}.")
        would = "Would end" if dry_run else "Ended"
        also = "would remind" if dry_run else "reminded"
        self.stdout.write(f"{would}: {len(ended)}. People {also}: {len(reminders)}.")
