"""The list of case studies as a file. Rows are case studies read through ``network.cases.with_parts``."""

from django.conf import settings

from network.exports.files import Column, Export

NOTE = (
    "A case study says what its source says and no more. Figures come from an independent study, from an "
    "evaluation by those who did the work, or from their own account; they must not be added up, compared "
    "or used to rank councils. A blank means that the fact is not recorded here, not that there is none."
)


def _figures(study):
    """Return each figure in one text: what, how much, when, how strong, who says so."""
    return [
        f"{figure.what}: {figure.words}{f', {figure.period}' if figure.period else ''} "
        f"({figure.get_strength_display().lower()}: {figure.said_by})"
        for figure in study.figures.all()
    ]


def _source(study):
    return f"{study.source.title}, {study.source.publisher}"


def _council(study, name):
    return getattr(study.council, name) if study.council else None


CASE_STUDIES = Export(
    key="case-studies",
    title="case studies",
    note=NOTE,
    columns=(
        Column("title", "What was done, in a few words", lambda case: case.title),
        Column("summary", "The same in a sentence or two", lambda case: case.summary),
        Column("gss_code", "The council's code, if it is about one", lambda case: _council(case, "gss_code")),
        Column("council", "The council's full name", lambda case: _council(case, "official_name")),
        Column(
            "commissioner",
            "Who paid for it or asked for it; not always the council",
            lambda case: case.commissioner or (case.commissioned_by and case.get_commissioned_by_display()),
        ),
        Column(
            "service", "What kind of work it is", lambda case: case.service_area and case.service_area.name
        ),
        Column("helps_with", "What it helps with", lambda case: [topic.name for topic in case.topics.all()]),
        Column(
            "principles",
            "The principles it shows, by number",
            lambda case: [str(principle.number) for principle in case.principles.all()],
        ),
        Column("facts_from_year", "The newest year that its facts speak of", lambda case: case.year),
        Column("began_in", "The year it began", lambda case: case.began_year),
        Column("ended_in", "The year it ended, if it did", lambda case: case.ended_year),
        Column(
            "organisations",
            "Community organisations that took part and have a page here",
            lambda case: [organisation.name for organisation in case.organisations.all()],
        ),
        Column("figures", "What came of it, each figure with who says so", _figures),
        Column("cost", "What it cost, with years, and who paid", lambda case: case.cost),
        Column("what_happened", "What was done, by whom and how", lambda case: case.what_happened),
        Column("what_was_hard", "What was hard or did not work", lambda case: case.what_was_hard),
        Column(
            "would_do_differently",
            "What those who did it would do differently",
            lambda case: case.do_differently or (case.do_differently_unknown and "No source says") or "",
        ),
        Column("document", "A document to borrow, if there is one", lambda case: case.document_url),
        Column("document_licence", "On what terms it may be used", lambda case: case.document_licence),
        Column("last_checked_on", "The day somebody last checked it", lambda case: case.confirmed_on),
        Column("source", "Where it was read", _source),
        Column("source_link", "A link to it, if it is public", lambda case: case.source.url),
        Column("page", "Its page here", lambda case: f"{settings.SITE_ORIGIN}{case.get_absolute_url()}"),
    ),
)
