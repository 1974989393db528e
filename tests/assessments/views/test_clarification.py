"""Locality's questions, the replies, and the change that the signer confirms."""

import pytest

from assessments.actions import perform
from assessments.actions.clarifying import Asked, save_replies
from assessments.models import Assessment, Event, Question
from assessments.workflow import State
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF36")]


def words(reply):
    return " ".join(reply.content.decode().split())


@pytest.fixture
def asked(at_state, reviewer):
    assessment = at_state(State.SUBMITTED)
    questions = {"1a": "Which three services?", "4a": "In which year?"}
    return perform(assessment, "ask", by=reviewer, asked=Asked(questions))


@pytest.fixture
def form(asked):
    """Return a function that gives the page's fields as a browser sends them."""

    def fields(**more):
        asked.refresh_from_db()
        return {"seen": asked.lock_version, "version_1a": 0, "version_4a": 0, **more}

    return fields


@pytest.fixture
def page(asked):
    return f"{asked.get_absolute_url()}clarification/"


def test_the_first_page_leads_to_the_questions_and_marks_the_statements(asked, lead, sign_in):
    browser = sign_in(lead)
    assert "Read and reply" in words(browser.get("/assessments/"))
    tasks = words(browser.get(asked.get_absolute_url()))
    assert "Locality has questions" in tasks
    assert tasks.count("Needs checking") == 2


def test_what_was_saved_stays_and_nothing_goes_out(asked, lead, sign_in, page, form):
    reply = sign_in(lead).post(page, form(reply_1a="Housing.", save="save"))
    assert reply.status_code == 302
    asked.refresh_from_db()
    assert asked.state == State.CLARIFICATION
    assert "Housing." in words(sign_in(lead).get(page))


def test_sent_too_early_it_is_saved_and_says_what_is_missing(asked, lead, sign_in, page, form):
    reply = words(sign_in(lead).post(page, form(reply_1a="Housing.", send="send")))
    assert "Statement 4a has no reply yet." in reply
    assert Question.objects.get(statement__key="1a").reply == "Housing."


def test_replies_go_out_once_however_often_the_button_is_pressed(asked, lead, sign_in, page, form):
    browser, said = sign_in(lead), form(reply_1a="Housing.", reply_4a="2024.", send="send")
    assert [browser.post(page, said).status_code for _ in range(2)] == [302, 302]
    asked.refresh_from_db()
    assert asked.state == State.SUBMITTED
    assert Event.objects.filter(move="reply").count() == 1


def test_a_statement_asked_about_shows_the_question_and_leads_back(asked, lead, sign_in, fill):
    browser, path = sign_in(lead), asked.get_absolute_url()
    assert "Which three services?" in words(browser.get(f"{path}1a/"))
    saved = browser.post(f"{path}1a/", fill("2", seen_version=1))
    assert saved.url == f"{path}clarification/"
    shown = words(browser.get(f"{path}clarification/"))
    assert "As it was signed" in shown
    assert "the answer has changed" in shown
    assert "Send to your sign-off officer" in shown
    assert "Only the statements that Locality asked about" in words(browser.get(f"{path}2a/"))
    assert browser.post(f"{path}2a/", fill("2", seen_version=1)).status_code == 403


def test_two_leads_both_see_what_the_other_wrote(asked, lead, council_a, sign_in, page, form):
    other = factories.CouncilRoleFactory(council=council_a, kind="lead").user
    save_replies(assessment=asked, replies={"1a": ("Parks & greens.", False, 0)}, by=other)
    reply = sign_in(lead).post(page, form(reply_1a="Housing.", save="save"))
    assert reply.status_code == 409
    assert "Parks &amp; greens." in words(reply)
    assert "Housing." in words(reply)
    again = sign_in(lead).post(page, {**form(reply_1a="Housing. Parks."), "version_1a": 1})
    assert again.status_code == 302
    assert Question.objects.get(statement__key="1a").reply == "Housing. Parks."


