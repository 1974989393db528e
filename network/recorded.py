"""Of which councils there is anything on record, so that a page need not ask where there is nothing.

Most councils have no case study, no quotation, no organisation and no connection.
"""

from collections import defaultdict
from dataclasses import dataclass, fields

from django.db.models import Value

from councils.models import Asking, Pause, Succession
from organisations.models import Connection, Organisation
from practice.models import CaseStudy, Quotation
from records.pieces import kept


@dataclass(frozen=True)
class Recorded:
    """The keys of councils of which rows of a kind exist, public or not, and whether any pause holds.

    ``asked`` are those that have been asked to check their facts and have not answered yet.
    """

    studies: frozenset
    quotations: frozenset
    successions: frozenset
    organisations: frozenset
    connections: frozenset
    asked: frozenset
    any_pause: bool


def recorded(request=None):
    """Return what is on record; one query, none until the register changes or the day ends."""
    return kept(("recorded",), _read, request)


def _read():
    parts = [
        _keys("studies", CaseStudy.objects, "council"),
        _keys("quotations", Quotation.objects, "council"),
        _keys("successions", Succession.objects, "predecessor"),
        _keys("successions", Succession.objects, "successor"),
        _keys("organisations", Organisation.objects, "council"),
        # An organisation counts for the county of its district too.
        _keys("organisations", Organisation.objects, "council__county"),
        _keys("connections", Connection.objects, "from_council"),
        _keys("connections", Connection.objects, "to_council"),
        _keys("asked", Asking.objects.live().filter(answered_at__isnull=True), "council"),
        _keys("pauses", Pause.objects.today(), "pk"),
    ]
    keys = defaultdict(set)
    for kind, key in parts[0].union(*parts[1:]):
        keys[kind].add(key)
    kinds = (one.name for one in fields(Recorded) if one.type is frozenset)
    return Recorded(any_pause=bool(keys["pauses"]), **{kind: frozenset(keys[kind]) for kind in kinds})


def _keys(kind, rows, path):
    return rows.order_by().annotate(kind_of_row=Value(kind)).values_list("kind_of_row", path)
