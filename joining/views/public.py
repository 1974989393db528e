"""Pages that anyone can read: how to join, check first, ask your council, and texts to take over."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import public_page
from councils.models import Council
from councils.names import opening, place_in_words, spoken
from joining.checks import check, look_up
from joining.exports import WORD, text_as_word
from joining.models import ReadyText


@public_page()
def start(request):
    """Say what a council needs to join, how long it takes and who signs."""
    context = {"texts": ReadyText.objects.all(), "contact": settings.CONTACT_EMAIL}
    return render(request, "joining/start.html", context)


@public_page("q")
def check_first(request):
    """Find the council, and say whether it can apply or what to do instead."""
    typed = request.GET.get("q", "")
    context = {"typed": typed, "found": look_up(typed) if typed else None, "contact": settings.CONTACT_EMAIL}
    return render(request, "joining/check.html", context)


@public_page("q")
def ask(request):
    """Say what residents and organisations can do, and find the council to ask."""
    typed = request.GET.get("q", "")
    return render(request, "joining/ask.html", {"typed": typed, "found": look_up(typed) if typed else None})


@public_page()
def ask_council(request, slug):
    """Give words to copy and where to send them. Nothing is sent from here."""
    council = get_object_or_404(Council.objects.select_related("county"), slug=slug)
    found = check(council)
    place, name = place_in_words(council.name), spoken(council)
    context = {"check": found, "council": council, "name": name, "heading": opening(name), "place": place}
    return render(request, "joining/ask_council.html", context)


@public_page("council")
def text_docx(request, key):
    """One ready text as a Word file, filled in for ``council`` (its address) if that is given."""
    text = get_object_or_404(ReadyText, key=key)
    slug = request.GET.get("council", "")
    council = get_object_or_404(Council, slug=slug) if slug else None
    name = f"keep-it-local-{text.key}{f'-{council.slug}' if council else ''}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text_as_word(text, council), content_type=WORD, headers=headers)
