"""Find community organisations by words: those they say, other names they go by, and where they work."""

from django.db.models import Q

from councils.models import Council
from councils.search import in_order
from organisations.models import OrganisationName


class Finder:
    """Knows the few hundred names of councils, so that they are compared here."""

    def __init__(self, councils):
        self.councils = councils

    @classmethod
    def read(cls):
        return cls(list(Council.objects.order_by().values_list("pk", "name")))

    def condition(self, pieces):
        """Return that an organisation says each of the pieces, is called so, or works there."""
        return Q(*(piece.condition("search_text") | self._named(piece) for piece in pieces))

    def _named(self, piece):
        """Return that one of its names or its council's says this. No place has another word for it."""
        called = OrganisationName.objects.filter(piece.condition("search_text"))
        named = Q(pk__in=called.values("organisation"))
        councils = saying(self.councils, piece.alone())
        return named | Q(council__in=councils) if councils else named


def saying(rows, piece):
    """Return the keys of the rows, pairs of key and name, whose names say this."""
    return [pk for pk, name in rows if piece.is_in(f" {in_order(name)} ")]
