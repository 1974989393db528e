"""How a council or an organisation is connected, as its page says it: by kind, each with who says so."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from network.picture import draw, neighbours
from network.words import heading, spoken
from organisations.models import Connection

Kind, SaidBy = Connection.Kind, Connection.SaidBy
# What the subject of the page does to the others, and what they do to it, in the order of the page.
OUTWARD = {
    Kind.COMMISSIONS: "Commissions",
    Kind.GRANTS: "Gives grants to",
    Kind.REFERS: "Refers people to",
    Kind.RUNS_IN: "Runs a service in",
    Kind.PARTNERS: "Works as a partner with",
    Kind.SHARES: "Shares a building with",
}
INWARD = {
    Kind.COMMISSIONS: "Is commissioned by",
    Kind.GRANTS: "Gets grants from",
    Kind.REFERS: "Gets people referred by",
    Kind.RUNS_IN: "A service is run here by",
    Kind.PARTNERS: OUTWARD[Kind.PARTNERS],
    Kind.SHARES: OUTWARD[Kind.SHARES],
}
ORDER = list(dict.fromkeys(words for kind in Kind for words in (INWARD[kind], OUTWARD[kind])))
IN_SHORT = {
    SaidBy.BOTH: "Both say so",
    SaidBy.FIRST: "One says so",
    SaidBy.SECOND: "One says so",
    SaidBy.ANOTHER: "Somebody else says so",
}


@dataclass(frozen=True)
class Line:
    """A connection seen from one of its ends; ``fact`` is its row."""

    words: str
    name: str
    path: str
    place: str
    fact: Connection

    @property
    def detail(self):
        """Return “Staying Well, since 2014”, or as much of it as is known."""
        parts = [self.fact.about, years(self.fact)]
        text = ", ".join(part for part in parts if part)
        return f"{text[:1].upper()}{text[1:]}"

    @property
    def says(self):
        return who_says(self.fact)

    @property
    def in_short(self):
        """Return who says so in three words, for the picture."""
        return IN_SHORT[self.fact.said_by]

    @property
    def both_say_so(self):
        return self.fact.said_by == SaidBy.BOTH

    @property
    def shares(self):
        """Lines that say the same of different others stand together, with their source said once."""
        fact = self.fact
        return (self.detail, self.says, fact.source_id, fact.stated_on, fact.confirmed_on, fact.basis)


def lines(connections, subject):
    """Return a line for each connection of ``subject``, by kind and then by the name of the other end."""
    found = [_line(connection, subject) for connection in connections]
    return sorted(found, key=lambda line: (ORDER.index(line.words), line.name, line.fact.pk))


@dataclass(frozen=True)
class Hub:
    """One end of several connections, and these as seen from it."""

    name: str
    lines: list

    @property
    def connections(self):
        return by_kind(self.lines)

    @property
    def pictures(self):
        return draw(self.name, neighbours(self.lines))


def around(connections):
    """Return hubs that list each connection once, the end with the most connections first."""
    left, hubs = list(connections), []
    while left:
        ends = Counter(end for connection in left for end in (connection.first, connection.second))
        hub = ends.most_common(1)[0][0]
        here = [connection for connection in left if hub in (connection.first, connection.second)]
        hubs.append(Hub(name_of(hub), lines(here, hub)))
        left = [connection for connection in left if connection not in here]
    return hubs


def _line(connection, subject):
    outward = connection.first == subject
    other = connection.second if outward else connection.first
    words = (OUTWARD if outward else INWARD)[connection.kind]
    return Line(words, name_of(other), other.get_absolute_url(), getattr(other, "place", ""), connection)


def by_kind(lines):
    """Return (kind in words, its lines in groups that share what is said of them)."""
    return [(words, _sharing(list(same))) for words, same in groupby(lines, lambda line: line.words)]


def _sharing(lines):
    groups = {}
    for line in lines:
        groups.setdefault(line.shares, []).append(line)
    return list(groups.values())


def name_of(end):
    """Return an end's name: as people say it for a council."""
    return end.name if hasattr(end, "short_id") else heading(end)


def who_says(connection):
    """Return who says that there is this connection, and who has not confirmed it yet, in a sentence."""
    first, second = (_in_sentence(end) for end in (connection.first, connection.second))
    match connection.said_by:
        case SaidBy.BOTH:
            return "Both say so."
        case SaidBy.FIRST:
            return f"Stated by {first}; {second} has not confirmed it yet."
        case SaidBy.SECOND:
            return f"Stated by {second}; {first} has not confirmed it yet."
    if connection.source is None:
        return "Who stated it is not recorded; neither has confirmed it yet."
    return f"Stated by {connection.source.publisher}; neither has confirmed it yet."


def _in_sentence(end):
    return end.name if hasattr(end, "short_id") else spoken(end)


def years(connection):
    """Return “since 2014”, “2014 to 2017”, “until 2017” or nothing."""
    since, until = connection.from_year, connection.to_year
    if since and until:
        return f"{since} to {until}" if since != until else f"in {since}"
    return f"since {since}" if since else f"until {until}" if until else ""
