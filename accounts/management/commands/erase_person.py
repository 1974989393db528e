"""Erase a person for good; without --yes it only says what that would do."""

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from accounts.actions import anonymise
from accounts.erasure import Plan
from accounts.models import User


class Command(BaseCommand):
    help = "Says what erasing a person would do. With --yes it does it, which cannot be undone."

    def add_arguments(self, parser):
        parser.add_argument("person", help="The address that the person signs in with, or their number.")
        parser.add_argument("--yes", action="store_true", help="Do it. Without this nothing changes.")
        parser.add_argument(
            "--also", action="append", default=[], help="More words to take out, such as a phone number."
        )
        parser.add_argument(
            "--leave", action="append", default=[], help="A mention that is about somebody else, as listed."
        )

    def handle(self, *, person, yes, also, leave, **options):
        # At most nine digits: a longer number fits no row, and some databases refuse to look for it.
        number = int(person) if re.fullmatch("[0-9]{1,9}", person) else None
        found = User.objects.filter(Q(email__iexact=person.strip()) | Q(pk=number)).first()
        if found is None:
            raise CommandError(f"Nobody signs in with {person}, and nobody has that number.")
        person = found
        self._say(Plan(person, also), leave)
        if not yes:
            self.stdout.write("\nNothing has changed. Run it again with --yes to do this.")
            return
        try:
            anonymise(person=person, by=None, also=also, leave=leave)
        except (PermissionDenied, ValidationError) as refusal:
            raise CommandError(" ".join(getattr(refusal, "messages", [str(refusal)]))) from refusal
        self.stdout.write(
            f"\nErased: person {person.pk}. Note the number and the day outside this database: "
            "whoever puts back an older backup has to erase this person again."
        )

    def _say(self, plan, leave):
        self.stdout.write(f"{plan.person.name}, {plan.person.email}\n\nWhat becomes of what is theirs:")
        for title, count, erased in plan.holdings:
            self.stdout.write(f"  {title}: {count}. {erased}")
        self.stdout.write(
            "\nWhere words of others name them:" if plan.mentions else "\nNobody else's words name them."
        )
        for mention in plan.mentions:
            kept = " (stays)" if mention.key in leave else ""
            self.stdout.write(f"  {mention.key}{kept}: {mention.excerpt}")
        self.stdout.write("\nWhat this does not reach:")
        for sentence in plan.cannot:
            self.stdout.write(f"  {sentence}")
