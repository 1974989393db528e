"""Find case studies by words: those they say, those they are filed under, and others that mean the same."""

from django.db.models import Q

from councils.models import Council
from councils.search import in_order
from organisations.synonyms import Piece, understand
from practice.models import CaseStudy, ServiceArea, Topic


def search(text, by_meaning=True):
    """Return the published case studies for what somebody typed, in no order of their own.

    Each word has to be there: in the text, in the name of a topic, a kind of service or the
    council, or, ``by_meaning``, as another word for the same. Asks three small questions
    first; the one it returns finds no study twice. Nothing typed finds nothing.
    """
    pieces = understand(text)
    if not pieces:
        return CaseStudy.objects.none()
    names, found = Names.read(), CaseStudy.objects.published()
    for piece in pieces if by_meaning else map(Piece.alone, pieces):
        found = found.filter(piece.condition("search_text") | names.condition(piece))
    return found


class Names:
    """The few hundred names under which case studies stand, compared here as they are so few."""

    def __init__(self, topics, areas, councils):
        self.topics, self.areas, self.councils = topics, areas, councils

    @classmethod
    def read(cls):
        return cls(
            *(
                list(kind.objects.order_by().values_list("pk", "name"))
                for kind in (Topic, ServiceArea, Council)
            )
        )

    def condition(self, piece):
        """Return that a study stands under a name that says this."""
        filed = CaseStudy.topics.through.objects.filter(topic__in=_saying(self.topics, piece))
        return (
            Q(pk__in=filed.values("casestudy"))
            | Q(service_area__in=_saying(self.areas, piece))
            | Q(council__in=_saying(self.councils, piece))
        )


def _saying(rows, piece):
    """Return the keys of the rows whose names say this."""
    return [pk for pk, name in rows if piece.is_in(f" {in_order(name)} ")]
