"""Take away the second factor of somebody who has lost phone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import remove_second_factor
from accounts.models import User


class Command(BaseCommand):
    help = "Takes somebody's second factor away. Make sure first that it is really they who ask."

    def add_arguments(self, parser):
        parser.add_argument("email", help="The address the person signs in with.")

    def handle(self, *, email, **options):
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {email}.")
        if not remove_second_factor(person=person, by=None):
            raise CommandError(f"{person.name} has no second factor.")
        self.stdout.write(
            f"{person.name} has no second factor now. Staff set up a new one at the next sign-in."
        )
