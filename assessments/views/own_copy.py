"""A council's own answers as files, at any time, for everybody with a role on it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assessments.exports import OwnCopy, as_sheet, as_word
from assessments.views.loading import assessment_or_404
from principles.exports import WORD


@require_safe
def answers_csv(request, council, cycle):
    """All answers as a spreadsheet file."""
    copy = OwnCopy.of(assessment_or_404(request, council, cycle))
    return _file(as_sheet(copy), "text/csv; charset=utf-8", f"{copy.name}.csv")


@require_safe
def answers_docx(request, council, cycle):
    """All answers as a Word file."""
    copy = OwnCopy.of(assessment_or_404(request, council, cycle))
    return _file(as_word(copy), WORD, f"{copy.name}.docx")


def _file(content, kind, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
