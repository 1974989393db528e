"""Pages that programs read."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import public_page
from network.addresses import all_public

NOT_FOR_ENGINES = ("account", "admin", "assessments", "search")
# The page on which councils are named is for all; fifty thousand pairs of them are not.
COMPARISONS = "/compare/?"


@public_page()
def robots(request):
    """Tell search engines where the pages are, and what to leave alone."""
    closed = (*(f"/{section}/" for section in NOT_FOR_ENGINES), COMPARISONS)
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in closed))
    text = "\n".join((*lines, "", f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml", ""))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_page()
def sitemap(request):
    """List every public page."""
    return render(request, "network/sitemap.xml", {"paths": all_public()}, content_type="application/xml")
