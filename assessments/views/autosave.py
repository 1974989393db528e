"""Keeping what somebody types before it is saved as the answer; a script sends it while they type.

It changes no answer. The answer to the script is a few words as JSON.
"""

from dataclasses import replace

from django.http import JsonResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from accounts import put_by
from accounts.sessions import keep_open
from assessments.actions import Page, drop_draft, keep_draft
from assessments.forms import TOO_LONG, DraftForm
from assessments.models import Draft
from assessments.moments import first_name, moment_words

SAVED = "Saved at {time} as your draft."
OTHER_TAB = "You wrote something else here in another tab {when}. Nothing is lost: both are kept."
SOMEBODY_ELSE = "You have signed in as somebody else since. Copy your words, and open the page again."


def autosave(request, assessment, asked, verdict):
    """Keep the form as it stands and say so; or say why not, while the words stay on the screen."""
    form = DraftForm(request.POST)
    if request.POST.get("by") != str(request.user.pk):
        return _answer(403, SOMEBODY_ELSE)
    if not verdict:
        return _answer(403, verdict.reason)
    if not form.is_valid():
        return _answer(400, TOO_LONG)
    outcome = keep_draft(
        assessment=assessment, statement=asked, by=request.user, typed=form.typed, page=page_of(form)
    )
    keep_open(request.session)
    if not outcome.kept:
        return _answer(409, OTHER_TAB.format(when=moment_words(outcome.draft.saved_at)))
    number = outcome.draft.number if outcome.draft else 0
    if outcome.is_behind:
        return _answer(409, f"{behind(outcome.answer, request.user)} Your words are kept.", number=number)
    time = date_format(timezone.localtime(), "H:i")
    return _answer(200, SAVED.format(time=time) if number else f"Saved at {time}.", number=number)


def behind(answer, reader):
    """Say who saved the answer while the page was open."""
    who = "You" if answer.saved_by_id == reader.pk else first_name(answer.saved_by)
    return f"{who} changed this answer {moment_words(answer.saved_at)}."


def page_of(form):
    """Return which page of a browser a form came from; one that says nonsense is nobody's."""
    said = form.cleaned_data
    return Page(
        tab=said.get("tab") or "",
        turn=said.get("turn") or 0,
        seen_draft=said.get("seen_draft") or 0,
        seen_version=said.get("seen_version") or 0,
    )


def keep_what_is_left(request, assessment, asked, version):
    """Keep what the plain button could not save, to be there when the page is opened again; return it."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return None
    page = replace(page_of(form), seen_version=version)
    kept = {"assessment": assessment, "statement": asked, "by": request.user, "typed": form.typed}
    return keep_draft(**kept, page=page).draft


def let_go(request, assessment, asked):
    """Let go of the draft of which the form was saved, or that is not wanted."""
    form = DraftForm(request.POST)
    form.is_valid()
    drop_draft(assessment=assessment, statement=asked, by=request.user, page=page_of(form))


def draft_of(request, assessment, asked):
    """Return what the reader typed here and has not saved, or None.

    What they sent after they had been signed out comes before what was kept while they typed.
    """
    draft = Draft.objects.of(request.user, assessment).filter(statement=asked).first()
    fields = put_by.was_put_by(request)
    if not fields:
        return draft
    sent = QueryDict(mutable=True)
    for name, values in fields.items():
        sent.setlist(name, values)
    form = DraftForm(sent)
    if not form.is_valid():
        return draft
    number, version = draft.number if draft else 0, page_of(form).seen_version
    return Draft(**form.typed, seen_version=version, number=number, saved_at=None)


def _answer(status, words, **more):
    return JsonResponse({"words": words, **more}, status=status)
