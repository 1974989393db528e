"""An application: its list of questions, each question, checking, sending, and how it stands."""

import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public_uncached
from joining.actions import perform, save_answers
from joining.forms import STEPS, SendForm
from joining.models import ReadyText
from joining.permissions import can_change, can_move, missing
from joining.tables import rows, tasks
from joining.views.holding import application_or_404, page
from joining.workflow import MOVES, Party, State, moves_from

# By then somebody who has heard nothing should ask.
ASK_AFTER = datetime.timedelta(days=14)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@public_uncached
@never_cache
@require_safe
def application(request, key):
    """The list of questions while they can be answered; after that, how the application stands."""
    found = application_or_404(request, key)
    context = {
        "tasks": tasks(found),
        "rows": rows(found, changes=False),
        "last": found.events.last(),
        "asked": found.events.filter(move="ask").last(),
        "ask_after": timezone.localdate(found.state_since + ASK_AFTER),
        "contact": settings.CONTACT_EMAIL,
        "texts": ReadyText.objects.all() if found.answers_open else (),
        "may_withdraw": any(move.name == "withdraw" for move in moves_from(found.state, Party.APPLICANT)),
    }
    return page(request, "tasks" if found.answers_open else "status", found, context)


@public_uncached
@never_cache
@form_page
def step(request, key, slug):
    """One question. Two people who answer it at once both see what the other wrote."""
    found = application_or_404(request, key)
    if slug not in STEPS:
        raise Http404
    can_change(found).require()
    if before := _comes_first(found, slug):
        return redirect(f"{found.get_absolute_url()}{before}/")
    form = STEPS[slug](request.POST or None, application=found, partly="back" in request.POST)
    if request.method != "POST" or not form.is_valid():
        return page(request, "step", found, {"form": form})
    saved = save_answers(found, values=form.values, seen=form.cleaned_data["seen"])
    if not saved.kept:
        context = {"form": form.shown_again(saved.application), "pairs": _both(form, saved.application)}
        return page(request, "step", found, context, status=409)
    return redirect(_after(saved.application, slug, request.POST))


def _comes_first(found, slug):
    """Return the question that has to be answered before this one makes sense."""
    if slug == "decision" and not found.route:
        return "endorsement"
    return "conversation" if slug == "talk" and not found.conversation else ""


def _both(form, current):
    """Return label, what is saved now and what was typed here, for each answer that differs."""
    pairs = [(name, getattr(current, name), form.values[name]) for name in form.names]
    return [
        (form.fields[name].label, form.in_words(name, theirs), form.in_words(name, mine))
        for name, theirs, mine in pairs
        if theirs != mine
    ]


def _after(found, slug, posted):
    """Return where the button leads: back to the list, or to the next question without an answer."""
    path = found.get_absolute_url()
    if "back" in posted:
        return path
    follow = {"endorsement": "decision", "conversation": "talk"}
    if slug in follow:
        return f"{path}{follow[slug]}/"
    order, open_steps = list(STEPS), [name for name, _ in missing(found)]
    here = order.index(slug)
    later = [name for name in order[here + 1 :] + order[:here] if name in open_steps]
    return f"{path}{later[0]}/" if later else f"{path}check/"


@public_uncached
@never_cache
@form_page
def check_answers(request, key):
    """Everything on one page, and the button that sends it."""
    found = application_or_404(request, key)
    if not found.answers_open:
        return redirect(found)
    form = SendForm(request.POST or None, initial={"seen": found.version})
    if found.state != State.ASKED:
        del form.fields["note"]
    if request.method == "POST" and form.is_valid():
        note, seen = form.cleaned_data.get("note", ""), form.cleaned_data["seen"]
        perform(found, "send", note=note, seen=seen)
        return redirect(found)
    verdict, lacking = can_move(found, "send"), missing(found)
    context = {"form": form, "rows": rows(found), "missing": lacking, "verdict": verdict}
    return page(request, "check_answers", found, context)


@public_uncached
@never_cache
@form_page
def withdraw(request, key):
    """Ask once more, then take the application back."""
    found = application_or_404(request, key)
    can_move(found, "withdraw").require()
    if request.method == "POST":
        perform(found, "withdraw")
        messages.success(request, f"{MOVES['withdraw'].event}.")
        return redirect(found)
    return page(request, "withdraw", found, {})
