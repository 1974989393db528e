"""How staff keep case studies and quotations."""

from practice.admin.quotations import QuotationAdmin
from practice.admin.studies import CaseStudyAdmin
from practice.admin.words import ServiceAreaAdmin, TopicAdmin

__all__ = ["CaseStudyAdmin", "QuotationAdmin", "ServiceAreaAdmin", "TopicAdmin"]
