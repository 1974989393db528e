"""A council's history as dated events, in order, worked out from the register's own rows."""

from dataclasses import dataclass, replace

from django.utils import timezone

from councils.models import CommunityConversation, Endorsement, Membership
from network.promises import day_words, recommended, way
from network.words import heading, listed, spoken


@dataclass(frozen=True)
class Event:
    """Something that happened on a day. ``when`` is the day in words, “by 2022” where only that is known.

    ``kind`` tells several events of one fact apart. Events of the whole network also have the
    ``path`` of the page that tells more, a ``key`` that stays when day or words are put right, and
    the keys of the ``councils`` that they are about.
    """

    on: object
    text: str
    fact: object = None
    when: str = ""
    link: str = ""
    note: str = ""
    kind: str = ""
    path: str = ""
    key: str = ""
    councils: tuple = ()

    @property
    def when_words(self):
        return self.when or day_words(self.on)


def timeline(
    council, memberships=(), champions=(), conversations=(), succeeded=(), succeeded_by=(), results=()
):
    """Return the events of a council, earliest first; events of one day keep the order they are made in."""
    events = [
        *_beginning(council, succeeded),
        *(event for membership in memberships for event in membership_events(membership)),
        *(event for champion in champions for event in champion_events(champion)),
        *(event for talk in conversations for event in conversation_events(talk)),
        *(Event(result.signed_on, f"Self-assessment signed off: {result.cycle_title}") for result in results),
        *_end(council, succeeded_by),
    ]
    return sorted((event for event in events if event.on), key=lambda event: event.on)


def _beginning(council, succeeded):
    if succeeded:
        before = listed([spoken(row.predecessor) for row in succeeded])
        return [Event(succeeded[0].on, f"Took over from {before}", succeeded[0])]
    return [Event(council.started_on, "The council began", council)] if council.started_on else []


def _end(council, succeeded_by):
    if succeeded_by:
        return [replacement(council, succeeded_by)]
    if council.is_former:
        return [Event(council.ended_on, council.ending_note or "The council was abolished")]
    return []


def replacement(council, succeeded_by):
    """Return the event of a council being replaced by one or more others."""
    after = listed([spoken(row.successor) for row in succeeded_by])
    return Event(succeeded_by[0].on, f"Replaced by {after}", succeeded_by[0])


def membership_events(membership):
    """Return endorsing, joining and leaving, where they have happened."""
    return (*endorsing(membership), *joining(membership), *leaving(membership))


def _same_day(membership):
    endorsement = getattr(membership, "endorsement", None)
    return endorsement is not None and endorsement.decided_on == membership.joined_on


def endorsing(membership):
    """Return the endorsement, unless it fell on the day of joining."""
    endorsement = getattr(membership, "endorsement", None)
    if endorsement and endorsement.decided_on and not _same_day(membership):
        text, link = endorsement_event(endorsement), endorsement.link
        yield Event(endorsement.decided_on, text, endorsement, link=link, kind="decided")


def joining(membership):
    """Return the day of joining, as exact as it is known."""
    by = membership.joined_precision == Membership.Precision.BY
    text = "Joined the network" + (" and endorsed the six principles" if _same_day(membership) else "")
    when = f"By {membership.joined_on.year}" if by else ""
    yield Event(membership.joined_on, text, membership, when, note=membership.joined_note)


def leaving(membership):
    """Return the day of leaving, with the reason if one is recorded."""
    if membership.ended_on:
        note = f". {membership.ended_note}" if membership.ended_note else ""
        yield Event(membership.ended_on, f"Left the network{note}", membership, kind="left")


def endorsement_event(endorsement):
    """Return the endorsement as an event: the day stands beside it already."""
    if endorsement.standing == Endorsement.Standing.RECOMMENDED:
        return f"Joining was {recommended(endorsement).lower()}"
    route = way(endorsement)
    return (
        f"Endorsed the six principles: {route[0].lower()}{route[1:]}"
        if route
        else "Endorsed the six principles"
    )


def champion_events(champion):
    """Return taking up and leaving a champion's place: who by name only where that is public."""
    if champion.being_appointed:
        return
    who = f"{champion.person}, {champion.role}" if named(champion.person) else champion.role
    if champion.from_on:
        yield Event(champion.from_on, f"{champion.title}: {who}", champion, kind="began")
    if champion.to_on:
        yield Event(champion.to_on, f"No longer {champion.title.lower()}: {who}", champion, kind="ended")


def named(person):
    """Whether a public name stands here, and has not been taken down on request."""
    return person is not None and bool(person.name)


def conversation_events(talk):
    """Return a conversation that was held."""
    if talk.state == CommunityConversation.State.HELD:
        yield Event(talk.held_on, "Held a conversation with its community", talk, link=talk.link, kind="held")


def network_events(memberships, champions, conversations, signed=()):
    """Return what happened in the whole network, latest first, as events with the council's name.

    Councils that joined on one day stand in one line, so that a launch is one event.
    """
    events = _joined_together(memberships)
    events += [completion(snapshot.assessment) for snapshot in signed if snapshot.assessment.completed_at]
    for rows, happenings in (
        (memberships, endorsing),
        (memberships, leaving),
        (champions, champion_events),
        (conversations, conversation_events),
    ):
        for row in rows:
            council = row.membership.council if hasattr(row, "membership") else row.council
            events += [_of(council, event) for event in happenings(row)]
    return sorted(events, key=lambda event: event.on, reverse=True)


def _of(council, event):
    """Return an event of one council as one of the whole network."""
    key = f"{event.fact._meta.model_name}/{event.fact.pk}/{event.kind}"
    return replace(
        event,
        text=f"{heading(council)}: {event.text}",
        path=_history(council),
        key=key,
        councils=(council.pk,),
    )


def _history(council):
    return f"{council.get_absolute_url()}#history"


def completion(assessment):
    """Return that a council completed a self-assessment, and nothing of what it says."""
    text = f"{heading(assessment.council)} completed its self-assessment"
    on, key = timezone.localdate(assessment.completed_at), f"assessment/{assessment.pk}/completed"
    return Event(on, text, path=_history(assessment.council), key=key, councils=(assessment.council_id,))


def _joined_together(memberships):
    days = {}
    for membership in memberships:
        days.setdefault((membership.joined_on, membership.joined_precision), []).append(membership)
    events = []
    for group in days.values():
        names = listed(sorted(membership.council.name for membership in group))
        (first,) = joining(group[0])
        path = _history(group[0].council) if len(group) == 1 else "/councils/?sort=joined"
        key = f"joined/{first.on}/{group[0].joined_precision}"
        councils = tuple(membership.council_id for membership in group)
        text = f"{names} joined the network"
        events.append(replace(first, text=text, path=path, key=key, councils=councils))
    return events
