"""Suggesting a change to a public page: a page of its own, so that browsed pages carry no form."""

import uuid

from allauth.core import ratelimit
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public_uncached
from councils.actions import suggest as take_down
from network.addresses import title_of
from network.forms import SuggestionForm, open_reference, seal_reference

LONGEST = 200
TOO_MANY = (
    "Too many suggestions came from your network in the last hour. Your words are still here: "
    "wait an hour and send them again, or write to us."
)


@public_uncached
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request):
    """Ask what should be put right on one of our own pages, named in the address."""
    about = request.GET.get("about", "")
    name = title_of(about) if len(about) <= LONGEST else ""
    if not name:
        raise Http404
    form = SuggestionForm(request.POST or None, initial={"key": uuid.uuid4()})
    status = 200
    if form.is_bound and form.is_valid():
        if ratelimit.consume(request, action="suggest"):
            row = take_down(about=about, name=name[:LONGEST], **form.cleaned_data)
            return redirect("network:suggested", seal_reference(row.reference))
        form.add_error(None, TOO_MANY)
        status = 429
    return render(
        request, "network/suggest.html", {"form": form, "about": about, "name": name}, status=status
    )


@public_uncached
@require_safe
def suggested(request, token):
    """Thank the sender, and give the reference."""
    reference = open_reference(token)
    if not reference:
        raise Http404
    return render(request, "network/suggested.html", {"reference": reference})
