"""Where a council stands on the tile map of England."""

from django.db import models

from councils.models.council import Council
from records.models import PublicRow


class Tile(PublicRow):
    """A council's square on the map. ``councils.laying`` writes these; nobody edits them.

    Beside the cell stands what it was worked out from and how well that went, so that a
    change of councils or coordinates is seen without laying the map again.
    """

    council = models.OneToOneField(
        Council, on_delete=models.CASCADE, related_name="tile", help_text="Whose square it is."
    )
    column = models.PositiveSmallIntegerField(help_text="Counted from the west, the first is 0.")
    row = models.PositiveSmallIntegerField(help_text="Counted from the north, the first is 0.")
    latitude = models.DecimalField(
        max_digits=8, decimal_places=5, help_text="The council's latitude when the map was laid."
    )
    longitude = models.DecimalField(
        max_digits=8, decimal_places=5, help_text="The council's longitude when the map was laid."
    )
    neighbours = models.PositiveSmallIntegerField(help_text="How many neighbours it has by its coordinates.")
    touching = models.PositiveSmallIntegerField(help_text="How many of them its square touches.")

    class Meta:
        ordering = ["row", "column"]
        constraints = [
            models.UniqueConstraint(fields=["column", "row"], name="one_tile_on_each_cell"),
            models.CheckConstraint(
                condition=models.Q(touching__lte=models.F("neighbours")), name="tile_touches_its_neighbours"
            ),
        ]

    def __str__(self):
        return f"{self.council}: column {self.column}, row {self.row}"
