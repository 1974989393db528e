"""Two or three councils side by side: what is on record of each, and what to ask where they differ.

Nothing here is a total, and no council stands before another for what it has done: they keep
the order in which they were named.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.formats import date_format

from network.council_page import CouncilPage
from network.profile import load_several
from network.questions import questions, statement_questions
from network.words import heading, listed
from principles.models import Principle


@dataclass(frozen=True)
class Cell:
    """What is on record of one council in one row: lines of text, each with an address or none.

    ``missing`` says in words why there are none.
    """

    name: str
    lines: list = field(default_factory=list)
    answer: object = None
    missing: str = "Not recorded yet"

    @property
    def text(self):
        return " ".join(words for words, _ in self.lines)


@dataclass(frozen=True)
class Row:
    """One thing that the councils are looked at for, and what to ask about it.

    ``principle`` is the one that it is about, if any.
    """

    topic: str
    title: str
    cells: list
    principle: Principle | None = None
    heading = ""

    @cached_property
    def questions(self):
        number = self.principle.number if self.principle else 0
        return questions(self.topic, [(cell.name, cell.text) for cell in self.cells], number)


@dataclass(frozen=True)
class StatementRow(Row):
    """A statement of the self-assessment, with the words and the strip of each answer."""

    @property
    def heading(self):
        """What stands above all statements of one principle."""
        return str(self.principle)

    @cached_property
    def questions(self):
        answers = [cell.answer for cell in self.cells]
        return statement_questions(
            answers[0].key, [(one.kind, cell.text) for one, cell in zip(answers, self.cells, strict=True)]
        )


@dataclass
class Comparison:
    """What the page shows of the councils that were named: groups of rows under their headings."""

    profiles: list

    @classmethod
    def of(cls, councils):
        return cls(load_several(councils, CouncilPage))

    @property
    def title(self):
        return listed([profile.council.name for profile in self.profiles])

    @cached_property
    def groups(self):
        """Return pairs of a heading and its rows, without headings that would have none."""
        groups = [
            ("The network and its promises", self._promises()),
            ("Case studies, by principle", self._studies()),
            ("What they are working on", self._plans()),
            ("What they say of themselves", self._levels),
            ("The places", self._places()),
        ]
        return [(words, rows) for words, rows in groups if rows]

    @property
    def kinds_differ(self):
        return len({profile.council.type for profile in self.profiles}) > 1

    @property
    def standard_lines(self):
        """Return who assessed what and when, for each council whose levels stand here."""
        shown = {cell.name for row in self._levels for cell in row.cells}
        return [result.standard_line for one, result in self._sharing if heading(one.council) in shown]

    def _row(self, topic, title, lines_of, missing_of=lambda one: "Not recorded yet", principle=None):
        cells = [Cell(heading(one.council), lines_of(one), missing=missing_of(one)) for one in self.profiles]
        return Row(topic, title, cells, principle)

    def _promises(self):
        rows = [self._row("standing", "In the network", _standing, lambda one: one.standing)]
        if not any(one.membership for one in self.profiles):
            return rows
        for number, (key, title) in enumerate(PROMISES):
            rows.append(self._row(key, title, lambda one, number=number: _promise(one, number), _no_promise))
        return rows

    def _studies(self):
        rows = [
            self._row(
                "case",
                principle.short_label,
                lambda one, pk=principle.pk: _studies(one, pk),
                lambda one: "No case study here yet",
                principle,
            )
            for principle in Principle.objects.all()
        ]
        return [row for row in rows if any(cell.lines for cell in row.cells)]

    def _plans(self):
        """Return one row of priorities and actions, where at least one council shares them with everyone."""
        row = self._row("plans", "Priorities and actions", _plans, lambda one: "Nothing to read here")
        return [row] if any(cell.lines for cell in row.cells) else []

    @cached_property
    def _sharing(self):
        """Return pairs of a profile and its newest result that shows levels to everyone."""
        newest = (
            (one, next((result for result in one.results if result.shows_levels), None))
            for one in self.profiles
        )
        return [(one, result) for one, result in newest if result]

    @cached_property
    def _levels(self):
        """Return a row for each statement, in the same words, that two or more share with everyone.

        It has those alone: what a council keeps to itself is not shown as if it were missing.
        """
        said = {}
        for one, result in self._sharing:
            for principle, answers in result.principles:
                for answer in answers:
                    if answer.label:
                        cell = Cell(heading(one.council), [(_answer(answer), "")], answer)
                        said.setdefault((answer.key, answer.text), (principle, []))[1].append(cell)
        return [
            StatementRow("level", text, cells, principle)
            for (_, text), (principle, cells) in sorted(said.items(), key=lambda one: one[0])
            if len(cells) > 1
        ]

    def _places(self):
        facts = [dict(one.place) for one in self.profiles]
        known = [term for term in PLACE if any(term in place for place in facts)]
        return [self._row(PLACE[term], term, lambda one, term=term: _place(one, term)) for term in known]


PROMISES = (
    ("endorse", "Principles endorsed"),
    ("champions", "Champions in place"),
    ("conversation", "Conversation with the community"),
    ("assess", "Assess and improve"),
)
# What is compared of the places, each with the topic of its questions.
PLACE = {
    "Type": "type",
    "Runs": "services",
    "Region": "region",
    "Population": "population",
    "Area": "area",
    "How it is led": "led",
}


def _standing(profile):
    return [(profile.standing, "")] if profile.membership else []


def _place(profile, term):
    text = dict(profile.place).get(term)
    return [(text, "")] if text else []


def _no_promise(profile):
    return "Not recorded yet" if profile.membership else "Not a member, so nothing is promised"


def _promise(profile, number):
    lines = profile.promises[number].lines if profile.promises else []
    return [(line.text, line.link) for line in lines]


def _studies(profile, principle):
    found = (card.study for card in profile.case_studies)
    return [
        (study.title, study.get_absolute_url())
        for study in found
        if any(row.pk == principle for row in study.principles.all())
    ]


def _plans(profile):
    """Return each priority of the newest self-assessment in words, with what is planned and by when."""
    lines = []
    for one in profile.newest_result.priorities if profile.newest_result else ():
        actions = "; ".join(f"{a.what} ({a.owner_role}, by {date_format(a.by_when)})" for a in one.actions)
        said = " ".join(part for part in (one.words, actions) if part)
        lines.append((f"{one.text}: {said}" if said else one.text, ""))
    return lines


def _answer(answer):
    """Return an answer in words: its level, or who does this where the council does not."""
    return f"{answer.label}: {answer.done_by}" if answer.done_by else answer.label
