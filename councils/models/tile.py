"""Where a council stands on the tile map of England."""

from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone

from councils.models.council import Council
from records.models import PublicQuerySet, PublicRow


class TileQuerySet(PublicQuerySet):
    """Named questions about tiles."""

    def standing(self):
        """Tiles of councils that exist today; a council may have ended since the map was laid."""
        today = timezone.localdate()
        return self.filter(Q(council__ended_on__isnull=True) | Q(council__ended_on__gt=today))

    def fit(self):
        """Return how many pairs of neighbours there are, and how many of them touch."""
        sums = self.aggregate(Sum("neighbours", default=0), Sum("touching", default=0))
        return sums["neighbours__sum"] // 2, sums["touching__sum"] // 2


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

    objects = TileQuerySet.as_manager()

    class Meta:
        ordering = ["row", "column"]
        constraints = [
            models.UniqueConstraint(fields=["column", "row"], name="one_tile_on_each_cell"),
            models.CheckConstraint(
                condition=Q(touching__lte=models.F("neighbours")), name="tile_touches_its_neighbours"
            ),
        ]

    def __str__(self):
        return f"{self.council}: column {self.column}, row {self.row}"
