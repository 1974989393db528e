"""A case study in the words of its page."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.text import capfirst

from councils.models import Membership
from network.cases import age
from network.connections import around
from network.words import citation, heading, listed, opening, spoken
from organisations.models import Connection, Organisation
from practice.models import CaseStudy, OutcomeFigure, Quotation

MOST_CONNECTIONS = 60
PLACES = (
    ("#short", "In short"),
    ("#principles", "Principles it shows"),
    ("#happened", "What happened"),
    ("#figures", "What came of it"),
    ("#hard", "What was hard"),
    ("#who", "Who took part"),
    ("#ask", "Ask about it"),
)


@dataclass
class CasePage:
    """What the template of a case study asks for. ``is_preview`` for a draft that only staff see."""

    study: CaseStudy
    is_preview: bool = False
    quotations: list = field(default_factory=list)

    @cached_property
    def membership(self):
        """The open membership of the council, or None."""
        if self.study.council_id is None:
            return None
        return Membership.objects.open().filter(council=self.study.council_id).first()

    @property
    def council_spoken(self):
        return opening(spoken(self.study.council))

    @property
    def kicker(self):
        """Return “Calderdale Council · Support in the neighbourhood · Facts from 2024”."""
        study = self.study
        parts = (study.council and heading(study.council), study.service_area and study.service_area.name)
        return " · ".join(filter(None, [*parts, age(study.year) if study.year else ""]))

    @property
    def years(self):
        """Return “Began in 2014, under way”, as far as sources say."""
        study = self.study
        began = f"began in {study.began_year}" if study.began_year else ""
        ended = f"ended in {study.ended_year}" if study.ended_year else ""
        status = study.get_status_display().lower() if study.status and not ended else ""
        return capfirst(", ".join(filter(None, (began, ended or status))))

    @property
    def commissioner(self):
        """Return who paid for it or asked for it; it is not always the council."""
        who = self.study.get_commissioned_by_display() if self.study.commissioned_by else ""
        return self.study.commissioner or who

    @property
    def in_short(self):
        """Return the rows of the summary; a row without text reads “Not yet recorded”."""
        study = self.study
        council = {"term": "Council", "text": "About no one council"}
        if study.council:
            standing = f"a member {self.membership.since}" if self.membership else "not a member"
            council = {"term": "Council", "text": f"{study.council.official_name}, {standing}"}
            council |= {"address": study.council.get_absolute_url(), "words": "See its page"}
        return [
            council,
            {"term": "Who paid or asked for it", "text": self.commissioner},
            {"term": "When", "text": self.years},
            {"term": "Helps with", "text": listed_or_nothing([topic.name for topic in study.topics.all()])},
            {"term": "What it cost", "text": study.cost},
            *self._who_to_ask,
        ]

    @property
    def _who_to_ask(self):
        """Return a row that leads to somebody who knows, for readers who look no further."""
        row = {"term": "Who to ask", "text": self.council_spoken if self.study.council else ""}
        if self.membership:
            return [{**row, "address": f"{self.study.get_absolute_url()}contact/", "words": "Ask a question"}]
        if not (self.study.council and self.study.council.website):
            return []
        return [{**row, "address": self.study.council.website, "words": "Go to its website"}]

    @cached_property
    def principles(self):
        return list(self.study.principle_rows.select_related("principle"))

    @property
    def some_principles_are_our_reading(self):
        return any(row.is_our_reading for row in self.principles)

    @cached_property
    def organisations(self):
        """Return who took part, as far as the public sees them; a preview shows drafts too."""
        rows = self.study.organisation_rows.select_related("organisation")
        if self.is_preview:
            return list(rows)
        return list(rows.filter(organisation__in=Organisation.objects.published()))

    @cached_property
    def hubs(self):
        """Return how those who took part are connected with each other and with the council."""
        taking_part = [row.organisation_id for row in self.organisations]
        if not taking_part:
            return []
        councils = [self.study.council_id] if self.study.council_id else []
        found = Connection.objects.published().among(councils, taking_part)
        return around(found.with_ends()[:MOST_CONNECTIONS])

    @cached_property
    def figures(self):
        return list(self.study.figures.select_related("source"))

    @property
    def strengths(self):
        """Return what the marks of strength mean, of those that stand on the page."""
        used = {figure.strength for figure in self.figures}
        return [label for value, label in OutcomeFigure.Strength.choices if value in used]

    @cached_property
    def further_sources(self):
        return list(self.study.further_sources.select_related("source"))

    @property
    def contents(self):
        """Return the places on the page, in their order."""
        borrow = [("#borrow", "Borrow this")] if self.study.document_url else []
        return [*PLACES, *borrow, ("#sources", "Where this comes from")]

    @property
    def citation(self):
        """Return a ready citation, with the day it was read."""
        return citation(self.study.title, self.study.get_absolute_url())


def listed_or_nothing(words):
    return listed(words) if words else ""


def find(slug):
    """Return a published study with what its page shows, or None."""
    return readable(CaseStudy.objects.published()).filter(slug=slug).first()


def readable(studies):
    return studies.select_related("council", "service_area", "source").prefetch_related("topics")


def load(study, *, is_preview=False):
    """Return the page of a study: eight more queries, however much it holds."""
    said = Quotation.objects.shown_today().filter(study=study)
    return CasePage(study, is_preview=is_preview, quotations=list(said))
