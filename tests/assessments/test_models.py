"""What can never be true of the rows, and what was signed stays as it was."""

import json

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from assessments.models import (
    Answer,
    AnswerEvidence,
    AnswerVersion,
    Assessment,
    Audience,
    Cycle,
    Evidence,
    ImmutableError,
    Item,
    SharingChoice,
    Signature,
    Snapshot,
    SnapshotAnswer,
    audience_of,
)
from assessments.workflow import State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(council_a, lead, signer):
    return factories.AssessmentFactory(council=council_a)


@pytest.fixture
def signed(council_a, lead, signer):
    return factories.AssessmentFactory(council=council_a, state=State.SUBMITTED)


def refuses(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


class TestAnswers:
    @pytest.mark.parametrize(
        "said",
        [
            {"kind": "level"},
            {"kind": "level", "level": 0},
            {"kind": "level", "level": 5},
            {"kind": "do_not_know", "level": 1},
            {"kind": "not_our_service", "level": 1, "done_by": "The county"},
            {"kind": "not_our_service"},
            {"kind": "level", "level": 1, "done_by": "The county"},
            {"kind": "excellent", "level": 1},
            {"kind": "level", "level": 1, "version": 0},
        ],
    )
    def test_kind_level_and_council_agree(self, said, assessment, lead):
        statement = assessment.cycle.question_set.statements.first()
        refuses(
            lambda: Answer.objects.create(assessment=assessment, statement=statement, saved_by=lead, **said)
        )

    def test_one_row_per_statement_and_per_version(self, signed, lead):
        answer = signed.answers.first()
        said = {"kind": "do_not_know", "saved_by": lead}
        refuses(lambda: Answer.objects.create(assessment=signed, statement=answer.statement, **said))
        refuses(lambda: AnswerVersion.objects.create(answer=answer, version=1, **said))

    @pytest.mark.parametrize("kind", ["level", "do_not_know", "not_our_service"])
    def test_the_three_kinds_are_valid(self, kind, assessment, lead):
        statement = assessment.cycle.question_set.statements.first()
        said = {"level": {"level": 2}, "do_not_know": {}, "not_our_service": {"done_by": "The county"}}[kind]
        answer = Answer(assessment=assessment, statement=statement, saved_by=lead, kind=kind, **said)
        answer.full_clean()
        answer.save()
        assert answer.label in {"Trying it out", "We do not know yet", "Not our service"}


class TestEvidence:
    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"link": "https://example.org/a", "held_by": "Head of Finance"},
            {"link": "javascript:alert(1)"},
            {"link": "ftp://example.org/a"},
        ],
    )
    def test_a_web_link_or_a_holder_never_both_or_neither(self, fields, council_a, lead):
        refuses(lambda: Evidence.objects.create(council=council_a, title="Plan", added_by=lead, **fields))

    def test_an_answer_points_to_a_document_once(self, signed, council_a, lead):
        document = Evidence.objects.create(council=council_a, title="Plan", held_by="Clerk", added_by=lead)
        point = {"answer": signed.answers.first(), "evidence": document, "added_by": lead}
        AnswerEvidence.objects.create(**point)
        refuses(lambda: AnswerEvidence.objects.create(**point))


class TestAssessments:
    def test_one_per_council_cycle_and_revision(self, assessment):
        again = {"council": assessment.council, "cycle": assessment.cycle}
        refuses(lambda: Assessment.objects.create(**again))
        assert Assessment.objects.create(**again, revision=2).pk

    @pytest.mark.parametrize(
        "fields",
        [
            {"state": "excellent"},
            {"state": "complete"},
            {"state": "submitted"},
            {"state": "awaiting_sign_off"},
            {"revision": 0},
        ],
    )
    def test_a_state_needs_what_belongs_to_it(self, fields, assessment):
        refuses(lambda: Assessment.objects.filter(pk=assessment.pk).update(**fields))

    def test_a_published_snapshot_means_complete(self, signed):
        refuses(lambda: Assessment.objects.filter(pk=signed.pk).update(published=signed.snapshots.get()))

    def test_a_reference_is_never_used_twice(self, signed):
        other = factories.AssessmentFactory(cycle=signed.cycle)
        refuses(lambda: Assessment.objects.filter(pk=other.pk).update(reference=signed.reference))

    @pytest.mark.parametrize("name", ["saved_by", "chosen_by", "person"])
    def test_nobody_who_wrote_or_signed_can_be_deleted(self, name, signed):
        model = {"saved_by": Answer, "chosen_by": SharingChoice, "person": Signature}[name]
        person = getattr(model.objects.first(), name)
        with pytest.raises(ProtectedError):
            person.delete()


