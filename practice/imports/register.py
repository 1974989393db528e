"""Loading case studies, their figures and quotations from the project's own files."""

from pathlib import Path

from councils.imports.councils import COUNCIL
from organisations.models import Organisation
from practice.models import (
    CaseOrganisation,
    CasePrinciple,
    CaseSource,
    CaseStudy,
    OutcomeFigure,
    Quotation,
    ServiceArea,
    Topic,
)
from principles.imports import PRINCIPLE
from records.imports import Column, Reference, Sheet, SourceSheet
from records.imports.columns import amount, date, one_of, whole_number, yes_or_no
from records.imports.sources import SOURCE
from records.imports.tables import read_toml
from records.models import Basis, PublicName, RegisterVersion

DATA = Path(__file__).resolve().parent.parent / "data"
TOPIC = Reference(Topic, ("slug",), "topic")
SERVICE = Reference(ServiceArea, ("slug",), "kind of service")
ORGANISATION = Reference(Organisation, ("short_id",), "organisation")
SPEAKER = Reference(PublicName, ("name",), "person")
STUDY = Reference(CaseStudy, ("slug",), "case study")
FIRST_PUBLISHED = "2026-11-25"
WORDS = (
    Column("slug", "Address", needed=True),
    Column("name", "Name", needed=True),
    Column("order", "Place in the list", whole_number),
)


class TopicSheet(Sheet):
    kind, title, model, key, columns = "topics", "Topics", Topic, ("slug",), WORDS


class ServiceSheet(Sheet):
    kind, title, model, key, columns = "service-areas", "Kinds of service", ServiceArea, ("slug",), WORDS


class StudySheet(Sheet):
    """Case studies by their address."""

    kind, title, model, key = "case-studies", "Case studies", CaseStudy, ("slug",)
    references = {"council": COUNCIL, "service_area": SERVICE, "source": SOURCE}
    columns = (
        Column("slug", "Address", needed=True),
        Column("title", "Title", needed=True),
        Column("summary", "Summary", needed=True),
        Column("council", "Council"),
        Column(
            "commissioned_by",
            "Commissioned by",
            one_of(CaseStudy.Commissioner),
            choices=CaseStudy.Commissioner,
        ),
        Column("commissioner", "Commissioner in words"),
        Column("service_area", "Kind of service"),
        Column("topics", "Helps with", many=True),
        Column("year", "Year of the facts", whole_number),
        Column("began_year", "Began in", whole_number),
        Column("ended_year", "Ended in", whole_number),
        Column("status", "Status", one_of(CaseStudy.Status), choices=CaseStudy.Status),
        Column("what_happened", "What happened"),
        Column("cost", "What it cost"),
        Column("what_was_hard", "What was hard"),
        Column("do_differently", "What they would do differently"),
        Column("do_differently_unknown", "No source says what they would do differently", yes_or_no),
        Column("featured", "On the home page", yes_or_no),
        Column("state", "State", one_of(CaseStudy.State, "draft"), choices=CaseStudy.State),
        Column("published_on", "Published on", date),
        Column("source", "Source"),
        Column("basis", "Basis", one_of(Basis, "stated"), choices=Basis),
    )

    def load(self):
        self.helps = {}
        for study, topic in CaseStudy.topics.through.objects.values_list("casestudy_id", "topic__slug"):
            self.helps.setdefault(study, []).append(topic)
        super().load()

    def _current_value(self, row, column):
        return self.helps.get(row.pk, []) if column.many else super()._current_value(row, column)

    def create(self, rows, ids, by):
        super().create(rows, ids, by)
        self._add_topics(rows)

    def update(self, rows, ids, by):
        super().update(rows, ids, by)
        self._add_topics(rows)
        # Topics are no column of the row, so the register is told of a change to them alone.
        RegisterVersion.step()

    def check(self, row):
        for slug in row.added.get("topics", ()):
            if slug not in self.context.known(TOPIC):
                row.fail(f"Helps with: no topic “{slug[:60]}” is known.")
        for reason in self._contradictions(row):
            row.fail(reason)

    def _contradictions(self, row):
        """Yield what the database would refuse of the study as it would stand, in sentences."""
        now = self.now[row.target.pk] if row.target else dict.fromkeys(self.by_name, "")
        says = {**now, **{change.column: row.written[change.column] for change in row.changes}}
        state = says.get("state") or (row.target and row.target.state)
        lessons, unknown = says["do_differently"], says["do_differently_unknown"] == "yes"
        if lessons and unknown:
            yield "What they would do differently: it is there, so a source does say."
        if state == CaseStudy.State.PUBLISHED:
            if not (says["source"] and says["year"]):
                yield "Source and year of the facts: it is published, so it needs both."
            if not lessons and not unknown:
                yield "What they would do differently: it is published, so say it, or that no source does."
        began, ended = says["began_year"], says["ended_year"]
        if began and ended and int(ended) < int(began):
            yield "Ended in: it cannot end before it began."

    @staticmethod
    def _add_topics(rows):
        ids = TOPIC.keys()
        for row in rows:
            row.target.topics.add(*(ids[slug] for slug in row.added.get("topics", ())))


