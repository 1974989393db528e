"""Random people make random moves, and whatever comes: what must hold holds.

No state outside the table, no lost event, a signed version never changes, and what is public is what
was signed.
"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from assessments import actions
from assessments.accepted import public_results
from assessments.actions.clarifying import Asked, save_replies
from assessments.actions.withdrawing import ask_withdrawal, refuse_withdrawal
from assessments.models import Assessment, Audience, Event, Item, Snapshot
from assessments.permissions import open_keys
from assessments.workflow import MOVES, State, moves_from
from councils.models import Council
from principles.models import Level
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

TRIALS = {"deadline": None, "suppress_health_check": list(HealthCheck)}
WHO = ("lead", "contributor", "signer", "viewer", "reviewer", "superuser", "other_lead", "former_member")
KEYS = ("1a", "2a", "4a")


class Moves(RuleBasedStateMachine):
    """Random moves of the cast on council A's self-assessment; ``machine_of`` says who and which."""

    people, start = {}, None

    def __init__(self):
        super().__init__()
        self.kept = transaction.atomic()
        self.kept.__enter__()
        self.made, self.signed, self.refusals = {}, {}, []

    def teardown(self):
        transaction.set_rollback(True)
        self.kept.__exit__(None, None, None)

    @property
    def now(self):
        rows = Assessment.objects.select_related("council", "cycle__question_set")
        return rows.order_by("-revision")[0]

    def attempt(self, verb, **said):
        """Do it in a savepoint of its own; a refusal with a sentence is an answer too."""
        try:
            with transaction.atomic():
                return verb(**said) or True
        except (PermissionDenied, ValidationError) as refusal:
            self.refusals.append(str(refusal))
            return None

    def move(self, name, who):
        before = self.now
        stood = State(before.state)
        last = before.events.filter(move__in=MOVES).last()
        said = {
            "note": "A reason.",
            "agreed": True,
            "gaps_acknowledged": True,
            "asked": Asked({"1a": "Which?", "4a": "Since when?"}),
        }
        after = self.attempt(lambda: actions.perform(before, name, by=self.people[who], **said))
        repeated = last is not None and (last.move, last.by) == (name, self.people[who])
        if after is not None and not repeated:
            assert MOVES[name].starts_from(stood)
            self.made[before.pk] = self.made.get(before.pk, 0) + 1
            if name == "reopen":
                self.made[after.pk] = 1

    @rule(data=st.data(), who=st.sampled_from(WHO))
    def a_likely_move(self, data, who):
        """A move that exists from here: most random ones do not."""
        names = [move.name for move in moves_from(State(self.now.state))]
        if names:
            self.move(data.draw(st.sampled_from(names)), who)

    @rule(name=st.sampled_from(sorted(MOVES)), who=st.sampled_from(WHO))
    def any_move(self, name, who):
        self.move(name, who)

    @rule(data=st.data())
    def the_right_person_moves(self, data):
        """So that walks get far: somebody who may makes a move after what has to come before it."""
        far = [move.name for move in moves_from(State(self.now.state)) if move.name != "merge"]
        far = [name for name in far if name not in ("withdraw", "start")]
        if far:
            name = data.draw(st.sampled_from(far))
            if name in ("reply", "reply_changed"):
                self.attempt(lambda: factories.reply(self.now, changed=name == "reply_changed"))
            for who in ("lead", "signer", "reviewer"):
                self.move(name, who)

    @rule(key=st.sampled_from(KEYS), level=st.sampled_from(Level.values[:3]), who=st.sampled_from(WHO))
    def an_answer(self, key, level, who):
        now = self.now
        answer = now.answers.filter(statement__key=key).first()
        statement = now.cycle.question_set.statements.get(key=key)
        started = now.state == State.NOT_STARTED
        said = {"kind": "level", "level": level, "basis": "In use.", "statement": statement}
        seen = answer.version if answer else 0
        kept = self.attempt(
            lambda: actions.save_answer(assessment=now, by=self.people[who], seen_version=seen, **said)
        )
        if kept is not None:
            assert now.standing.answers_open or key in open_keys(now)
            if started:
                self.made[now.pk] = self.made.get(now.pk, 0) + 1

    @rule(audience=st.sampled_from(Audience.values), who=st.sampled_from(WHO))
    def sharing(self, audience, who):
        choices = {(Item.LEVELS, ""): audience}
        self.attempt(lambda: actions.share(assessment=self.now, choices=choices, by=self.people[who]))

    @rule(disputed=st.booleans(), who=st.sampled_from(WHO))
    def replies(self, disputed, who):
        now = self.now
        said = dict.fromkeys(open_keys(now), ("Since 2024.", disputed, 0))
        self.attempt(lambda: save_replies(assessment=now, replies=said, by=self.people[who]))

    @rule(who=st.sampled_from(WHO), verb=st.sampled_from([ask_withdrawal, refuse_withdrawal]))
    def a_withdrawal(self, who, verb):
        self.attempt(lambda: verb(assessment=self.now, by=self.people[who]))

    @rule()
    def the_council_ends(self):
        Council.objects.filter(pk=self.start.council_id).update(ended_on=timezone.localdate())

    @invariant()
    def every_state_is_the_end_of_a_walk_through_the_table(self):
        for assessment in Assessment.objects.all():
            state = State.NOT_STARTED if assessment.revision == 1 else State.COMPLETE
            for event in assessment.events.filter(move__in=MOVES):
                assert MOVES[event.move].starts_from(state), (event.move, state)
                again = event.move == "reopen" and state == State.COMPLETE
                stays = again and (assessment.revision == 1 or event != assessment.events.first())
                state = State.COMPLETE if stays else MOVES[event.move].target
            assert assessment.state == state

    @invariant()
    def every_refusal_says_why(self):
        assert all(words.strip() for words in self.refusals)

    @invariant()
    def no_event_is_lost(self):
        for assessment in Assessment.objects.all():
            moves = Event.objects.filter(assessment=assessment, move__in=MOVES).count()
            assert moves == self.made.get(assessment.pk, 0)

    @invariant()
    def what_was_signed_stays(self):
        for snapshot in Snapshot.objects.select_related("signature"):
            assert snapshot.is_intact
            assert self.signed.setdefault(snapshot.pk, snapshot.content) == snapshot.content

    @invariant()
    def what_is_public_was_signed(self):
        council = self.start.council
        for result in public_results(council):
            (published,) = Snapshot.objects.published().filter(assessment__council=council)
            hash_signed = published.signature.snapshot_hash
            signed = Snapshot.objects.get(sha256=hash_signed)
            levels = dict(signed.answers.values_list("statement_key", "level"))
            for _, ones in result.principles:
                for one in ones:
                    assert one.level == levels.get(one.key)


def machine_of(people, start):
    """Return the machine for these people; ``start`` is a self-assessment."""
    return type("Machine", (Moves,), {"people": people, "start": start})


def test_random_people_and_moves(people, council_a):
    start = factories.AssessmentFactory(council=council_a)
    # A walk that fails is printed as it was: to shorten it takes minutes.
    found = settings(max_examples=10, stateful_step_count=25, phases=[Phase.generate], **TRIALS)
    run_state_machine_as_test(machine_of(people, start), settings=found)


def test_the_machine_notices_a_version_that_changed(people, council_a):
    """The control: a signed version is tampered with, and the machine says so."""
    start = factories.AssessmentFactory(council=council_a, state=State.SUBMITTED)
    machine = machine_of(people, start)()
    try:
        machine.what_was_signed_stays()
        Snapshot._base_manager.update(content="{}")
        with pytest.raises(AssertionError):
            machine.what_was_signed_stays()
    finally:
        machine.teardown()
