"""What is missing from a member's record, in words. For staff only: it is no score."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from councils.models import Champion, CommunityConversation, Endorsement
from records.models import LinkCheck


@dataclass(frozen=True)
class Gap:
    """Something a record lacks; ``condition()`` is true of the rows that lack it.

    ``since()``, where there is one, is the day since when a link that ought to be there is dead.
    """

    key: str
    short: str
    words: str
    condition: Callable
    since: Callable | None = None

    @property
    def column(self):
        return f"gap_{self.key}"

    @property
    def since_column(self):
        return f"gap_{self.key}_since"

    @property
    def columns(self):
        """What a queryset is annotated with, so that its rows can be asked."""
        since = {self.since_column: self.since()} if self.since else {}
        return {self.column: self.condition(), **since}

    def said_of(self, row):
        """Return the words, with the day if there is one."""
        if self.since is None:
            return self.words
        return f"{self.words} (dead since {date_format(getattr(row, self.since_column))})"


def broken(key, short, words, links):
    """Return the gap of a row that has a dead link; ``links()`` are its addresses, as a subquery."""

    def dead():
        return LinkCheck.objects.dead().filter(url__in=links()).order_by("failing_since")

    return Gap(
        key, short, words, lambda: Exists(dead()), lambda: Subquery(dead().values("failing_since")[:1])
    )


def with_columns(rows, gaps):
    """Return a queryset whose rows can be asked what of these gaps they have."""
    return rows.annotate(**{name: asked for gap in gaps for name, asked in gap.columns.items()})


def a_year_ago():
    """Return the day twelve months before today; facts checked before it are old."""
    today = timezone.localdate()
    return today.replace(year=today.year - 1, day=28 if (today.month, today.day) == (2, 29) else today.day)


def _endorsement(**lookups):
    return Exists(Endorsement.objects.filter(membership=OuterRef("pk"), **lookups))


def _open_champions(**lookups):
    return Champion.objects.open().filter(council=OuterRef("council"), **lookups)


def _conversations():
    return CommunityConversation.objects.filter(membership=OuterRef("pk"))


def _any_fact(condition):
    facts = (Endorsement.objects.filter(membership=OuterRef("pk")), _open_champions(), _conversations())
    found = condition
    for rows in facts:
        found |= Q(Exists(rows.filter(condition)))
    return found


def _not_checked():
    return _any_fact(Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=a_year_ago()))


def _decision_links():
    return Endorsement.objects.filter(membership=OuterRef(OuterRef("pk"))).values("link")


def _note_links():
    return CommunityConversation.objects.filter(membership=OuterRef(OuterRef("pk"))).values("link")


# Links that no longer work have a heading of their own in the queue.
BROKEN = (
    broken("dead", "dead link", "a link to the decision that works", _decision_links),
    broken("note", "dead note", "a link to the note of the conversation that works", _note_links),
)
GAPS = (
    Gap("route", "route", "how it endorsed the principles", lambda: ~Q(_endorsement(route__gt=""))),
    Gap("link", "link", "link to the endorsement", lambda: ~Q(_endorsement(link__gt=""))),
    Gap(
        "councillor",
        "councillor",
        "champion councillor",
        lambda: ~Q(Exists(_open_champions(slot=Champion.Slot.COUNCILLOR))),
    ),
    Gap(
        "officer",
        "officer",
        "senior officer champion",
        lambda: ~Q(Exists(_open_champions(slot=Champion.Slot.OFFICER))),
    ),
    Gap("conversation", "conversation", "community conversation", lambda: ~Q(Exists(_conversations()))),
    Gap("source", "source", "source of a fact", lambda: _any_fact(Q(source__isnull=True))),
    Gap("checked", "check", "check in the last 12 months", _not_checked),
    *BROKEN,
)


def with_gaps(memberships):
    """Return the queryset with one true-or-false column for each gap; see ``gaps_of``."""
    return with_columns(memberships, GAPS)


def only_with_gaps(memberships, *, having=True, gaps=GAPS):
    """Return the memberships that lack something, or with ``having=False`` those that lack nothing."""
    lacks = Q()
    for gap in gaps:
        lacks |= Q(**{gap.column: True})
    return with_gaps(memberships).filter(lacks if having else ~lacks)


def gaps_of(membership):
    """Return in words what is missing of a membership that was read through ``with_gaps``."""
    return [gap.said_of(membership) for gap in _gaps_in(membership)]


def short_gaps_of(membership):
    """Return the same in single words, for a column of a list."""
    return [gap.short for gap in _gaps_in(membership)]


def _gaps_in(membership):
    return [gap for gap in GAPS if getattr(membership, gap.column)]
