"""One statement on one page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods

from accounts import put_by
from assessments.doubts import doubts
from assessments.earlier import before
from assessments.forms import StatementForm
from assessments.models import Assignment, Evidence
from assessments.permissions import can_answer
from assessments.permissions.replying import question_about
from assessments.views.autosave import autosave, behind, draft_of, keep_what_is_left, let_go
from assessments.views.loading import assessment_or_404, page, statement_or_404, statements_of
from assessments.wording import wording_of

SAVED_PART = "Your answer is saved. The part with a problem is not saved yet; your words are still below."


@put_by.puts_by
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request, council, cycle, key):
    """Show or save one answer; read-only for those who may not answer now."""
    assessment = assessment_or_404(request, council, cycle)
    asked = statement_or_404(assessment, key)
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
    form = _form(request, assessment, asked, answer, draft)
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
    form = _form(request, assessment, asked, _answer_to(assessment, asked))
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
    if form.names_a_document:
        said = form.cleaned_data
        for doubt in doubts(said["title"], said["link"], said["held_by"]):
            messages.warning(request, f"Look again at “{said['title']}”. {doubt}")
    return redirect(_after(request, assessment, asked, form))


def _answer_to(assessment, asked):
    return assessment.answers.filter(statement=asked).with_evidence().needing_checks().first()


def _form(request, assessment, asked, answer, draft=None):
    about = {
        "statement": asked,
        "answer": answer,
        "library": Evidence.objects.offered(assessment.council_id),
        "wording": SimpleLazyObject(lambda: wording_of(asked, request)),
        "draft": draft.typed if draft else None,
    }
    return StatementForm(request.POST if request.method == "POST" else None, **about)


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
    mine = Assignment.objects.of(request.user, assessment).values_list("statement__key", flat=True)
    return _next(assessment, asked.key, list(mine))


def _next(assessment, key, mine):
    """Return the page that comes after a statement: of one's own parts, if one has any, else of all."""
    path = assessment.get_absolute_url()
    done = set(assessment.answers.values_list("statement__key", flat=True))
    if key in mine or set(mine) - done:
        following = _after_key(mine, key, done)
        return f"{path}{following}/" if following else f"{path}?show=mine"
    following = _after_key(list(statements_of(assessment).values_list("key", flat=True)), key, done)
    return f"{path}{following}/" if following else f"{path}check/"


def _after_key(keys, key, done):
    """Return the next key without a saved answer, going round once; None if there is none."""
    later, before = [k for k in keys if k > key], [k for k in keys if k < key]
    return next((k for k in later + before if k not in done), None)


def _draw(request, template, assessment, asked, context, status=200):
    asked.question = question_about(assessment, asked)
    context |= {"statement": asked, "more": "more" in request.GET, "before": before(assessment, asked)}
    return page(request, template, assessment, context, status)
