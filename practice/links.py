"""Which fields of case studies hold public links."""

from practice.models import CaseStudy
from records.links import LinkField

LINKS = (
    LinkField(
        CaseStudy.objects.published,
        "document_url",
        "document to borrow",
        "practice.casestudy",
        title="title",
    ),
)
