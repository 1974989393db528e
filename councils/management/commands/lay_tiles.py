"""Lay the tile map of England's councils."""

from django.core.management.base import BaseCommand

from councils.laying import lay_map


class Command(BaseCommand):
    help = (
        "Lay the tile map from the councils' coordinates. Does nothing while councils and coordinates "
        "are those of the map."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help="Lay it even so: for when the way it is laid has changed."
        )

    def handle(self, *args, again, **options):
        self.stdout.write(f"The map: {lay_map(again=again)}")
