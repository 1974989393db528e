"""The buttons of the reading page. Each takes a POST, and ``actions`` does what it says."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.actions import perform
from assessments.actions.assisting import begin_assistance
from assessments.actions.clarifying import Asked
from assessments.actions.hiding import find_document, hide_evidence
from assessments.actions.reading import save_reading
from assessments.admin.reading import NoteForm, draw, form_for, signed_last
from assessments.forms.assisting import AssistForm
from assessments.permissions import can_assist, can_move, can_review


def accept(page, request, assessment):
    """Accept as complete: what the signer chose to share is public at once."""
    perform(assessment, "accept", by=request.user, seen=_seen(request))
    messages.success(request, f"{assessment} is complete. The council has been told.")
    return _to_queue()


def read(page, request, assessment):
    """Keep flags and notes, and ask the council if that button was pressed. What was typed is never lost."""
    can_review(request.user, assessment).require()
    form = form_for(assessment, signed_last(assessment), request.POST)
    if not form.is_valid():
        return draw(page, request, assessment, reading_form=form)
    save_reading(assessment=assessment, flags=form.flags, notes=form.notes, by=request.user)
    if "ask" in request.POST:
        return _ask(page, request, assessment, form)
    if form.questions:
        messages.warning(request, "Flags and notes are saved. Your questions are below and not sent yet.")
        return draw(page, request, assessment, reading_form=form)
    messages.success(request, "Flags and notes are saved. Only reviewers see them.")
    return _to_page(assessment)


def _ask(page, request, assessment, form):
    said = form.cleaned_data
    asked = Asked(form.questions, days=said["days"])
    try:
        perform(assessment, "ask", by=request.user, seen=said["seen"], asked=asked)
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return draw(page, request, assessment, reading_form=form)
    messages.success(request, f"{assessment}: the council has your questions and replies by {_day(asked)}.")
    return _to_queue()


def _day(asked):
    return f"{asked.due_on:%-d %B %Y}"


def give_back(page, request, assessment):
    """Give it back to the council with a reason."""
    return _with_reason(page, request, assessment, "return", "is back with the council, with your words.")


def open_again(page, request, assessment):
    """Open a complete one again, as the council asked."""
    said = "is open again. What is public stays until the new version is accepted."
    return _with_reason(page, request, assessment, "reopen", said)


def close_merged(page, request, assessment):
    """Close the self-assessment of a council that has ended."""
    return _with_reason(page, request, assessment, "merge", "is closed. What was signed stays with it.")


def _with_reason(page, request, assessment, move, done):
    form = NoteForm(request.POST)
    if not form.is_valid():
        can_move(request.user, assessment, move).require()
        form.move = move
        return draw(page, request, assessment, note_form=form)
    perform(assessment, move, by=request.user, **form.cleaned_data)
    page.log_change(request, assessment, f"{move}: {form.cleaned_data['note']}"[:200])
    messages.success(request, f"{assessment} {done}")
    return _to_queue()


def hide(page, request, assessment):
    """Hide a document that holds personal data; the first press shows which, the second does it."""
    can_review(request.user, assessment).require()
    key, number = request.POST.get("key", "")[:4], request.POST.get("number", "")
    number = int(number) if number.isdecimal() and len(number) < 3 else -1
    if "confirmed" in request.POST:
        hide_evidence(assessment=assessment, key=key, number=number, by=request.user)
        page.log_change(request, assessment, f"Hid a document of statement {key}.")
        messages.success(request, "It is hidden everywhere. The council’s lead officers have been told.")
        return _to_page(assessment)
    document = find_document(assessment, key, number)
    context = {
        **page.admin_site.each_context(request),
        "title": "Hide this document",
        "opts": page.opts,
        "assessment": assessment,
        "document": document,
        "key": key,
        "number": number,
        "back": _page_of(assessment),
    }
    status = 200 if document else 404
    return TemplateResponse(request, "admin/assessments/assessment/hide.html", context, status=status)


def assist(page, request, assessment):
    """Begin to enter answers for a council that asked."""
    can_assist(request.user, assessment).require()
    form = AssistForm(request.POST)
    if form.is_valid():
        try:
            assistance = begin_assistance(assessment=assessment, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            page.log_change(request, assessment, "Began to enter answers for the council.")
            return redirect("assessments:assisted", assistance.pk)
    return draw(page, request, assessment, assist_form=form)


def _seen(request):
    """Return the version of the page that was read; a missing or odd one matches no row."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else -1


def _to_queue():
    return redirect("admin:assessments_assessment_changelist")


def _page_of(assessment):
    return reverse("admin:assessments_assessment_change", args=[assessment.pk])


def _to_page(assessment):
    return redirect(_page_of(assessment))


BUTTONS = {
    "accept": accept,
    "read": read,
    "return": give_back,
    "open_again": open_again,
    "close_merged": close_merged,
    "hide": hide,
    "assist": assist,
}
