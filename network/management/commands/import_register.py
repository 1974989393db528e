"""Load the register, organisations and case studies from the project's own files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from network.register import plan_everything
from records.imports import ImportRefusedError, apply, complaints


class Command(BaseCommand):
    help = (
        "Load the register, organisations and case studies from the project's own files. Prints what "
        "would change, then does it. Doing it twice changes nothing; what staff changed since stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Print the plan and change nothing.")
        parser.add_argument("--file", type=Path, help="A newer councils.csv to load instead of our own.")
        parser.add_argument("--members", type=Path, help="A newer members.csv to load instead of our own.")

    def handle(self, *args, dry_run, file, members, **options):
        for path in filter(None, (file, members)):
            if not path.is_file():
                raise CommandError(f"There is no file at {path}.")
        plan = plan_everything(councils=file, members=members)
        for section in plan.sections:
            self._print(section, detail=options["verbosity"] > 1)
        if not plan.is_ready:
            raise CommandError("Nothing was imported.\n" + "\n".join(complaints(plan)))
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
            return
        try:
            apply(plan)
        except ImportRefusedError as refusal:
            raise CommandError(str(refusal)) from None

    def _print(self, section, *, detail):
        counts = ", ".join(f"{number} {word}" for word, number in section.counts.items())
        self.stdout.write(f"{section.title}: {counts}")
        for row in section.changed:
            for change in row.changes:
                self.stdout.write(f"  {row.title}: {change}")
        for row in section.new if detail else ():
            self.stdout.write(f"  new: {row.title}")
        for row in section.kept:
            for change in row.kept:
                self.stdout.write(
                    f"  {row.title}: kept as staff have it. {change.label}: “{change.old}”, "
                    f"the file says “{change.new}”"
                )
            if row.note:
                self.stdout.write(f"  {row.title}: {row.note}")
