"""“Is my council a member?”, answered in sentences."""

from dataclasses import dataclass, field

from councils.models import Membership, Succession
from councils.search import find, looks_like_postcode
from network.nearest import nearest
from network.promises import day_words
from network.words import listed, opening, spoken

FIND_ON_GOVUK = "https://www.gov.uk/find-local-council"


@dataclass(frozen=True)
class Answer:
    """The answer for one council, and those for councils bound up with it: its county, its successors."""

    title: str
    links: list = field(default_factory=list)
    near: list = field(default_factory=list)
    others: list = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What the box led to: answers, or the reason there is none and what to try."""

    typed: str
    title: str
    answers: list = field(default_factory=list)
    more: int = 0
    guesses: list = field(default_factory=list)
    is_postcode: bool = False


def answer(typed):
    """Return the outcome for what somebody typed into the box."""
    if looks_like_postcode(typed):
        return Outcome(typed, "We cannot look up postcodes yet.", is_postcode=True)
    matches = find(typed)
    if not matches:
        return Outcome(typed, f"We know no council called “{typed}”.", guesses=matches.guesses)
    known = Known.read(with_past=any(council.is_former for council in matches.councils))
    answers = [known.answer(council) for council in matches.councils]
    count = len(answers) + matches.more
    title = answers[0].title if count == 1 else f"{count} councils match “{typed}”."
    return Outcome(typed, title, answers, matches.more)


class Known:
    """The memberships of today and of before, and who took over from whom."""

    def __init__(self, memberships, successions):
        open_today = [row for row in memberships if row.is_open]
        self.memberships = {row.council_id: row for row in open_today}
        self.members = [row.council for row in open_today]
        self.left = {row.council_id: row for row in memberships if not row.is_open}
        self.successions = {}
        for row in successions:
            self.successions.setdefault(row.predecessor_id, []).append(row)

    @classmethod
    def read(cls, with_past):
        successions = Succession.objects.select_related("successor") if with_past else ()
        return cls(Membership.objects.select_related("council"), successions)

    def answer(self, council):
        """Return the whole answer for a council."""
        if council.is_former:
            return self._replaced(council)
        county = council.county if council.county_id and not council.county.is_former else None
        others = [self._same_place(county)] if county else []
        if membership := self.memberships.get(council.pk):
            title = f"Yes. {opening(spoken(council))} has been a member {membership.since}."
            return Answer(title, [(council.get_absolute_url(), "See what it promised")], others=others)
        name = opening(spoken(council))
        title = f"Not yet. {name} is not a member."
        if past := self.left.get(council.pk):
            title = f"Not now. {name} was a member until {day_words(past.ended_on)}."
        return Answer(
            title,
            [(f"{council.get_absolute_url()}#ask", "How to ask it")],
            nearest(council, self.members),
            others,
        )

    def _same_place(self, county):
        words = f"{opening(spoken(county))}, which runs other services there,"
        return self._one_line(county, words)

    def _one_line(self, council, words=""):
        """Return the answer for a council in one sentence, to stand under another one's."""
        words = words or opening(spoken(council))
        if membership := self.memberships.get(council.pk):
            title = f"{words} has been a member {membership.since}."
            return Answer(title, [(council.get_absolute_url(), f"See what {council.name} promised")])
        link = (f"{council.get_absolute_url()}#ask", f"How to ask {council.name}")
        return Answer(f"{words} is not a member.", [link])

    def _replaced(self, council, told=()):
        """Return the answer for a council that has ended; ``told`` are those that led here.

        They are not told of again, so that rows in a circle come to an end.
        """
        told = {*told, council.pk}
        rows = [row for row in self.successions.get(council.pk, ()) if row.successor_id not in told]
        history = [(council.get_absolute_url(), f"About {spoken(council)}")]
        if not rows:
            ended = f"{opening(spoken(council))} ended on {day_words(council.ended_on)}."
            return Answer(council.ending_note or ended, history)
        after = listed([spoken(row.successor) for row in rows])
        title = f"{opening(spoken(council))} was replaced by {after} on {day_words(rows[0].on)}."
        others = [self._today(row.successor, told) for row in rows]
        return Answer(title, history, others=others)

    def _today(self, successor, told):
        """Return the answer for a successor, which may itself have been replaced since."""
        return self._replaced(successor, told) if successor.is_former else self._one_line(successor)