class TestCycles:
    def test_it_closes_after_it_opens(self):
        cycle = factories.CycleFactory()
        refuses(lambda: Cycle.objects.filter(pk=cycle.pk).update(closes_on=cycle.opens_on))
        refuses(lambda: Cycle.objects.filter(pk=cycle.pk).update(closed_at="2026-03-03T12:00Z"))
        refuses(
            lambda: Cycle.objects.filter(pk=cycle.pk).update(opened_at="2026-03-03T12:00Z", closes_on=None)
        )

    @pytest.mark.parametrize(
        ("closes_on", "last", "after"),
        [
            ("2026-11-27", "2026-11-27 23:59:00+00:00", "2026-11-27 23:59:01+00:00"),
            ("2026-07-31", "2026-07-31 22:59:00+00:00", "2026-07-31 22:59:01+00:00"),
        ],
    )
    def test_the_deadline_is_2359_uk_time_in_winter_and_summer(self, closes_on, last, after):
        with time_machine.travel("2026-06-01 12:00 +0000", tick=False):
            cycle = factories.CycleFactory()
        Cycle.objects.filter(pk=cycle.pk).update(closes_on=closes_on)
        cycle.refresh_from_db()
        with time_machine.travel(last, tick=False):
            assert not cycle.is_past_deadline
        with time_machine.travel(after, tick=False):
            assert cycle.is_past_deadline


class TestSharing:
    def test_never_above_its_ceiling(self, signed, lead):
        row = signed.sharing.get(item=Item.LEVELS)
        assert row.ceiling == Audience.US
        refuses(lambda: SharingChoice.objects.filter(pk=row.pk).update(audience=Audience.PUBLIC))

    def test_one_choice_per_item_and_scope(self, signed, lead):
        refuses(lambda: SharingChoice.objects.create(assessment=signed, item=Item.LEVELS, chosen_by=lead))

    @pytest.mark.parametrize(
        ("choices", "expected"),
        [
            ({}, Audience.US),
            ({("levels", ""): 2}, Audience.PUBLIC),
            ({("levels", ""): 2, ("levels", "4"): 0}, Audience.US),
            ({("levels", ""): 0, ("levels", "4"): 1}, Audience.NETWORK),
            ({("text", ""): 2}, Audience.US),
            ({("levels", "4"): 0, ("levels", "4a"): 2}, Audience.PUBLIC),
            ({("levels", "4b"): 2}, Audience.US),
        ],
    )
    def test_the_narrowest_choice_wins_and_only_us_is_the_default(self, choices, expected):
        assert audience_of(choices, "levels", "4a") == expected


class TestWhatWasSigned:
    def test_it_can_be_read_and_checked(self, signed):
        snapshot = signed.snapshots.get()
        assert snapshot.is_intact
        assert snapshot.sha256 == snapshot.signature.snapshot_hash == Snapshot.hash_of(snapshot.content)
        assert snapshot.content == Snapshot.canonical(json.loads(snapshot.content))

    def test_a_changed_letter_shows(self, signed):
        snapshot = signed.snapshots.get()
        snapshot.content = snapshot.content.replace("three", "four", 1)
        assert not snapshot.is_intact

    @pytest.mark.parametrize("model", [Snapshot, SnapshotAnswer, Signature])
    def test_it_refuses_every_change(self, model, signed):
        row = model.objects.first()
        before = list(model.objects.values())
        for write in (
            row.save,
            row.delete,
            model.objects.all().delete,
            lambda: model.objects.update(pk=row.pk),
            lambda: model.objects.filter(pk=row.pk).update(pk=row.pk),
            lambda: model.objects.bulk_update([row], ["pk"]),
            lambda: model.objects.update_or_create(pk=row.pk),
        ):
            with pytest.raises(ImmutableError):
                write()
        assert list(model.objects.values()) == before

    @pytest.mark.parametrize("related", ["assessment", "council", "cycle"])
    def test_what_it_belongs_to_cannot_be_deleted(self, related, signed):
        row = signed if related == "assessment" else getattr(signed, related)
        with pytest.raises(ProtectedError):
            row.delete()

    def test_it_holds_roles_and_numbers_of_people_and_no_names(self, signed, lead, signer):
        content = signed.snapshots.get().content
        for person in (lead, signer):
            assert person.name not in content
            assert person.email not in content
        assert signed.snapshots.get().data["signature"]["person"] == signer.pk

    def test_its_answers_are_rows_too(self, signed):
        snapshot = signed.snapshots.get()
        rows = {(row.statement_key, row.kind, row.level) for row in snapshot.answers.all()}
        assert rows == {(one["key"], one["kind"], one["level"]) for one in snapshot.data["answers"]}
        assert len(rows) == 24

    def test_whose_snapshots_a_reader_may_know_of(self, signed, visitor, people):
        complete = factories.AssessmentFactory(cycle=signed.cycle, state=State.COMPLETE)
        both = {signed.snapshots.get(), complete.snapshots.get()}
        theirs = {"viewer", "contributor", "lead", "signer", "reviewer", "superuser"}
        for name, person in people.items():
            expected = both if name in theirs else {complete.snapshots.get()}
            assert set(Snapshot.objects.visible_to(person)) == expected, name
        assert set(Snapshot.objects.published()) == {complete.snapshots.get()}
