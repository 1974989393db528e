"""What waits for a curator: gaps in members' records, and councils that are about to end."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from councils.gaps import gaps_of, only_with_gaps
from councils.models import Council, Membership
from records.queue import Waiting


def waiting(user):
    """Return what waits for this person in the register; nothing for those who may not curate it."""
    if not user.has_perm("councils.change_membership"):
        return []
    return [*_ending(), *_gaps()]


def _gaps():
    memberships = only_with_gaps(Membership.objects.open()).select_related("council")
    rows = [
        Waiting(
            kind="Members with gaps in their record",
            what=membership.council.name,
            why=f"Missing: {', '.join(gaps_of(membership))}.",
            since=membership.confirmed_on or membership.joined_on,
            path=reverse("admin:councils_membership_change", args=[membership.pk]),
        )
        for membership in memberships
    ]
    return sorted(rows, key=lambda row: (row.since, row.what))


def _ending():
    councils = Council.objects.members().filter(ended_on__gt=timezone.localdate()).order_by("ended_on")
    return [
        Waiting(
            kind="Members due to end",
            what=council.official_name,
            why=f"It ends on {date_format(council.ended_on)}. Ask what happens to its membership.",
            since=council.confirmed_on or timezone.localdate(),
            path=reverse("admin:councils_council_change", args=[council.pk]),
        )
        for council in councils
    ]
