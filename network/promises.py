"""The four promises of a member, worked out each time from facts handed in, and never stored.

Endorse the principles, name two champions, talk with the community, assess and improve.
A promise has lines; each line carries the fact it rests on, whose source the page prints.
A promise without a line is "not recorded yet", which is not the same as not kept.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from django.utils.formats import date_format

from councils.models import CommunityConversation, Endorsement

DECIDERS = {
    Endorsement.Route.SIGNED: "for signature",
    Endorsement.Route.CABINET: "to the cabinet for decision",
    Endorsement.Route.LEAD_MEMBER: "to a lead member for decision",
    Endorsement.Route.MAYOR: "to the mayor for decision",
    Endorsement.Route.COMMITTEE: "to a committee for decision",
    Endorsement.Route.FULL_COUNCIL: "to the full council for decision",
}


@dataclass(frozen=True)
class Line:
    """A sentence, and the row with a source that it was read from (None: the portal itself)."""

    text: str
    fact: object = None
    link: str = ""

    @property
    def source_key(self):
        """Lines of one source that were checked on one day share a source line on the page."""
        fact = self.fact
        return fact and (fact.source_id, fact.stated_on, fact.confirmed_on, fact.basis)


@dataclass(frozen=True)
class Promise:
    """One of the four, with what is known about it."""

    key: str
    title: str
    lines: list = field(default_factory=list)


def promises(endorsement=None, champions=(), conversations=(), results=()):
    """Return the four promises in their order, from a member's facts as of today."""
    return [
        Promise("endorse", "Principles endorsed", _endorsed(endorsement)),
        Promise("champions", "Champions in place", _champion_lines(champions)),
        Promise("conversation", "Conversation with the community", _talked(conversations)),
        Promise("assess", "Assess and improve", _assessed(results)),
    ]


def _endorsed(endorsement):
    if endorsement is None:
        return []
    return [Line(endorsement_words(endorsement), endorsement, endorsement.link)]


def endorsement_words(endorsement):
    """Return how and when: “Cabinet decision, 3 May 2022”. What no source says is left out."""
    day = day_words(endorsement.decided_on)
    if endorsement.standing == Endorsement.Standing.RECOMMENDED:
        return f"{recommended(endorsement)}{f' on {day}' if day else ''}"
    if route := way(endorsement):
        return f"{route}, {day}" if day else route
    if day:
        return day
    if endorsement.stated_on:
        return f"Announced on {day_words(endorsement.stated_on)}. How it was decided is not recorded yet"
    return "Endorsed. How and when is not recorded yet"


def way(endorsement):
    """Return the route in words, or nothing if no source says."""
    return endorsement.get_route_display() if endorsement.route else ""


def recommended(endorsement):
    """Return that a decision was asked for, and of whom; that it was made is not on record."""
    return f"Recommended {DECIDERS.get(endorsement.route, 'for decision')}"


def champion_line(champion):
    """Return a champion in one sentence, or that one is being appointed."""
    if champion.being_appointed:
        return Line(f"A {champion.title.lower()} is being appointed.", champion)
    return Line(f"{champion.title}: {champion.role}", champion)


def _champion_lines(champions):
    """Return a line for each champion, and after those of one note the note: it may say that one is
    only put forward, and “in place” must not be read without it."""
    lines = []
    for note, noted in groupby(champions, key=lambda champion: champion.note):
        noted = list(noted)
        lines += [champion_line(champion) for champion in noted]
        lines += [Line(note, noted[-1])] if note else []
    return lines


def _talked(conversations):
    """Return the last conversation that was held, and any that is planned."""
    held = [talk for talk in conversations if talk.state == CommunityConversation.State.HELD]
    planned = [talk for talk in conversations if talk.state == CommunityConversation.State.PLANNED]
    return [Line(conversation_words(talk), talk, talk.link) for talk in (*held[:1], *planned)]


def conversation_words(talk):
    """Return “Held on 3 May 2024” or “Planned for spring 2027”."""
    if talk.state == CommunityConversation.State.HELD:
        return f"Held on {day_words(talk.held_on)}"
    return f"Planned for {talk.planned_for}" if talk.planned_for else "Planned; no date yet"


def _assessed(results):
    """Return the newest signed self-assessment. Only the day: a promise is kept or not, never rated."""
    return [Line(f"Self-assessment signed off {day_words(result.signed_on)}") for result in results[:1]]


@lru_cache(maxsize=1_000)
def day_words(day):
    """Return “3 March 2020”, or nothing for no day."""
    return date_format(day, "j F Y") if day else ""
