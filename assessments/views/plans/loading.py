"""What the pages of priorities begin with, and how they save."""

from django.core.exceptions import ValidationError
from django.http import Http404

from assessments.models import Priority
from assessments.permissions import can_answer
from assessments.views.loading import assessment_or_404, page
from councils.models import CouncilRole
from principles.models import Statement


def statement_to_change(request, council, cycle, key):
    """Return the self-assessment, one of its statements and its priority or None, for who may answer now."""
    assessment = assessment_or_404(request, council, cycle)
    asked = Statement.objects.select_related("principle").prefetch_related("descriptors")
    statement = asked.filter(question_set=assessment.cycle.question_set_id, key=key).first()
    if statement is None:
        raise Http404
    can_answer(request.user, assessment).require()
    priority = Priority.objects.filter(assessment=assessment, statement=statement).first()
    if priority is not None:
        priority.assessment, priority.statement = assessment, statement
    return assessment, statement, priority


def priority_to_change(request, council, cycle, key):
    """Return a priority that stands among the three, for who may answer now, or raise ``Http404``."""
    _, _, priority = statement_to_change(request, council, cycle, key)
    if priority is None or priority.place is None:
        raise Http404
    return priority


def team_names(assessment):
    """Return the names of the council's people: an owner is a role, not one of them."""
    roles = CouncilRole.objects.open().filter(council=assessment.council_id)
    return roles.values_list("user__name", flat=True)


def save(form, **by):
    """Save a form that was sent; None if it has mistakes, which the form then says."""
    if not form.is_valid():
        return None
    try:
        outcome = form.save(**by)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    if not outcome.saved:
        form.shown_again(outcome.row.version)
    return outcome


def draw(request, template, assessment, context):
    """Draw the page; 409 where somebody else saved first."""
    return page(request, f"plans/{template}", assessment, context, 409 if context.get("conflict") else 200)
