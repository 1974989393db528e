"""The list of case studies: what to show and filter by, read from the address of the page.

The database counts and cuts, so that a page costs the same with 20 studies and with 2,000.
"""

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode

from network.freshness import freshness, is_stale, known_on
from network.tables import TYPE_NAMES, TYPES
from network.words import MANY, listed
from organisations.models import Organisation
from organisations.synonyms import other_words, understand
from practice.models import CaseStudy, OutcomeFigure, ServiceArea, Topic
from practice.search import search
from principles.models import Principle

FILTERS_AND_WORDS = ("q", "principle", "topic", "service", "type")
PARAMS = (*FILTERS_AND_WORDS, "page")
FILTERS = {"principle": "Principle", "topic": "Helps with", "service": "Service", "type": "Council type"}
PATHS = {
    "principle": "principles__slug",
    "topic": "topics__slug",
    "service": "service_area__slug",
    "type": "council__type",
}
PER_PAGE = 20
SHOWN_ON_CARDS = ("slug", "title", "summary", "year", "status", "document_url", "confirmed_on", "stated_on")
SHOWN_ON_CARDS += ("council__name", "service_area__name")
AT_ONCE = 200
OLD_AFTER_YEARS = 5
STRONGEST = list(OutcomeFigure.Strength.values)


@dataclass(frozen=True)
class Choice:
    """What a reader asked to see. Anything that is not on offer counts as not asked."""

    q: str = ""
    principle: str = ""
    topic: str = ""
    service: str = ""
    type: str = ""

    @property
    def query(self):
        return urlencode({name: value for name, value in vars(self).items() if value})

    @property
    def address(self):
        return f"/case-studies/?{self.query}" if self.query else "/case-studies/"


@dataclass(frozen=True)
class Option:
    """One option of a filter: its value, its words, how many it would leave, whether it is chosen."""

    value: str
    words: str
    count: int
    chosen: bool


class CaseList:
    """A page of the list with its filters."""

    def __init__(self, query):
        self.labels = {
            "principle": dict(Principle.objects.values_list("slug", "short_label")),
            "topic": dict(Topic.objects.values_list("slug", "name")),
            "service": dict(ServiceArea.objects.values_list("slug", "name")),
            "type": TYPE_NAMES,
        }
        asked = {name: query.get(name, "") for name in FILTERS}
        known = {name: value if value in self.labels[name] else "" for name, value in asked.items()}
        self.choice = Choice(q=query.get("q", ""), **known)
        self.number = query.get("page", "1")
        # Asked once: reading what was typed takes small questions of its own.
        self.found = search(self.choice.q) if self.choice.q else CaseStudy.objects.published()

    def select(self, but=""):
        """Return the studies that the choice admits, leaving out the filter named by ``but``."""
        studies = self.found
        for name, path in PATHS.items():
            value = getattr(self.choice, name)
            if value and name != but:
                studies = studies.filter(**{path: TYPES[value].value if name == "type" else value})
        return studies

    @property
    def ordered(self):
        """Every study that the choice admits, newest facts first; what is old by its last check sinks."""
        return self.select().fresh_first()

    @cached_property
    def page(self):
        return Paginator(in_short(self.ordered), PER_PAGE).get_page(self.number)

    @property
    def also(self):
        """Return the words that were searched for besides those typed, in words."""
        words = other_words(understand(self.choice.q))
        return listed(words) if words else ""

    @cached_property
    def count(self):
        return self.page.paginator.count

    @property
    def rows(self):
        """All of them with everything that a file says, a few hundred at a time."""
        shown = Prefetch("organisations", Organisation.objects.published())
        found = with_parts(self.ordered).select_related("source").prefetch_related("topics", shown)
        return found.iterator(AT_ONCE)

    @property
    def filters(self):
        """Return name, label and options of each filter."""
        return [(name, label, self._options(name)) for name, label in FILTERS.items()]

    def _options(self, name):
        found = self.select(but=name).order_by().values_list(PATHS[name])
        counts = dict(found.annotate(Count("pk", distinct=True)))
        if name == "type":
            counts = {slug: counts.get(kind.value, 0) for slug, kind in TYPES.items()}
        chosen = getattr(self.choice, name)
        return [
            Option(value, words, counts.get(value, 0), value == chosen)
            for value, words in self.labels[name].items()
            if counts.get(value) or value == chosen
        ]

    @property
    def heading(self):
        """Return the filters in words: “2 case studies on Local spend that help with Homelessness”."""
        words = "case study" if self.count == 1 else "case studies"
        of = {name: self.labels[name].get(getattr(self.choice, name), "") for name in FILTERS}
        words += f" on {of['principle'].lower()}" if of["principle"] else ""
        words += f" about {of['service'].lower()}" if of["service"] else ""
        if of["type"]:
            words += f" from {MANY[TYPES[self.choice.type]]}"
        if of["topic"]:
            words += f" that {'helps' if self.count == 1 else 'help'} with {of['topic'].lower()}"
        words += f" for “{self.choice.q}”" if self.choice.q else ""
        return f"{self.count or 'No'} {words}"

    @property
    def chosen(self):
        """Return each filter in use with the address that removes it alone."""
        used = [(name, self.labels[name].get(getattr(self.choice, name))) for name in FILTERS]
        found = [(words, replace(self.choice, **{name: ""}).address) for name, words in used if words]
        if self.choice.q:
            found.insert(0, (f"“{self.choice.q}”", replace(self.choice, q="").address))
        return found


def with_parts(studies):
    """Read along what a card shows, whatever the number of studies: two more queries."""
    return studies.select_related("council", "service_area").prefetch_related("principles", "figures")


def in_short(studies):
    """Read the same for cards alone, without the long texts that only a study's own page shows."""
    return with_parts(studies).only(*SHOWN_ON_CARDS)


def strongest(figures):
    """Return the figure that rests on the strongest ground, the first of equals; None if there is none."""
    return min(figures, key=lambda row: (STRONGEST.index(row.strength), row.order), default=None)


def age(year):
    """Return how old facts are: “Facts from 2024”, “Facts from 2012, 14 years ago”."""
    years = timezone.localdate().year - year
    return f"Facts from {year}, {years} years ago" if years >= OLD_AFTER_YEARS else f"Facts from {year}"


@dataclass(frozen=True)
class Card:
    """A case study as lists and other pages show it."""

    study: CaseStudy

    @property
    def where_and_when(self):
        """Return “Calderdale · Support in the neighbourhood · Facts from 2024 · Under way”."""
        study = self.study
        parts = (study.council and study.council.name, study.service_area and study.service_area.name)
        status = [study.get_status_display()] if study.status else []
        return " · ".join([*filter(None, parts), age(study.year), *status])

    @property
    def figure(self):
        return strongest(self.study.figures.all())

    @property
    def not_confirmed(self):
        """Return “Not confirmed since 4 May 2024”, or nothing while it is fresh."""
        known = known_on([(self.study.confirmed_on, self.study.stated_on)])
        return freshness(known) if is_stale(known) else ""

    @property
    def shows(self):
        """Return the principles in words: “Neighbourhood and Early intervention”."""
        labels = [principle.short_label for principle in self.study.principles.all()]
        return listed(labels) if labels else ""


def cards(studies):
    """Return the cards of studies read through ``in_short``."""
    return [Card(study) for study in studies]


def newest(studies, most=3):
    """Return the cards of the newest few; at most three queries."""
    return cards(in_short(studies.published().newest_first())[:most])
