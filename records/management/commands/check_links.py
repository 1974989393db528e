"""Ask whether the links on public pages still lead anywhere."""

from django.core.management.base import BaseCommand, CommandError

from records.checking import check_links, due
from records.probing import Outcome


class Command(BaseCommand):
    help = (
        "Ask each link on public pages whether it still works: at most once a day, politely. "
        "Run it each night. It can be stopped and repeated at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, help="Ask at most so many addresses, the oldest first.")
        parser.add_argument("--dry-run", action="store_true", help="Print what would be asked; ask nothing.")

    def handle(self, *args, most, dry_run, **options):
        if most is not None and most < 1:
            raise CommandError("--most needs a number from 1 up.")
        if dry_run:
            rows = due(most)
            for row in rows:
                self.stdout.write(row.url)
            self.stdout.write(f"{len(rows)} would be asked. This was a dry run: nothing was asked.")
            return
        done = check_links(most=most)
        told = [f"{done.outcomes.get(kind, 0)} {kind.label.lower()}" for kind in Outcome]
        self.stdout.write(f"{done.asked} asked: {', '.join(told)}.")
        if done.is_cut_off:
            raise CommandError(
                "No site answered, so that the portal’s own connection may be down. No failure was counted. "
                "The portal must be able to reach ports 80 and 443 of other hosts without a proxy."
            )
