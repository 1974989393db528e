"""The committee paper: to read, to print, and as a Word file."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from assessments.paper import WORD, paper_as_word, paper_of
from assessments.views.loading import assessment_or_404, page


@require_safe
def paper(request, council, cycle):
    """The paper as a page that prints as it stands."""
    assessment = assessment_or_404(request, council, cycle)
    return page(request, "paper", assessment, {"paper": paper_of(assessment)})


@require_safe
def paper_docx(request, council, cycle):
    """The same as a Word file, to fill in the blanks."""
    assessment = assessment_or_404(request, council, cycle)
    made = paper_of(assessment)
    draft = "-draft" if made.is_draft else ""
    name = f"keep-it-local-{assessment.council.slug}-{assessment.cycle.opens_on.year}{draft}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(paper_as_word(made), content_type=WORD, headers=headers)