@pytest.mark.parametrize("bad", [{"version_1a": "9" * 30}, {"reply_1a": "x" * 3000}, {"seen": ""}])
def test_bad_input_loses_nothing(bad, asked, lead, sign_in, page, form):
    reply = sign_in(lead).post(page, {**form(reply_4a="In 2024\x00.", save="save"), **bad})
    assert reply.status_code == 200
    assert "In 2024." in words(reply) or "In 2024" in words(reply)


def test_markup_is_shown_as_words(asked, lead, signer, sign_in, page, form):
    sign_in(lead).post(page, form(reply_1a="<script>alert(1)</script>", save="save"))
    assert "<script>alert(1)" not in words(sign_in(lead).get(page))


class TestConfirming:
    @pytest.fixture
    def changed(self, at_state):
        return at_state(State.CONFIRMATION)

    def test_the_signer_sees_old_beside_new_and_confirms_with_one_click(self, changed, signer, sign_in):
        browser, path = sign_in(signer), changed.get_absolute_url()
        assert "See what changed" in words(browser.get("/assessments/"))
        shown = words(browser.get(f"{path}confirm/"))
        assert "In regular use" in shown
        assert "Trying it out" in shown
        assert "Which three services?" in shown
        reply = browser.post(f"{path}confirm/", {"seen": changed.lock_version})
        assert (reply.status_code, Assessment.objects.get().state) == (302, State.SUBMITTED)

    def test_a_reason_goes_back_to_the_lead(self, changed, signer, lead, sign_in):
        browser, path = sign_in(signer), changed.get_absolute_url()
        empty = words(browser.post(f"{path}send-back/", {"seen": changed.lock_version, "note": ""}))
        assert "Say why" in empty
        browser.post(f"{path}send-back/", {"seen": changed.lock_version, "note": "It was right before."})
        assert Assessment.objects.get().state == State.CLARIFICATION
        assert "It was right before." in words(sign_in(lead).get(f"{path}history/"))

    def test_a_stale_page_is_refused(self, changed, signer, sign_in):
        reply = sign_in(signer).post(f"{changed.get_absolute_url()}confirm/", {"seen": 1})
        assert reply.status_code == 403
        assert "Somebody was first" in words(reply)


class TestWithdrawing:
    def test_the_lead_asks_and_the_signer_confirms(self, at_state, lead, signer, sign_in):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        path = assessment.get_absolute_url()
        asked = {"seen": assessment.lock_version, "do": "ask", "note": "We are reorganising."}
        assert sign_in(lead).post(f"{path}withdraw/", asked).status_code == 302
        browser = sign_in(signer)
        assert "asked to withdraw it" in words(browser.get(path))
        assert "We are reorganising." in words(browser.get(f"{path}withdraw/"))
        assessment.refresh_from_db()
        browser.post(f"{path}withdraw/", {"seen": assessment.lock_version, "do": "confirm"})
        assert Assessment.objects.get().state == State.WITHDRAWN
        assert "Keep it for longer" in words(browser.get(path))

    def test_the_signer_may_leave_it_as_it_is(self, at_state, lead, signer, sign_in):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        path = f"{assessment.get_absolute_url()}withdraw/"
        sign_in(lead).post(path, {"seen": 0, "do": "ask"})
        sign_in(signer).post(path, {"seen": 0, "do": "leave"})
        assert Assessment.objects.get().withdrawal_asked_at is None

    @pytest.mark.parametrize("do", ["", "everything", "a\x00b"])
    def test_an_unknown_button_does_nothing(self, do, at_state, lead, sign_in):
        path = f"{at_state(State.IN_PROGRESS).get_absolute_url()}withdraw/"
        reply = sign_in(lead).post(path, {"seen": 0, "do": do})
        assert reply.status_code == 200
        assert "Press one of the buttons." in words(reply)
