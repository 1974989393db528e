"""What is missing from a member's record, in words. For staff only: it is no score."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from councils.models import Champion, CommunityConversation, Endorsement


@dataclass(frozen=True)
class Gap:
    """Something a member's record lacks; ``condition()`` is true of the memberships that lack it."""

    key: str
    short: str
    words: str
    condition: object

    @property
    def column(self):
        return f"gap_{self.key}"


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
)


def with_gaps(memberships):
    """Return the queryset with one true-or-false column for each gap; see ``gaps_of``."""
    return memberships.annotate(**{gap.column: gap.condition() for gap in GAPS})


def only_with_gaps(memberships, *, having=True):
    """Return the memberships that lack something, or with ``having=False`` those that lack nothing."""
    lacks = Q()
    for gap in GAPS:
        lacks |= Q(**{gap.column: True})
    return with_gaps(memberships).filter(lacks if having else ~lacks)


def gaps_of(membership):
    """Return in words what is missing of a membership that was read through ``with_gaps``."""
    return [gap.words for gap in _gaps_in(membership)]


def short_gaps_of(membership):
    """Return the same in single words, for a column of a list."""
    return [gap.short for gap in _gaps_in(membership)]


def _gaps_in(membership):
    return [gap for gap in GAPS if getattr(membership, gap.column)]
