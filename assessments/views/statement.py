"""One statement on one page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import put_by
from assessments.earlier import before
from assessments.forms import StatementForm
from assessments.models import Evidence
from assessments.permissions import can_answer
from assessments.permissions.replying import question_about
from assessments.views.autosave import autosave, behind, draft_of, keep_what_is_left, let_go
from assessments.views.loading import assessment_or_404, page
from principles.models import Statement

SAVED_PART = "Your answer is saved. The part with a problem is not saved yet; your words are still below."


@put_by.puts_by
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request, council, cycle, key):
    """Show or save one answer; read-only for those who may not answer now."""
    assessment = assessment_or_404(request, council, cycle)
    asked = _asked_or_404(assessment, key)
    verdict = can_answer(request.user, assessment, asked)
    if "autosave" in request.POST:
        return autosave(request, assessment, asked, verdict)
    if request.method == "POST":
        verdict.require()
        return _receive(request, assessment, asked)
    answer = _answer_to(assessment, asked)
    draft = draft_of(request, assessment, asked)
    if not verdict:
        context = {"answer": answer, "reason": verdict.reason, "draft": draft}
        return _draw(request, "statement_locked", assessment, asked, context)
    form = _form(None, assessment, asked, answer, draft)
    is_behind = draft and answer and draft.seen_version != answer.version
    context = {"form": form, "answer": answer, "draft": draft, "shows_draft": draft is not None}
    context["behind"] = behind(answer, request.user) if is_behind else ""
    return _draw(request, "statement", assessment, asked, context)


def _receive(request, assessment, asked):
    """Do what the button says that was pressed."""
    put_by.forget(request)
    if "discard" in request.POST:
        let_go(request, assessment, asked)
        return redirect(request.path)
    form = _form(request.POST, assessment, asked, _answer_to(assessment, asked))
    return _save(request, assessment, asked, form)


def _save(request, assessment, asked, form):
    """Keep what is good; go on if all of it was, else show what was typed with what is wrong."""
    form.is_valid()
    outcome = form.save(assessment=assessment, by=request.user)
    if outcome is not None and not outcome.saved:
        form.shown_again(outcome.answer.version)
        draft = keep_what_is_left(request, assessment, asked, outcome.answer.version)
        context = {"form": form, "answer": outcome.answer, "conflict": outcome, "draft": draft}
        return _draw(request, "statement", assessment, asked, context, status=409)
    if form.errors:
        version = form.answer.version if form.answer else 0
        draft = keep_what_is_left(request, assessment, asked, version)
        notice = SAVED_PART if form.saved_part else ""
        context = {"form": form, "answer": form.answer, "notice": notice, "draft": draft}
        return _draw(request, "statement", assessment, asked, context)
    let_go(request, assessment, asked)
    return redirect(_after(request, assessment, asked, form))


def _answer_to(assessment, asked):
    return assessment.answers.filter(statement=asked).with_evidence().needing_checks().first()


def _form(sent, assessment, asked, answer, draft=None):
    library = Evidence.objects.filter(council=assessment.council_id)
    typed = draft.typed if draft else None
    return StatementForm(sent or None, statement=asked, answer=answer, library=library, draft=typed)


def _after(request, assessment, asked, form):
    """Return where the button that was pressed leads."""
    path = assessment.get_absolute_url()
    # The Enter key presses the page's first button, which is "add": without a document it means "go on".
    if "add" in request.POST and form.changes_evidence:
        return f"{path}{asked.key}/?more=1#evidence"
    messages.success(request, f"Saved: {asked.text}")
    if assessment.standing.some_open:
        return f"{path}clarification/"
    if "back" in request.POST:
        return path
    key = _next_unfinished(assessment, asked.key)
    return f"{path}{key}/" if key else f"{path}check/"


def _next_unfinished(assessment, key):
    """Return the next statement without a saved answer, going round once; None if there is none."""
    done = set(assessment.answers.values_list("statement__key", flat=True))
    keys = list(_asked(assessment).values_list("key", flat=True))
    here = keys.index(key)
    return next((k for k in keys[here + 1 :] + keys[:here] if k not in done), None)


def _asked(assessment):
    return Statement.objects.filter(question_set=assessment.cycle.question_set_id).order_by("key")


def _asked_or_404(assessment, key):
    """Return the statement, knowing its place under its principle, or raise ``Http404``."""
    under = list(_asked(assessment).filter(key__startswith=key[:-1]))
    for place, asked in enumerate(under, start=1):
        if asked.key == key:
            asked.place = f"Principle {key[:-1]} · statement {place} of {len(under)}"
            return asked
    raise Http404


def _draw(request, template, assessment, asked, context, status=200):
    asked.question = question_about(assessment, asked)
    context |= {"statement": asked, "more": "more" in request.GET, "before": before(assessment, asked)}
    return page(request, template, assessment, context, status)
