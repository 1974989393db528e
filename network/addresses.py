"""Addresses of the public pages, for those who type, follow or list them."""

from django.db.models import Q

from councils.models import Council
from organisations.models import Organisation
from practice.models import CaseStudy
from principles.models import Principle, QuestionSet

ABOUT = {
    "how-to-read": "how_to_read",
    "methodology": "methodology",
    "contact": "contact",
    "accessibility": "accessibility",
    "privacy": "privacy",
    "cookies": "cookies",
}
LISTS = ["/councils/", "/case-studies/", "/organisations/", "/principles/"]
JOINING = ["/joining/", "/joining/check/", "/joining/ask/"]
FIXED = [
    "/",
    *LISTS,
    "/compare/",
    *JOINING,
    "/about/",
    "/about/data/",
    *(f"/about/{slug}/" for slug in ABOUT),
]


def known_as(slug):
    """Return the council whose page has this address in small letters, had it before, or has this GSS code.

    In that order, as one council's earlier address may be another's of today; None if there is none.
    """
    ways = (Q(slug=slug.lower()), Q(former_slugs__slug=slug.lower()), Q(gss_code=slug.upper()))
    return next(filter(None, (Council.objects.filter(way).first() for way in ways)), None)


def all_public():
    """Return the path of every page that search engines may list, fixed pages first."""
    councils = Council.objects.order_by("slug").values_list("slug", flat=True)
    organisations = Organisation.objects.published().only("short_id", "name")
    rows = (*CaseStudy.objects.published(), *Principle.objects.all(), *QuestionSet.objects.public())
    rows += tuple(organisations)
    return [*FIXED, *(f"/councils/{slug}/" for slug in councils), *(row.get_absolute_url() for row in rows)]


def title_of(path):
    """Return what one of our public pages is about, or nothing for an address that is none of ours.

    Only pages of one council, organisation or case study, and the fixed ones.
    """
    kind, *rest = path.strip("/").split("/")
    if path in FIXED:
        return "Keep it Local" if path == "/" else f"the page {path}"
    found = {
        "councils": Council.objects.filter(slug=rest[0]) if rest else None,
        "organisations": Organisation.objects.published().filter(short_id=rest[0]) if rest else None,
        "case-studies": CaseStudy.objects.published().filter(slug=rest[0]) if rest else None,
    }.get(kind)
    row = found.first() if found is not None else None
    if row is None or row.get_absolute_url() != path:
        return ""
    return getattr(row, "official_name", "") or getattr(row, "title", "") or row.name
