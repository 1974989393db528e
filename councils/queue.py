"""What waits for a curator: gaps in records, councils about to end, pauses, the map, leads, lost mail."""

import datetime
from collections import defaultdict

from django.db.models import Count
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Message
from councils.due import standings
from councils.gaps import BROKEN, GAPS, gaps_of, only_with_gaps
from councils.laying import drift
from councils.models import Council, CouncilRole, Invitation, Membership, Pause, Tile
from records.models import Proposal, Suggestion
from records.queue import Waiting

# A pause is spoken of so long before it begins.
AHEAD = datetime.timedelta(days=14)


def waiting(user):
    """Return what waits for this person in the register; nothing for those who may not curate it."""
    rows = _pauses() if user.has_perm("councils.view_pause") else []
    if user.has_perm("records.change_proposal"):
        rows += _proposed()
    if user.has_perm("records.change_suggestion"):
        rows += _suggested()
    if user.has_perm("councils.change_membership"):
        rows += [*_ending(), *_map(), *_gaps(), *_not_confirmed()]
    if user.has_perm("councils.add_invitation"):
        rows += [*_without_lead(), *_ran_out()]
    if user.has_perm("accounts.view_message"):
        rows += _not_arrived()
    return rows


def _without_lead():
    """Return each member that nobody leads and nobody is invited to lead."""
    leads = CouncilRole.objects.filter(kind=CouncilRole.Kind.LEAD)
    invited = Invitation.objects.waiting().filter(kind=CouncilRole.Kind.LEAD).values("council")
    without = Council.objects.members().current().exclude(pk__in=leads.open().values("council"))
    since = {
        **dict(Membership.objects.open().values_list("council", "joined_on")),
        **dict(leads.filter(ends_on__isnull=False).order_by("ends_on").values_list("council", "ends_on")),
    }
    return [
        Waiting(
            kind="Members without a lead officer",
            what=council.name,
            why="Ask the council who leads on this, and invite them.",
            since=since[council.pk],
            path=f"{reverse('admin:councils_invitation_add')}?council={council.pk}&kind=lead",
        )
        for council in without.exclude(pk__in=invited)
    ]


def _ran_out():
    """Return the invitations of staff that nobody accepted in time; leads see their own on the team page."""
    rows = Invitation.objects.ran_out().filter(invited_by__is_staff=True).select_related("council")
    return [
        Waiting(
            kind="Invitations that ran out",
            what=f"{invitation.council.name}: {invitation.name or invitation.email}",
            why="Ask whether it arrived. Then tick it in the list and send it again, or take it back.",
            since=timezone.localdate(invitation.expires_at),
            path=reverse("admin:councils_invitation_changelist"),
        )
        for invitation in rows.order_by("expires_at")
    ]


def _proposed():
    """Return the changes to entries that wait to be approved, longest wait first."""
    return [
        Waiting(
            kind="Proposed changes",
            what=proposal.name,
            why=f"{proposal.role} proposes a change. Look at the difference and decide.",
            since=timezone.localdate(proposal.changed_at),
            path=reverse("admin:records_proposal_change", args=[proposal.pk]),
        )
        for proposal in Proposal.objects.waiting().order_by("changed_at", "pk")
    ]


def _suggested():
    """Return what readers suggested and nobody has resolved, longest wait first."""
    return [
        Waiting(
            kind="Suggestions from readers",
            what=f"{suggestion.reference}, {suggestion.name}",
            why=f"{suggestion.get_topic_display()}. Read it, answer it, and say what was done.",
            since=timezone.localdate(suggestion.made_at),
            path=reverse("admin:records_suggestion_change", args=[suggestion.pk]),
        )
        for suggestion in Suggestion.objects.open()
    ]


