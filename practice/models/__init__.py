"""Case studies: what councils and community organisations did, and what came of it."""

from practice.models.figure import OutcomeFigure
from practice.models.parts import CaseOrganisation, CasePrinciple, CaseSource
from practice.models.quotation import Quotation
from practice.models.study import CaseStudy
from practice.models.words import ServiceArea, Topic

__all__ = [
    "CaseOrganisation",
    "CasePrinciple",
    "CaseSource",
    "CaseStudy",
    "OutcomeFigure",
    "Quotation",
    "ServiceArea",
    "Topic",
]
