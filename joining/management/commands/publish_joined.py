"""Make members of the councils whose day has come. For a timer; safe to repeat."""

from django.core.management.base import BaseCommand, CommandError

from joining.actions import publish_due


class Command(BaseCommand):
    help = "Makes members of the councils whose application was approved for a day that has come."

    def handle(self, *args, **options):
        published, refused = publish_due()
        for application in published:
            self.stdout.write(f"{application.council} is a member.")
        if refused:
            lines = [f"{application}: {reason}" for application, reason in refused]
            raise CommandError("\n".join(lines))
        if not published:
            self.stdout.write("No council's day has come.")