class PrincipleSheet(Sheet):
    kind, title, model, key = (
        "case-principles",
        "Principles of case studies",
        CasePrinciple,
        ("study", "principle"),
    )
    references = {"study": STUDY, "principle": PRINCIPLE}
    columns = (
        Column("study", "Case study", needed=True),
        Column("principle", "Principle", needed=True),
        Column("basis", "Basis", one_of(Basis), choices=Basis),
    )


class TookPartSheet(Sheet):
    kind, title, model = "case-organisations", "Organisations in case studies", CaseOrganisation
    key = ("study", "organisation")
    references = {"study": STUDY, "organisation": ORGANISATION}
    columns = (
        Column("study", "Case study", needed=True),
        Column("organisation", "Organisation", needed=True),
        Column("role", "Role"),
    )


class FurtherSheet(Sheet):
    kind, title, model = "case-sources", "Further sources of case studies", CaseSource
    key, references = ("study", "source"), {"study": STUDY, "source": SOURCE}
    columns = (
        Column("study", "Case study", needed=True),
        Column("source", "Source", needed=True),
        Column("says", "What it adds"),
    )


class FigureSheet(Sheet):
    """Figures by their place in the case study."""

    kind, title, model, key = "figures", "Figures", OutcomeFigure, ("study", "order")
    references = {"study": STUDY, "source": SOURCE}
    columns = (
        Column("study", "Case study", needed=True),
        Column("order", "Place in the list", whole_number, needed=True),
        Column("what", "What was counted", needed=True),
        Column("amount", "Figure", amount, needed=True),
        Column("amount_to", "Up to", amount),
        Column("unit", "Unit", one_of(OutcomeFigure.Unit), needed=True, choices=OutcomeFigure.Unit),
        Column("counted", "Of what"),
        Column(
            "exactness",
            "How exact",
            one_of(OutcomeFigure.Exactness, "exact"),
            choices=OutcomeFigure.Exactness,
        ),
        Column("period", "When"),
        Column("base", "Out of what"),
        Column("said_by", "Who says so", needed=True),
        Column(
            "strength", "How strong", one_of(OutcomeFigure.Strength, "claim"), choices=OutcomeFigure.Strength
        ),
        Column("source", "Source"),
    )


class SpeakerSheet(Sheet):
    """People quoted, each a row of its own that can be taken down everywhere."""

    kind, title, model, key = "speakers", "People quoted", PublicName, ("name",)
    columns = (Column("name", "Name", needed=True),)


class QuotationSheet(Sheet):
    """Quotations by a short key of the file."""

    kind, title, model, key = "quotations", "Quotations", Quotation, ("key",)
    references = {"council": COUNCIL, "speaker": SPEAKER, "source": SOURCE}
    columns = (
        Column("key", "Short key", needed=True),
        Column("council", "Council", needed=True),
        Column("words", "Words", needed=True),
        Column("speaker", "Speaker"),
        Column("role_then", "Role at the time", needed=True),
        Column("is_politician", "A politician's words", yes_or_no),
        Column("said_when", "When"),
        Column("source", "Source"),
    )


def practice_sheets(context):
    """Return the sheets of everything in this app's data folder, in the order they build on each other."""
    words, file = read_toml(DATA / "words.toml"), read_toml(DATA / "case_studies.toml")
    studies, said = file["study"], file["quotation"]
    speakers = dict.fromkeys(one["speaker"] for one in said if one.get("speaker"))
    records = (
        (TopicSheet, _numbered(words["topic"])),
        (ServiceSheet, _numbered(words["service"])),
        (StudySheet, [_study(study) for study in studies]),
        (PrincipleSheet, [row for study in studies for row in _principles(study)]),
        (TookPartSheet, [row for study in studies for row in _took_part(study)]),
        (FurtherSheet, [{"study": st["slug"], **row} for st in studies for row in st.get("further", ())]),
        (
            FigureSheet,
            [{"study": st["slug"], **r} for st in studies for r in _numbered(st.get("figure", ()))],
        ),
        (SpeakerSheet, [{"name": name} for name in speakers]),
        (QuotationSheet, said),
    )
    sources = SourceSheet.from_file(DATA / "sources.toml", context)
    return [sources, *(sheet.from_records(rows, context) for sheet, rows in records)]


def _numbered(records):
    return [{"order": number, **record} for number, record in enumerate(records, start=1)]


def _study(record):
    """What our file holds is published; what it does not say that they would do differently, nobody does."""
    return {
        "state": CaseStudy.State.PUBLISHED,
        "published_on": FIRST_PUBLISHED,
        "do_differently_unknown": not record.get("do_differently"),
        **record,
        "service_area": record["service"],
    }


def _principles(record):
    for basis, numbers in ((Basis.STATED, record.get("stated")), (Basis.OUR_READING, record.get("reading"))):
        for number in numbers or ():
            yield {"study": record["slug"], "principle": number, "basis": basis}


def _took_part(record):
    return [{"study": record["slug"], "organisation": short} for short in record.get("organisations", ())]
