"""What could come next for one statement, on a page of its own."""

from django.http import Http404
from django.views.decorators.http import require_safe

from assessments.next_step import next_step
from assessments.permissions import can_answer
from assessments.views.loading import assessment_or_404, page
from principles.models import Statement


@require_safe
def what_next(request, council, cycle, key):
    """The next level in its own words, and up to three examples from elsewhere."""
    assessment = assessment_or_404(request, council, cycle)
    asked = Statement.objects.select_related("principle")
    statement = asked.filter(question_set=assessment.cycle.question_set_id, key=key).first()
    if statement is None:
        raise Http404
    answer = assessment.answers.filter(statement=statement).first()
    step = next_step(assessment.council, statement, answer)
    may_answer = can_answer(request.user, assessment)
    return page(request, "what_next", assessment, {"step": step, "may_answer": may_answer})
