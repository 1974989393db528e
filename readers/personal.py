"""What the tables of readers know of people."""

from django.db.models import Q

from readers import kept
from readers.models import Follower, Following, Happening, Question
from records.holdings import Table, own_rows

DELETED = "Deleted."


def delete(rows, known, by):
    """Erase whole rows, and what hangs on them."""
    rows.delete()


TABLES = [
    Table(
        Follower,
        title="Following by email",
        addresses="address",
        erase=delete,
        erased=DELETED,
    ),
    Table(
        Following,
        title="What you follow by email",
        find=lambda known: Q(follower__in=own_rows(Follower, known)),
        shows={"what": "what", "council": "council__name", "principle": "principle__name"},
        erase=delete,
        erased=DELETED,
    ),
    Table(Happening, nobody={"key": "The lasting name of a piece of news."}),
    Table(
        Question,
        title="Questions that you sent to Locality, or answered",
        people="answered_by",
        addresses="address",
        words="name text",
        nobody={"once": "A fingerprint, made with a random value."},
        shows={"council": "council__name", "case study": "study__title"},
        erased="When and about what stays. Your address goes, and your name wherever it stands.",
    ),
]

PERIODS = kept.PERIODS
