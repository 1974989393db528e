"""Find case studies by words: those they say, those they are filed under, and others that mean the same."""

from django.db.models import Q

from councils.models import Council
from organisations.search import saying
from organisations.synonyms import understand
from practice.models import CaseStudy, ServiceArea, Topic


def search(text):
    """Return the published case studies for what somebody typed, in no order of their own.

    Each word has to be there: in the text, in the name of a topic, a kind of service or the
    council, or as another word for the same. Asks three small questions first; the one it
    returns finds no study twice. Nothing typed finds nothing.
    """
    pieces = understand(text)
    found = CaseStudy.objects.published()
    return found.filter(Finder.read().condition(pieces)) if pieces else found.none()


class Finder:
    """Knows the few hundred names under which case studies stand, so that they are compared here."""

    def __init__(self, topics, areas, councils):
        self.topics, self.areas, self.councils = topics, areas, councils

    @classmethod
    def read(cls):
        kinds = (Topic, ServiceArea, Council)
        return cls(*(list(kind.objects.order_by().values_list("pk", "name")) for kind in kinds))

    def condition(self, pieces):
        """Return that a study says each of the pieces, or stands under a name that does."""
        return Q(*(piece.condition("search_text") | self._named(piece) for piece in pieces))

    def _named(self, piece):
        """Return that a study stands under a name that says this. No place has another word for it."""
        topics, areas = saying(self.topics, piece), saying(self.areas, piece)
        named = Q(service_area__in=areas) if areas else Q()
        if topics:
            filed = CaseStudy.topics.through.objects.filter(topic__in=topics)
            named |= Q(pk__in=filed.values("casestudy"))
        if councils := saying(self.councils, piece.alone()):
            named |= Q(council__in=councils)
        return named
