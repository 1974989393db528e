"""Public pages of this app: each version of the questions, to read, print or fill in."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import public_page
from principles.changes import before, change_log
from principles.exports import WORD, questions_as_word
from principles.models import QuestionSet
from principles.published import readable, whole_sets


@public_page()
def questions(request, version):
    """Every statement of one version with its levels, and how the version was made."""
    return _page(request, get_object_or_404(whole_sets().public(), version=version))


@require_safe
def preview(request, version):
    """A draft as everybody will see it, for those who keep the questions; 404 for all others."""
    if not request.user.has_perm("principles.view_questionset"):
        raise Http404
    return _page(request, get_object_or_404(whole_sets(), version=version), is_preview=True)


def _page(request, question_set, *, is_preview=False):
    older = before(question_set)
    context = {
        "question_set": question_set,
        "groups": readable(question_set),
        "put_right": question_set.changes.all() if question_set.minor else (),
        "others": QuestionSet.objects.public().exclude(pk=question_set.pk),
        "changes": change_log(question_set, older),
        "before": older,
        "is_preview": is_preview,
        "section": "about",
        "above": [("/about/", "About")],
    }
    return render(request, "principles/questions.html", context)


@public_page()
def questions_docx(request, version):
    """The same questions as a Word file with boxes to tick."""
    question_set = get_object_or_404(whole_sets().public(), version=version)
    name = f"keep-it-local-questions-version-{question_set.version}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(questions_as_word(question_set), content_type=WORD, headers=headers)
