"""Send everybody what has happened since their last message, on working days."""

from django.core.management.base import BaseCommand

from accounts.notices import send_digests


class Command(BaseCommand):
    help = "Queue one message for each person of whom something waits. Run it each morning."

    def handle(self, *args, **options):
        self.stdout.write(f"{send_digests()} queued.")
