"""Locality's questions and the council's replies; a changed level, old beside new, for the signer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assessments.actions import perform
from assessments.actions.clarifying import save_replies
from assessments.differences import changes_in_reply
from assessments.forms.clarification import ReplyForm, SendBackForm
from assessments.forms.sign_off import SeenForm
from assessments.models import Event
from assessments.permissions import can_move, unsupported
from assessments.permissions.replying import lacking, questions_asked, reply_move
from assessments.views.loading import assessment_or_404, page
from assessments.workflow import MOVES, State

SENT = {
    "reply": "Sent to Locality. You get an email when they have accepted it.",
    "reply_changed": "Sent to your sign-off officer, who confirms the changed answer with one press.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def clarification(request, council, cycle):
    """The questions; leads reply, save as they go, and send. Editing a statement is a page of its own."""
    assessment = assessment_or_404(request, council, cycle)
    if request.method == "POST":
        return _reply(request, assessment)
    if not assessment.clarifications.exists():
        raise Http404
    form = ReplyForm(questions=questions_asked(assessment), initial={"seen": assessment.lock_version})
    return _draw(request, assessment, form)


def _reply(request, assessment):
    """Keep the replies; send them if that button was pressed and nothing is lacking."""
    if "send" in request.POST and _sent_already(request.user, assessment):
        return redirect(assessment)
    can_move(request.user, assessment, "reply").require()
    form = ReplyForm(request.POST, questions=questions_asked(assessment))
    if not form.is_valid():
        return _draw(request, assessment, form)
    if overtaken := save_replies(assessment=assessment, replies=form.replies(), by=request.user):
        form.show_both(overtaken)
        return _draw(request, assessment, form, status=409)
    if "send" not in request.POST:
        messages.success(request, "Saved. Nothing has been sent yet.")
        return redirect(request.path)
    if lacks := lacking(assessment, unsupported(assessment)):
        return _draw(request, assessment, form, lacks)
    move = reply_move(assessment)
    perform(assessment, move, by=request.user, seen=form.cleaned_data["seen"])
    messages.success(request, SENT[move])
    return redirect(assessment)


def _sent_already(user, assessment):
    """Whether this person's last press of the button has gone through: then it is done."""
    last = Event.objects.filter(assessment=assessment, move__in=MOVES).last()
    return last is not None and last.move in SENT and last.by_id == user.pk


def _draw(request, assessment, form, lacks=(), status=200):
    is_open = assessment.state == State.CLARIFICATION
    changes = {change.key: change for change in changes_in_reply(assessment)} if is_open else {}
    rows = [
        (*row, changes.get(row[0].statement.key), f"{assessment.get_absolute_url()}{row[0].statement.key}/")
        for row in form.rows()
    ]
    rounds = assessment.clarifications.select_related("asked_by").prefetch_related(
        "questions__statement", "questions__replied_by"
    )
    context = {
        "form": form,
        "rows": rows,
        "lacks": lacks,
        "rounds": rounds,
        "may_reply": can_move(request.user, assessment, "reply"),
        "level_changed": any(change.is_of_level for change in changes.values()),
    }
    return page(request, "clarification", assessment, context, status)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, council, cycle):
    """What changed after the signature, old beside new, and one button."""
    assessment = assessment_or_404(request, council, cycle)
    form = SeenForm(request.POST or None, initial={"seen": assessment.lock_version})
    if request.method == "POST" and form.is_valid():
        perform(assessment, "confirm", by=request.user, seen=form.cleaned_data["seen"])
        messages.success(request, "Confirmed. The replies are with Locality.")
        return redirect(assessment)
    can_move(request.user, assessment, "confirm").require()
    context = {
        "form": form,
        "changes": changes_in_reply(assessment),
        "questions": questions_asked(assessment),
    }
    return page(request, "confirm", assessment, context)


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request, council, cycle):
    """Do not confirm the change: back to the lead officer, with a reason."""
    assessment = assessment_or_404(request, council, cycle)
    form = SendBackForm(request.POST or None, initial={"seen": assessment.lock_version})
    if request.method == "POST" and form.is_valid():
        perform(assessment, "send_back", by=request.user, **form.cleaned_data)
        messages.success(request, "Sent back. The lead officer has an email with your reason.")
        return redirect(assessment)
    can_move(request.user, assessment, "send_back").require()
    return page(request, "send_back", assessment, {"form": form})
