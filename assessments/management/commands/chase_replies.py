"""Remind councils of Locality's questions. Run once each morning; safe to repeat."""

from django.core.management.base import BaseCommand

from assessments.actions.chasing import chase_all


class Command(BaseCommand):
    help = "Remind councils of questions that wait for their reply."

    def handle(self, *args, **options):
        count = chase_all()
        self.stdout.write(f"{count} council{'' if count == 1 else 's'} reminded.")
