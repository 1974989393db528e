"""The reading page: flags and notes that stay with Locality, questions, changes, hiding, opening again."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from post_office.models import Email

from accounts.own_data import collect
from assessments import actions
from assessments.actions.clarifying import Asked
from assessments.actions.hiding import hide_evidence
from assessments.actions.reading import save_reading
from assessments.models import Assessment, Audience, Clarification, Flag, Item, Redaction, StaffNote
from assessments.workflow import State
from tests import factories

pytestmark = pytest.mark.django_db
MARK = "Reviewers-keep-this-to-themselves"
PUBLIC = {(item, ""): Audience.PUBLIC for item in Item.values}


def words(reply):
    return " ".join(reply.content.decode().split())


def address(assessment, button="change"):
    return reverse(f"admin:assessments_assessment_{button}", args=[assessment.pk])


@pytest.fixture
def signed(at_state):
    return at_state(State.SUBMITTED, choices=PUBLIC)


@pytest.fixture
def desk(reviewer, sign_in):
    return sign_in(reviewer)


def fields(assessment, **more):
    assessment.refresh_from_db()
    return {"seen": assessment.lock_version, "days": 10, **more}


@pytest.mark.feature("ST15")
class TestFlagsAndNotes:
    def test_they_are_kept_and_shown_again(self, signed, desk):
        said = fields(signed, flag_1a="not_clear", note_1a=MARK, note_="On the whole.", save="save")
        assert desk.post(address(signed, "read"), said).status_code == 302
        desk.post(address(signed, "read"), said)
        page = words(desk.get(address(signed)))
        assert page.count(MARK) == 1
        assert "On the whole." in page
        assert Flag.objects.get().found == Flag.Found.NOT_CLEAR
        assert StaffNote.objects.count() == 2
        desk.post(address(signed, "read"), fields(signed, flag_1a="", save="save"))
        assert not Flag.objects.exists()

    def test_none_of_it_leaves_locality(
        self, signed, reviewer, lead, signer, curator, visitor, sign_in, council_a
    ):
        save_reading(assessment=signed, flags={"1a": "not_clear"}, notes={"1a": MARK, "": MARK}, by=reviewer)
        actions.perform(signed, "ask", by=reviewer, asked=Asked({"1a": "Which three services?"}))
        factories.make(signed, "reply")
        actions.perform(signed, "accept", by=reviewer)
        path = signed.get_absolute_url()
        pages = ["", "clarification/", "check/", "history/", "confirmation/", "signed/1/", "signed/2/", "1a/"]
        public = [f"/councils/{council_a.slug}/", f"/councils/{council_a.slug}.json"]
        for person, seen in ((lead, pages), (signer, pages)):
            browser = sign_in(person)
            assert all(MARK not in browser.get(path + page).content.decode() for page in seen)
        for page in public:
            assert MARK not in sign_in(visitor).get(page).content.decode()
        assert all(MARK not in str(email.context) for email in Email.objects.all())
        for person in (lead, signer, curator):
            assert MARK not in json.dumps(collect(person), default=str)
        assert MARK in json.dumps(collect(reviewer), default=str)

    @pytest.mark.parametrize("bad", [{"flag_1a": "good"}, {"days": "9" * 30}, {"note_1a": "x " * 2000}])
    def test_bad_input_loses_nothing(self, bad, signed, desk):
        said = {**fields(signed, question_4a="In which\x00 year?", ask="ask"), **bad}
        reply = desk.post(address(signed, "read"), said)
        assert reply.status_code == 200
        assert "In which" in words(reply)
        assert not Clarification.objects.exists()


@pytest.mark.feature("OF36")
class TestAsking:
    def test_questions_go_out_from_the_reading_page(self, signed, desk):
        said = fields(signed, question_1a="Which three services?", days=7, ask="ask")
        assert desk.post(address(signed, "read"), said).status_code == 302
        assert Assessment.objects.get().state == State.CLARIFICATION
        assert Clarification.objects.get().questions.get().text == "Which three services?"

    def test_without_a_question_it_says_so(self, signed, desk):
        reply = desk.post(address(signed, "read"), fields(signed, ask="ask"))
        assert "Ask about at least one statement." in words(reply)

    def test_typed_questions_stay_when_only_flags_are_saved(self, signed, desk):
        reply = desk.post(address(signed, "read"), fields(signed, question_1a="Which?", save="save"))
        assert "not sent yet" in words(reply)
        assert "Which?" in words(reply)

    @pytest.mark.feature("ST15")
    def test_what_changed_since_is_shown_old_beside_new(self, signed, desk):
        factories.walk(signed, State.CONFIRMATION)
        factories.make(signed, "confirm")
        page = words(desk.get(address(signed)))
        assert "Since you asked on" in page
        assert page.index("In regular use") < page.index("Trying it out") < page.index("What was signed")

    def test_live_answers_stay_unseen_while_the_council_replies(self, signed, desk, lead):
        factories.walk(signed, State.CLARIFICATION)
        answer = signed.answers.get(statement__key="1a")
        words_now = {**factories.walking.USUAL, "basis": MARK}
        actions.save_answer(
            assessment=signed, statement=answer.statement, by=lead, seen_version=1, **words_now
        )
        assert MARK not in desk.get(address(signed)).content.decode()


class TestOpeningAgain:
    def test_it_takes_a_reason(self, at_state, desk):
        done = at_state(State.COMPLETE)
        assert "Say why" in words(desk.post(address(done, "open_again"), fields(done, note="")))
        assert desk.post(address(done, "open_again"), fields(done, note="As asked.")).status_code == 302
        assert Assessment.objects.count() == 2

    def test_the_review_manager_has_the_power_too(self, at_state, nobody, sign_in):
        type(nobody).objects.filter(pk=nobody.pk).update(is_staff=True)
        nobody.groups.add(Group.objects.get(name="Review manager"))
        done = at_state(State.COMPLETE)
        manager = sign_in(type(nobody).objects.get(pk=nobody.pk))
        assert manager.post(address(done, "open_again"), fields(done, note="As asked.")).status_code == 302


class TestEdge14:
    @pytest.fixture
    def signed(self, at_state, lead):
        """Statement 1a points to two documents that everyone may see, and it is all public."""
        started = at_state(State.IN_PROGRESS, choices=PUBLIC)
        answer = started.answers.get(statement__key="1a")
        for title, link in ((MARK, "https://example.org/minutes"), ("Plan", "https://example.org/plan")):
            actions.add_evidence(answer=answer, by=lead, title=title, link=link, is_public=True)
        factories.walk(started, State.COMPLETE)
        return started

    def test_edge_14_a_document_with_personal_data_is_hidden_at_once(
        self, signed, desk, lead, visitor, sign_in, council_a
    ):
        page = f"/councils/{council_a.slug}/"
        assert MARK in sign_in(visitor).get(page).content.decode()
        Email.objects.all().delete()
        shown = words(desk.post(address(signed, "hide"), {"key": "1a", "number": "0"}))
        assert MARK in shown
        assert not Redaction.objects.exists()
        sure = {"key": "1a", "number": "0", "confirmed": "Hide it"}
        assert [desk.post(address(signed, "hide"), sure).status_code for _ in range(2)] == [302, 302]
        public = sign_in(visitor).get(page).content.decode()
        assert MARK not in public
        assert "https://example.org/plan" in public
        snapshot = signed.snapshots.get()
        assert MARK not in snapshot.content
        assert snapshot.is_intact
        assert snapshot.redactions.count() == 1
        assert {email.to[0] for email in Email.objects.all()} == {lead.email}
        assert MARK not in str(Email.objects.get().context)
        assert "Hid a document of statement 1a" in signed.events.last().text

    def test_signed_again_it_is_not_public_before_the_council_says_so(self, signed, reviewer):
        hide_evidence(assessment=signed, key="1a", number=0, by=reviewer)
        assert not signed.council.evidence.get(title=MARK).is_public

    @pytest.mark.parametrize("odd", [{"key": "9z"}, {"number": "9" * 30}, {"number": "-1"}, {"key": "a\x00"}])
    def test_odd_requests_hide_nothing(self, odd, signed, desk):
        said = {"key": "1a", "number": "0", **odd}
        assert desk.post(address(signed, "hide"), said).status_code == 404
        assert desk.post(address(signed, "hide"), {**said, "confirmed": "1"}).status_code == 403