def _not_confirmed():
    """Return members whose facts are old, where three messages had no answer."""
    waiting = [standing for standing in standings() if standing.unanswered]
    rows = [
        Waiting(
            kind="Not confirmed for a year",
            what=standing.council.official_name,
            why=_unanswered(standing),
            since=standing.known_on or standing.facts[0].joined_on,
            path=reverse("admin:councils_membership_change", args=[standing.facts[0].pk]),
        )
        for standing in waiting
    ]
    return sorted(rows, key=lambda row: (row.since, row.what))


def _unanswered(standing):
    last = date_format(standing.last.asked_on)
    return f"Three messages had no answer, the last on {last}. Ring the council."


def _not_arrived():
    """Return each person with a role whom mail does not reach: the role has to go to somebody else."""
    lost = {message.to[0].lower(): message for message in Message.objects.not_arrived().order_by("pk")}
    roles = CouncilRole.objects.open().annotate(address=Lower("user__email")).filter(address__in=lost)
    held = defaultdict(list)
    for role in roles.select_related("user", "council").order_by("council__name", "kind"):
        held[role.user].append(role)
    return [_unreached(person, rows, lost[person.email.lower()]) for person, rows in held.items()]


def _unreached(person, roles, message):
    whom = ", ".join(f"{role.get_kind_display().lower()} for {role.council.name}" for role in roles)
    return Waiting(
        kind="Mail that does not arrive",
        what=f"{person.name}, {whom}",
        why="Ask the council for the right address, or who has taken over, and give them the role.",
        since=timezone.localdate(message.last_updated),
        path=reverse("admin:accounts_user_change", args=[person.pk]),
    )


def _pauses():
    """Return what is on, and what begins soon, so that nobody is surprised on the day."""
    today = timezone.localdate()
    pauses = Pause.objects.filter(ends_on__gte=today, starts_on__lte=today + AHEAD)
    counted = pauses.annotate(chosen=Count("councils")).order_by("starts_on", "pk")
    return [_pause(pause, today) for pause in counted]


def _pause(pause, today):
    whom = {0: "all councils", 1: "1 council"}.get(pause.chosen, f"{pause.chosen} councils")
    if pause.starts_on > today:
        what = f"A pre-election pause begins on {date_format(pause.starts_on)}"
        why = f"For {whom}, until {pause.until}. Publish before then what cannot wait."
        since = pause.starts_on - AHEAD
    else:
        what = f"A pre-election pause is on until {pause.until}"
        why = f"For {whom}. New publications wait until then."
        since = pause.starts_on
    path = reverse("admin:councils_pause_change", args=[pause.pk])
    return Waiting(kind="Pre-election pause", what=what, why=why, since=since, path=path)


def _gaps():
    """Return members with gaps; those with nothing but a dead link wait among the links."""
    gaps = [gap for gap in GAPS if gap not in BROKEN]
    memberships = only_with_gaps(Membership.objects.open(), gaps=gaps).select_related("council")
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


def _map():
    """Say that the map is out of date, and which councils lack what it takes to be on it."""
    old = drift()
    rows = [("Lay the map", _drift_in_words(old), reverse("admin:councils_council_map"))] if old else []
    if Tile.objects.exists():
        rows += [
            (
                council.official_name,
                "It is not on the map: its latitude or longitude is missing.",
                reverse("admin:councils_council_change", args=[council.pk]),
            )
            for council in old.nowhere
        ]
    days = [council.ended_on for council in old.went] + [council.started_on for council in old.came]
    since = min(filter(None, days), default=timezone.localdate())
    return [Waiting(kind="The map", what=what, why=why, since=since, path=path) for what, why, path in rows]


def _drift_in_words(old):
    """Return “2 councils have no square yet, 3 squares have to go.”"""
    said = []
    if count := len(old.came):
        said.append(f"{count} council{' has' if count == 1 else 's have'} no square yet")
    if count := len(old.went):
        said.append(f"{count} square{' has' if count == 1 else 's have'} to go")
    if count := len(old.moved):
        said.append(f"the coordinates of {count} council{'' if count == 1 else 's'} have changed")
    text = ", ".join(said)
    return f"{text[0].upper()}{text[1:]}."
