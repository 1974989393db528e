"""Eight editors save one statement five hundred times: nobody's words are overwritten unseen."""

import itertools
from functools import partial

import pytest

from assessments.actions import answers, save_answer
from assessments.models import Answer, AnswerVersion, Assessment, Kind
from assessments.workflow import State
from councils.models import CouncilRole
from tests import factories
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough, pytest.mark.feature("OF13")]
EDITORS, SAVES = 8, 500


@pytest.fixture
def save_all():
    """Return what lets everybody save in turn of their own, each on top of what they saw last."""
    assessment = factories.AssessmentFactory(state=State.IN_PROGRESS, said={})
    statement = assessment.cycle.question_set.statements.get(key="4a")
    people = [
        factories.CouncilRoleFactory(council=assessment.council, kind=CouncilRole.Kind.CONTRIBUTOR).user
        for _ in range(EDITORS)
    ]
    factories.answer_all(assessment, people[0], {"4a": {"kind": "do_not_know"}})
    left = itertools.count()

    def save(person):
        """Save until five hundred have; return ``(words seen, own words)`` of each that was acknowledged."""
        mine, seen, words = [], 1, ""
        while (number := next(left)) < SAVES:
            basis = f"Words {number} of {person.pk}."
            outcome = save_answer(
                assessment=Assessment.objects.get(pk=assessment.pk),
                statement=statement,
                by=person,
                seen_version=seen,
                kind=Kind.LEVEL,
                level=2,
                basis=basis,
            )
            if outcome.saved:
                mine.append((words, basis))
            seen, words = outcome.answer.version, outcome.answer.basis
        return mine

    return lambda: [pair for pairs in at_once([partial(save, one) for one in people]) for pair in pairs]


def overwritten(pairs):
    """Return the words that several acknowledged saves took for the last: all but one saw no more."""
    seen = [words for words, _ in pairs]
    return sorted({words for words in seen if seen.count(words) > 1})


def test_five_hundred_saves_overwrite_nothing_unseen(save_all):
    pairs = save_all()
    assert overwritten(pairs) == []
    kept = list(AnswerVersion.objects.order_by("version").values_list("basis", flat=True))
    assert sorted(kept) == sorted(["", *(mine for _, mine in pairs)])
    # Each was written by somebody who had just read the one before it.
    assert dict(pairs) == dict(itertools.pairwise(kept))


def test_without_comparing_versions_words_are_overwritten_unseen(save_all, monkeypatch):
    """The control."""

    def replace_whatever_is_there(answer, said, seen_version):
        return bool(Answer.objects.filter(pk=answer.pk).update(**said))

    monkeypatch.setattr(answers, "_replace", replace_whatever_is_there)
    monkeypatch.setattr(answers.AnswerVersion.objects, "create", lambda **row: None)
    assert overwritten(save_all())
