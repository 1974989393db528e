"""What the tables of case studies know of people: what staff write about a piece of work."""

from practice import models
from records.holdings import Table

TABLES = [
    Table(models.Topic, nobody={"slug name": "A subject."}),
    Table(models.ServiceArea, nobody={"slug name": "A kind of service."}),
    Table(
        models.CaseStudy,
        words="title summary commissioned_by commissioner what_happened cost what_was_hard do_differently "
        "document_title confirmed_by_role",
        nobody={"slug": "Part of a public address.", "document_url document_licence": "A public page."},
    ),
    Table(models.OutcomeFigure, words="what unit counted period base said_by confirmed_by_role"),
    Table(models.CasePrinciple),
    Table(models.CaseOrganisation, words="role"),
    Table(models.CaseSource, words="says"),
    Table(
        models.Quotation,
        words="words role_then said_when confirmed_by_role",
        nobody={"key": "A short word of ours."},
    ),
]
