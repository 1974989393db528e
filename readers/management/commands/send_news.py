"""Send those who follow something by email what is new, once a week at most."""

from django.core.management.base import BaseCommand

from readers.news import send_news


class Command(BaseCommand):
    help = "Queue one message for each follower to whom something is new. Run it each morning."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be sent; change nothing.")

    def handle(self, *, dry_run, **options):
        run = send_news(dry_run=dry_run)
        if not run.is_due:
            self.stdout.write("News go out on Tuesdays, or the working day after. Nothing to send today.")
            return
        said = "would be queued" if dry_run else "queued"
        self.stdout.write(f"{run.addresses} messages {said}, with {run.pieces} pieces of news.")
