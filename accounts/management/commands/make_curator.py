"""Make the first curator; after that, curators are made in the admin."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.actions import make_curator


class Command(BaseCommand):
    help = "Makes a person a curator: staff who look after the register in the admin."

    def add_arguments(self, parser):
        parser.add_argument("email", help="The address the person signs in with.")
        parser.add_argument("name", help="The person's name, in quotation marks.")

    def handle(self, *, email, name, **options):
        try:
            person = make_curator(email=email, name=name, by=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        where = settings.SITE_ORIGIN + reverse("account_request_login_code")
        self.stdout.write(
            f"{person.name} is a curator. Sign in at {where} with {person.email}: a code comes by email.\n"
            "The first time, it asks for an authenticator app on their phone; that takes two minutes.\n"
            f"On your own machine the email is a file in {settings.EMAIL_FILE_PATH}."
        )
