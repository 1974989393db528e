"""The council's documents: which there are, which statements use them, and how they are described."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import put_by
from assessments.actions import bring_back_document, retire_document
from assessments.doubts import doubts
from assessments.forms import DocumentForm
from assessments.models import AnswerEvidence, Evidence
from assessments.permissions.colleagues import can_change_evidence, can_keep_evidence, can_retire_evidence
from assessments.views.loading import council_or_404, former_people

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def library(request, council):
    """Every document with the statements that use it, newest self-assessment first; those put away apart."""
    council = council_or_404(request, council)
    documents = list(_documents(council))
    context = {
        "documents": [document for document in documents if not document.retired_at],
        "put_away": [document for document in documents if document.retired_at],
        "may_keep": can_keep_evidence(request.user, council),
    }
    return _page(request, "list", council, context)


@put_by.puts_by
@require_http_methods(GET_OR_POST)
def add(request, council):
    """Describe a new document."""
    council = council_or_404(request, council)
    can_keep_evidence(request.user, council).require()
    form = DocumentForm(request.POST or None, council=council, by=request.user, initial=_waiting(request))
    if request.method == "POST" and form.is_valid() and form.save():
        return _saved(request, council, form)
    return _page(request, "add", council, {"form": form})


@put_by.puts_by
@require_http_methods(GET_OR_POST)
def change(request, council, number):
    """Describe a document differently, put it away, or bring it back."""
    council = council_or_404(request, council)
    document = _documents(council).filter(pk=number).first()
    if document is None:
        raise Http404
    if request.method == "POST" and {"retire", "back"} & request.POST.keys():
        return _put_away_or_back(request, council, document)
    verdict = can_change_evidence(request.user, document)
    if request.method == "POST":
        verdict.require()
    form = DocumentForm(
        request.POST or None,
        council=council,
        by=request.user,
        document=document,
        initial=_waiting(request),
    )
    if request.method == "POST" and form.is_valid() and form.save():
        return _saved(request, council, form)
    context = {"form": form, "document": document, "may_change": verdict}
    context["may_retire"] = can_retire_evidence(request.user, document)
    return _page(request, "change", council, context)


def _documents(council):
    using = AnswerEvidence.objects.select_related(
        "answer__statement", "answer__assessment__cycle", "answer__assessment__council"
    )
    using = using.order_by("-answer__assessment__cycle__opens_on", "answer__statement__key")
    rows = Evidence.objects.filter(council=council).select_related("added_by", "changed_by", "council")
    return rows.prefetch_related(Prefetch("pointers", using))


def _put_away_or_back(request, council, document):
    do, said = (
        (retire_document, "Put away: {}. It is not offered any more.")
        if "retire" in request.POST
        else (bring_back_document, "Brought back: {}.")
    )
    do(document=document, by=request.user)
    messages.success(request, said.format(document.title))
    return redirect("assessments:library", council.slug)


def _saved(request, council, form):
    put_by.forget(request)
    said = form.cleaned_data
    messages.success(request, f"Saved: {said['title']}")
    for doubt in doubts(said["title"], said["link"], said["held_by"]):
        messages.warning(request, f"Look again at “{said['title']}”. {doubt}")
    return redirect("assessments:library", council.slug)


def _waiting(request):
    """Return what the reader sent after they had been signed out."""
    fields = put_by.was_put_by(request) or {}
    return {
        name: "".join(fields[name]) for name in ("title", "link", "held_by", "dated_on") if name in fields
    }


def _page(request, template, council, context):
    path = f"/assessments/{council.slug}/evidence/"
    context |= {
        "council": council,
        "library_path": path,
        "former": former_people(council, request.user),
        "acting_council": council.official_name,
        "trail": [("/assessments/", "What needs you"), (path, "Documents")],
    }
    return render(request, f"assessments/library/{template}.html", context)
