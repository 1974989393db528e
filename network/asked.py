"""Which councils somebody wants to see side by side, read from the address: any name will do.

What cannot be used stays in its box, with a sentence that says why and links to what to try.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.http import urlencode

from councils.models import Council
from councils.search import find, looks_like_postcode
from network.promises import day_words
from network.words import heading, opening, spoken

PARAMS = ("a", "b", "c")
LABELS = ("First council", "Second council", "Third council (optional)")
CHOOSE, DID_YOU_MEAN = "Choose one:", "Did you mean one of these?"


@dataclass(frozen=True)
class Box:
    """One box of the form: what was typed, and the council it means or what is wrong with it.

    ``close`` are councils that may be meant instead, under the words of ``lead``.
    """

    typed: str = ""
    council: Council | None = None
    problem: str = ""
    close: list = field(default_factory=list)
    lead: str = CHOOSE

    @property
    def value(self):
        """What stands for it in the address: the council's own part of it, or what was typed."""
        return self.council.slug if self.council else self.typed

    @property
    def shown(self):
        return self.council.name if self.council else self.typed


class Asked:
    """The boxes as an address fills them, the empty ones last."""

    def __init__(self, query):
        typed = [text for text in (query.get(name, "").strip() for name in PARAMS) if text]
        slugs = [text.lower() for text in typed]
        known = Council.objects.select_related("source").filter(slug__in=slugs) if slugs else []
        by_slug, self.boxes = {council.slug: council for council in known}, []
        for text, slug in zip(typed, slugs, strict=True):
            box = _meant(text, by_slug[slug]) if slug in by_slug else _searched(text)
            self.boxes.append(self._once(box))

    def _once(self, box):
        """Return the box, or one that says so if its council stands in an earlier one."""
        if box.council is None or box.council.pk not in {council.pk for council in self.councils}:
            return box
        return Box(box.typed, problem=f"You named {spoken(box.council)} twice. Name another council.")

    @property
    def councils(self):
        """The councils to show, in the order in which they were named."""
        return [box.council for box in self.boxes if box.council]

    @property
    def query(self):
        """The part of the address after the question mark: the same for the same councils in one order."""
        return _query(self.boxes)

    @property
    def address(self):
        return _address(self.boxes)

    @property
    def problems(self):
        """Return what is wrong, each with the box that it is about."""
        return [
            (f"#{name}", box.problem) for name, box in zip(PARAMS, self.boxes, strict=False) if box.problem
        ]

    @cached_property
    def fields(self):
        """Return name, label and box of each of the three, and address and name of what may be meant."""
        boxes = [*self.boxes, *[Box()] * len(PARAMS)]
        return [
            (name, label, boxes[place], self._offers(place, boxes[place]))
            for place, (name, label) in enumerate(zip(PARAMS, LABELS, strict=True))
        ]

    def _offers(self, place, box):
        """Return what to try in a box, keeping the others as they are."""
        before, after = self.boxes[:place], self.boxes[place + 1 :]
        named = {council.pk for council in self.councils}
        return [
            (_address([*before, Box(council=council), *after]), heading(council))
            for council in box.close
            if council.pk not in named
        ]


def _query(boxes):
    return urlencode([(name, box.value) for name, box in zip(PARAMS, boxes, strict=False)])


def _address(boxes):
    return f"/compare/?{_query(boxes)}" if boxes else "/compare/"


def _searched(text):
    """Return the box for what somebody typed in words of their own."""
    if looks_like_postcode(text):
        return Box(text, problem="This looks like a postcode. Type the name of the council instead.")
    matches = find(text)
    if len(matches.councils) == 1:
        return _meant(text, matches.councils[0])
    if matches:
        more = " These are the first of many: type more of the name." if matches.more else ""
        return Box(text, problem=f"“{text}” could mean several councils.{more}", close=matches.councils)
    problem = f"No council is called “{text}”."
    if not matches.guesses:
        problem += " Check the spelling, or look for it in the list of councils."
    return Box(text, problem=problem, close=matches.guesses, lead=DID_YOU_MEAN)


def _meant(text, council):
    """Return the box of one council; one that has ended leads to those that took over."""
    if not council.is_former:
        return Box(text, council)
    after = _took_over(council)
    verb = "was replaced" if after else "ended"
    problem = f"{opening(spoken(council))} {verb} on {day_words(council.ended_on)}."
    return Box(text, problem=problem if after else f"{problem} Name a council of today.", close=after)


def _took_over(council):
    """Return the councils of today that took over, also from those that took over and ended since.

    Each once, and none is followed twice: rows that lead in a circle must not lead this page in one.
    """
    seen, today, ended = {council.pk}, [], [council]
    while ended:
        for one in ended.pop(0).successors.order_by("name", "gss_code"):
            if one.pk not in seen:
                seen.add(one.pk)
                (ended if one.is_former else today).append(one)
    return today
