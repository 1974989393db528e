"""manage.py make_demo: fill an empty database with a demonstration."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from network import demo
from network.demo.people import CURATOR, LEAD, REVIEWER, SIGNER, address
from network.demo.walks import WALKS


class Command(BaseCommand):
    help = "Add made-up officers, promises and self-assessments in every state. Needs DEMONSTRATION=1."

    def handle(self, **options):
        if reason := demo.refusal():
            raise CommandError(reason)
        if demo.is_made():
            self.stdout.write("The demonstration is here already; nothing was changed.")
        else:
            demo.make()
            self.stdout.write(
                "The demonstration is made. What names it as its source is made up; "
                "the rest of the register is real."
            )
        door = f"{settings.SITE_ORIGIN}{reverse('account_login_password')}"
        self.stdout.write(f"\nSign in at {door} as one of these:\n\n")
        for email, who in self.people():
            self.stdout.write(f"  {email:<42} {who}")
        self.stdout.write(f"\nThe password of all of them is  {demo.password()}")
        self.stdout.write(
            "The two of Locality are first asked to set up an authenticator app, as real staff are."
        )
        self.stdout.write("A code by email works too: emails are shown at /account/trial-mail/.")

    def people(self):
        yield REVIEWER, "reviews for Locality, in the admin"
        yield CURATOR, "curates the register, in the admin"
        for walk in WALKS:
            yield address(LEAD, walk.slug), walk.tells
        yield address(SIGNER, "oldham"), "has one to sign"
        yield "contributor.hackney@example.org", "answers, and cannot send"
        yield "viewer.hackney@example.org", "reads"
