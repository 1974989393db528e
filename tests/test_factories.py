"""Where a factory takes a shorter way than people do, it leaves the same rows."""

import pytest

from assessments.models import Answer, AnswerVersion, Assessment, Event
from assessments.workflow import State
from councils.models import CouncilRole
from principles.models import Statement
from tests.factories import AssessmentFactory, walking

pytestmark = pytest.mark.django_db
OWN = {
    "id",
    "council_id",
    "assessment_id",
    "answer_id",
    "by_id",
    "at",
    "saved_by_id",
    "saved_at",
    "state_since",
    "sharing_chosen_at",
}


def left_by(assessment):
    """Return every row about a self-assessment, but for keys, people and times of day."""
    about = {
        Assessment: {"pk": assessment.pk},
        Answer: {"assessment": assessment},
        AnswerVersion: {"answer__assessment": assessment},
        Event: {"assessment": assessment},
    }
    rows = {}
    for model, wanted in about.items():
        kept = [field.attname for field in model._meta.concrete_fields if field.attname not in OWN]
        rows[model.__name__] = sorted(map(str, model.objects.filter(**wanted).values(*kept)))
    return rows


def test_answers_written_at_once_are_those_that_people_save():
    slow = AssessmentFactory(state=State.IN_PROGRESS, said={"1a": walking.USUAL})
    quick = AssessmentFactory(state=State.IN_PROGRESS, cycle=slow.cycle)
    lead = walking.officer(slow.council, CouncilRole.Kind.LEAD)
    others = Statement.objects.filter(question_set=slow.cycle.question_set).exclude(key="1a")

    walking.answer_each(slow, lead, dict.fromkeys(others, walking.USUAL))

    assert len(left_by(quick)["Answer"]) == 24
    assert left_by(quick) == left_by(slow)
