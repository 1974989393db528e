"""Public pages of this app: each version of the questions, to read, print or fill in."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import public_page
from principles.changes import before, change_log
from principles.exports import WORD, questions_as_word
from principles.models import QuestionSet
from principles.published import readable, whole_sets


@public_page()
def questions(request, version):
    """Every statement of one version with its levels, and how the version was made."""
    question_set = get_object_or_404(whole_sets(), version=version)
    older = before(question_set)
    context = {
        "question_set": question_set,
        "groups": readable(question_set),
        "others": QuestionSet.objects.exclude(pk=question_set.pk),
        "changes": change_log(question_set, older),
        "before": older,
        "section": "about",
        "above": [("/about/", "About")],
    }
    return render(request, "principles/questions.html", context)


@public_page()
def questions_docx(request, version):
    """The same questions as a Word file with boxes to tick."""
    question_set = get_object_or_404(whole_sets(), version=version)
    name = f"keep-it-local-questions-version-{question_set.version}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(questions_as_word(question_set), content_type=WORD, headers=headers)
