"""Many people at once, with real threads on the real database. Each with a control without its guard."""

import time
from collections import Counter

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from accounts.models import User
from assessments.actions import answers, moves, perform, save_answer
from assessments.models import Answer, AnswerVersion, Assessment, Kind, Signature, Snapshot
from assessments.workflow import State
from councils.models import CouncilRole
from tests import factories
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]

PEOPLE = 8
ASSESSMENTS = 40
WRITERS = 16
SECONDS = 10
# Between two saves a person needs far longer; without any, threads of one process wait for
# Python's own lock while they hold the database's.
PAUSE = 0.02


# --- 8 people save one statement ------------------------------------------------------


@pytest.fixture
def desk():
    """An assessment in progress, with eight people who may answer statement 4a."""
    assessment = factories.AssessmentFactory(state=State.IN_PROGRESS, said={})
    people = [
        factories.CouncilRoleFactory(council=assessment.council, kind=CouncilRole.Kind.CONTRIBUTOR).user
        for _ in range(PEOPLE)
    ]
    return assessment, assessment.cycle.question_set.statements.get(key="4a"), people


def save_all(desk, seen_version):
    """Let everybody save a text of their own at once; return the outcomes in people's order."""
    assessment, statement, people = desk

    def save(person):
        own = Assessment.objects.get(pk=assessment.pk)
        return save_answer(
            assessment=own,
            statement=statement,
            by=person,
            seen_version=seen_version,
            kind=Kind.LEVEL,
            level=1,
            basis=f"Words of {person.pk}.",
        )

    return at_once([lambda person=person: save(person) for person in people])


def faults_of_saving(desk, outcomes):
    """Return what went wrong: errors, acknowledged texts that are no version, losers who cannot see both."""
    people = desk[2]
    faults = [f"error: {one}" for one in outcomes if isinstance(one, Exception)]
    results = [
        (who, one) for who, one in zip(people, outcomes, strict=True) if not isinstance(one, Exception)
    ]
    kept = Counter(AnswerVersion.objects.values_list("basis", flat=True))
    for person, one in results:
        mine = f"Words of {person.pk}."
        if one.saved and kept[mine] != 1:
            faults.append(f"acknowledged and not kept: {mine}")
        if not one.saved and (one.mine.basis != mine or one.answer.basis not in kept):
            faults.append(f"a loser does not see both: {mine}")
    if sum(one.saved for _, one in results) != 1:
        faults.append("more than one person was told that theirs stands")
    return faults


@pytest.mark.feature("OF13")
@pytest.mark.parametrize("seen_version", [0, 1])
def test_eight_people_save_one_statement(desk, seen_version):
    if seen_version:
        factories.answer_all(desk[0], desk[2][0], {"4a": {"kind": "do_not_know"}})
    assert faults_of_saving(desk, save_all(desk, seen_version)) == []
    assert AnswerVersion.objects.count() == 1 + seen_version


def test_without_comparing_versions_texts_are_overwritten(desk, monkeypatch):
    """The control: the last one wins, and nobody hears of it."""
    factories.answer_all(desk[0], desk[2][0], {"4a": {"kind": "do_not_know"}})

    def replace_whatever_is_there(answer, said, seen_version):
        return bool(Answer.objects.filter(pk=answer.pk).update(**said))

    monkeypatch.setattr(answers, "_replace", replace_whatever_is_there)
    monkeypatch.setattr(answers.AnswerVersion.objects, "create", lambda **row: None)
    faults = faults_of_saving(desk, save_all(desk, 1))
    assert "more than one person was told that theirs stands" in faults


def test_saving_again_with_what_was_seen_keeps_every_text(desk):
    """All eight go on until theirs is in: nine versions, one after the other, none lost."""
    assessment, statement, people = desk
    factories.answer_all(assessment, people[0], {"4a": {"kind": "do_not_know"}})

    def until_saved(person):
        seen = 1
        while True:
            outcome = save_answer(
                assessment=Assessment.objects.get(pk=assessment.pk),
                statement=statement,
                by=person,
                seen_version=seen,
                kind=Kind.LEVEL,
                level=2,
                basis=f"Words of {person.pk}.",
            )
            if outcome.saved:
                return outcome.answer.version
            seen = outcome.answer.version

    versions = at_once([lambda person=person: until_saved(person) for person in people])
    assert sorted(versions) == list(range(2, PEOPLE + 2))
    assert AnswerVersion.objects.count() == PEOPLE + 1


# --- 40 assessments, 8 signatures each at once ------------------------------------------


