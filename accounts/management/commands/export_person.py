"""Hand out what the portal holds of a person, as JSON."""

import json
import os

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import export
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Prints all that the portal holds of a person as JSON, or writes it to a file that only you can read."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", help="The address that the person signs in with.")
        parser.add_argument("--to", help="A file that does not exist yet.")

    def handle(self, *, address, to, **options):
        person = User.objects.filter(email__iexact=address.strip()).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {address}.")
        text = json.dumps(export(person=person, by=None, for_staff=True), indent=2, ensure_ascii=False)
        if not to:
            self.stdout.write(text)
            return
        try:
            # The mode from the start: never readable by others, not even for a moment.
            file = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{to} cannot be written: {error.strerror}.") from error
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            stream.write(text + "\n")
        self.stdout.write(
            f"Written to {to}, which only you can read. It holds words of other people too: look through it "
            "before you hand it on."
        )