@pytest.fixture
def waiting_for_signatures():
    """Return 40 councils' self-assessments that wait for sign-off."""
    cycle = factories.CycleFactory(opened=True)
    said = {"1a": {"kind": "level", "level": 3}}
    return [
        factories.AssessmentFactory(cycle=cycle, state=State.AWAITING_SIGN_OFF, said=said)
        for _ in range(ASSESSMENTS)
    ]


def sign_eight_times(assessments):
    """Press “Sign” eight times at once on each; return what came of it, by assessment."""
    outcomes = {}
    for assessment in assessments:
        signer = factories.officer(assessment.council, CouncilRole.Kind.SIGNER)

        def press(pk=assessment.pk, signer_pk=signer.pk, seen=assessment.lock_version):
            own, by = Assessment.objects.get(pk=pk), User.objects.get(pk=signer_pk)
            return perform(own, "sign", by=by, agreed=True, seen=seen).reference

        outcomes[assessment.pk] = at_once([press] * PEOPLE)
    return outcomes


def faults_of_signing(outcomes):
    """Return what went wrong: errors, snapshots that are not one each, references that differ."""
    faults = []
    for pk, answers_given in outcomes.items():
        errors = [one for one in answers_given if isinstance(one, Exception)]
        faults += [f"{pk}: {type(one).__name__}: {one}" for one in errors]
        if not errors and (None in answers_given or len(set(answers_given)) != 1):
            faults.append(f"{pk}: references {set(answers_given)}")
    snapshots = Counter(Snapshot.objects.values_list("assessment", flat=True))
    if snapshots != Counter(outcomes.keys()):
        faults.append(f"{snapshots.total()} snapshots for {len(outcomes)} assessments")
    return faults


@pytest.mark.feature("OF35")
def test_forty_assessments_are_signed_once_each(waiting_for_signatures):
    outcomes = sign_eight_times(waiting_for_signatures)
    assert faults_of_signing(outcomes) == []
    references = {one for given in outcomes.values() for one in given}
    assert len(references) == Snapshot.objects.count() == Signature.objects.count() == ASSESSMENTS


def test_without_claiming_the_state_they_are_signed_several_times(waiting_for_signatures, monkeypatch):
    """The control: everybody who read “awaiting sign-off” goes on and signs."""

    def claim_whatever_it_is(assessment, move, seen, **columns):
        time.sleep(0.02)  # What a slow moment between reading and writing does on its own now and then.
        return bool(Assessment.objects.filter(pk=assessment.pk).update(state=move.target, **columns))

    def never_made(assessment, move, by):
        return False

    monkeypatch.setattr(moves, "_claim", claim_whatever_it_is)
    monkeypatch.setattr(moves, "_made_already", never_made)
    assert faults_of_signing(sign_eight_times(waiting_for_signatures[:3]))


# --- 16 writers ----------------------------------------------------------------


def write_for(seconds, assessment, statements):
    """Let 16 people save answers for some seconds; return how many saves stood and the errors."""
    people = [
        factories.CouncilRoleFactory(council=assessment.council, kind=CouncilRole.Kind.CONTRIBUTOR).user
        for _ in range(WRITERS)
    ]
    end = time.monotonic() + seconds

    def write(person, statement):
        saved, errors, seen = 0, [], 0
        while time.monotonic() < end:
            try:
                outcome = save_answer(
                    assessment=Assessment.objects.get(pk=assessment.pk),
                    statement=statement,
                    by=person,
                    seen_version=seen,
                    kind=Kind.DO_NOT_KNOW,
                    basis=f"Save {saved} of {person.pk}.",
                )
                seen = outcome.answer.version
                saved += outcome.saved
                time.sleep(PAUSE)
            except DatabaseError as error:
                errors.append(error)
        return saved, errors

    results = at_once([lambda pair=pair: write(*pair) for pair in zip(people, statements, strict=False)])
    assert not [one for one in results if isinstance(one, Exception)]
    return sum(saved for saved, _ in results), [error for _, errors in results for error in errors]


@pytest.fixture
def busy():
    """An assessment in progress and a statement for each of 16 writers."""
    assessment = factories.AssessmentFactory(state=State.IN_PROGRESS, said={})
    return assessment, list(assessment.cycle.question_set.statements.order_by("key")[:WRITERS])


def test_sixteen_writers_for_ten_seconds_meet_no_error(busy):
    saved, errors = write_for(SECONDS, *busy)
    assert errors == []
    assert saved == AnswerVersion.objects.count() > WRITERS


if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # PostgreSQL has no such setting: there, nothing could be taken out.

    def test_without_immediate_transactions_writers_meet_errors(busy, monkeypatch):
        """The control: transactions that begin by reading cannot all go on to write."""
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
        _, errors = write_for(2, *busy)
        assert any("locked" in str(error) for error in errors)
