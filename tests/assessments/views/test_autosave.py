"""What is typed is kept before it is saved: by the script's requests, and by the plain button."""

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import Session
from accounts.put_by import mark_for
from assessments import actions
from assessments.models import Answer, AnswerVersion, Draft
from assessments.workflow import State
from tests.doors import force_in
from tests.factories import walk

LONG = " ".join(["word"] * 70)


@pytest.fixture
def keep(url, fill, lead):
    """Return a function that sends the form of 1a as the script does."""

    def send(browser, page="1a/", by=lead, **more):
        fields = {"autosave": "1", "by": by.pk, "tab": "t1", "turn": 1, "seen_draft": 0}
        return browser.post(url(page), {**fill(**more), **fields} | more)

    return send


@pytest.mark.feature("OF11")
def test_half_a_form_is_kept_and_there_again(keep, url, lead, sign_in):
    browser = sign_in(lead)

    reply = keep(browser, choice="", basis=LONG, link="nowhere", title="Report")

    assert reply.status_code == 200
    assert reply.json()["words"].startswith("Saved at ")
    assert not Answer.objects.exists()
    page = browser.get(url("1a/")).content.decode()
    assert "Your words are here, and not saved as the answer yet." in page
    assert LONG in page
    assert 'value="nowhere"' in page
    assert 'value="Report"' in page


@pytest.mark.feature("OF11")
def test_it_makes_no_versions_and_changes_no_answer(keep, lead, sign_in, answers, said):
    answers({"1a": said(basis="The council's answer.")})
    browser = sign_in(lead)
    for turn in range(1, 6):
        keep(browser, basis=f"Typing {turn}", turn=turn, seen_version=1)

    assert Answer.objects.get().basis == "The council's answer."
    assert AnswerVersion.objects.count() == 1
    assert Draft.objects.get().basis == "Typing 5"


def test_nobody_else_sees_it(keep, url, lead, contributor, sign_in):
    keep(sign_in(lead), basis="Only mine so far.")

    for page in ("1a/", "", "check/", "history/"):
        assert "Only mine so far." not in sign_in(contributor).get(url(page)).content.decode()


@pytest.mark.feature("OF11")
def test_saving_lets_it_go(keep, url, fill, lead, sign_in):
    browser = sign_in(lead)
    number = keep(browser, basis="Half a sent").json()["number"]

    browser.post(url("1a/"), fill(basis="Half a sentence.", seen_draft=number, tab="t1"))

    assert not Draft.objects.exists()
    assert Answer.objects.get().basis == "Half a sentence."


def test_it_can_be_thrown_away(keep, url, lead, sign_in):
    browser = sign_in(lead)
    number = keep(browser, basis="Not this").json()["number"]

    reply = browser.post(url("1a/"), {"discard": "discard", "seen_draft": number})

    assert reply.url == url("1a/")
    assert not Draft.objects.exists()
    assert not Answer.objects.exists()


@pytest.mark.feature("OF13")
def test_edge_1_a_newer_answer_is_never_overwritten_and_both_are_shown(
    keep, url, fill, lead, contributor, sign_in
):
    sign_in(contributor).post(url("1a/"), fill("2", basis="One ward, says Cole."))
    browser = sign_in(lead)

    reply = keep(browser, basis="Everywhere, says Lowther.", seen_version=0)

    assert reply.status_code == 409
    assert reply.json()["words"].startswith("Contributor changed this answer at ")
    assert Answer.objects.get().basis == "One ward, says Cole."
    page = browser.get(url("1a/")).content.decode()
    assert "One ward, says Cole." in page
    assert "Everywhere, says Lowther." in page
    assert 'name="seen_version" value="1"' in page


def test_two_tabs_of_one_person_lose_nothing(keep, lead, sign_in):
    browser = sign_in(lead)
    keep(browser, basis="In the first tab", tab="t1")

    reply = keep(browser, basis="In the second tab", tab="t2")

    assert reply.status_code == 409
    assert "another tab" in reply.json()["words"]
    assert Draft.objects.get().basis == "In the first tab"


@pytest.mark.feature("OF10")
def test_what_the_plain_button_could_not_save_is_there_when_they_return(url, fill, lead, sign_in):
    browser = sign_in(lead)
    browser.post(url("1a/"), fill("3", basis="Good words.", title="Report", link="nowhere", by=lead.pk))

    assert Answer.objects.get().basis == "Good words."
    assert 'value="nowhere"' in browser.get(url("1a/")).content.decode()


def test_somebody_elses_form_is_not_kept_under_my_name(keep, contributor, lead, sign_in):
    reply = keep(sign_in(contributor), by=lead, basis="Lowther's words")

    assert reply.status_code == 403
    assert "signed in as somebody else" in reply.json()["words"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"basis": "x" * 30_000},
        {"seen_version": 10**30},
        {"tab": "x" * 90},
        {"turn": "-1"},
        {"link": "y" * 9_000},
    ],
)
def test_what_cannot_be_kept_is_said(more, keep, lead, sign_in):
    reply = keep(sign_in(lead), **more)

    assert reply.status_code == 400
    assert "too long to keep" in reply.json()["words"]


@pytest.mark.parametrize("basis", ["a\0b", "\ud800", "=cmd()", "<script>alert(1)</script>"])
def test_hostile_words_do_no_harm(basis, keep, url, lead, sign_in):
    browser = sign_in(lead)

    assert keep(browser, basis=basis.encode("utf-8", "surrogatepass")).status_code in (200, 400)
    assert "<script>alert" not in browser.get(url("1a/")).content.decode()


def test_a_locked_answer_says_why_and_shows_what_was_typed(keep, at_state, url, lead, sign_in, assessment):
    browser = sign_in(lead)
    keep(browser, basis="Typed before it was sent.")
    walk(assessment, State.AWAITING_SIGN_OFF)

    reply = keep(browser, basis="Typed after.", turn=2)
    assert reply.status_code == 403
    assert "locked" in reply.json()["words"]
    assert "Typed before it was sent." in browser.get(url("1a/")).content.decode()


def test_others_learn_nothing(keep, viewer, other_lead, nobody, sign_in):
    assert keep(sign_in(viewer), by=viewer).status_code == 403
    assert keep(sign_in(other_lead), by=other_lead).status_code == 404
    assert keep(sign_in(nobody), by=nobody).status_code == 404


class TestSignedOut:
    """Whoever sends a form after their session has ended gets it back when they have signed in."""

    @pytest.fixture
    def sent(self, url, fill, lead):
        """A browser in which the form was sent without a session."""
        browser = Client()
        reply = browser.post(
            url("1a/"),
            fill("2", basis="Written over lunch.", by=lead.pk, drawn=mark_for(lead.pk)),
            headers={"Origin": "http://testserver"},
        )
        assert reply.status_code == 403
        page = reply.content.decode()
        assert "what you wrote is back in its form" in page
        assert "Written over lunch." in page
        return browser

    @pytest.mark.feature("OF12")
    def test_the_words_are_back_after_signing_in(self, sent, url, lead):
        force_in(sent, lead)
        page = sent.get(url("1a/")).content.decode()

        assert "Written over lunch." in page
        assert "You sent them when you were signed out." in page
        assert not Answer.objects.exists()

    def test_saving_them_is_one_save(self, sent, url, fill, lead):
        force_in(sent, lead)
        for _ in range(2):
            sent.post(url("1a/"), fill("2", basis="Written over lunch.", by=lead.pk))

        assert AnswerVersion.objects.count() == 1
        assert "signed out" not in sent.get(url("1a/")).content.decode()

    def test_a_colleague_at_the_same_browser_does_not_see_them(self, sent, url, contributor):
        force_in(sent, contributor)

        assert "Written over lunch." not in sent.get(url("1a/")).content.decode()

    def test_the_page_says_whose_it_is(self, url, lead, sign_in):
        assert f'name="drawn" value="{mark_for(lead.pk)}"' in sign_in(lead).get(url("1a/")).content.decode()

    @pytest.mark.parametrize("drawn", ["", "x" * 20, "é", None])
    def test_who_never_had_the_page_fills_no_row(self, drawn, url, fill, lead, contributor):
        """A program can claim any origin; it could fill the table of sessions with what it likes."""
        drawn = mark_for(contributor.pk) if drawn is None else drawn
        sent = fill("2", basis="Written over lunch.", by=lead.pk, drawn=drawn)
        browser = Client()

        reply = browser.post(url("1a/"), sent, headers={"Origin": "http://testserver"})

        assert reply.status_code == 403
        assert "put your words back" in reply.content.decode()
        assert not Session.objects.exists()

    def test_what_is_too_long_is_not_kept_under_any_name(self, url, fill, lead):
        names = {f"{number}{'n' * 1000}": "" for number in range(60)}
        sent = fill("2", by=lead.pk, drawn=mark_for(lead.pk), **names)

        Client().post(url("1a/"), sent, headers={"Origin": "http://testserver"})

        assert not Session.objects.exists()

    def test_a_strangers_form_is_not_kept(self, url, fill, lead):
        browser = Client()
        reply = browser.post(url("1a/"), fill(by=lead.pk), headers={"Origin": "https://evil.example"})

        assert reply.status_code == 302
        assert settings.SESSION_COOKIE_NAME not in browser.cookies


class TestOldToken:
    """Signing in again in another tab gives forms a new token; the old form is sent again by one button."""

    def test_the_form_comes_back_whole_with_a_new_token(self, url, fill, lead, sign_in):
        browser = sign_in(lead, enforce_csrf_checks=True)
        browser.get(url("1a/"))
        old = fill("2", basis="Line one.\nLine two.", by=lead.pk, csrfmiddlewaretoken="x" * 64)

        reply = browser.post(url("1a/"), old, headers={"Origin": "http://testserver"})

        page = reply.content.decode()
        assert reply.status_code == 403
        assert "Send it again" in page
        fields = {**old, "csrfmiddlewaretoken": reply.context["csrf_token"]}
        assert dict(reply.context["fields"]).keys() == fields.keys() - {"csrfmiddlewaretoken"}
        assert browser.post(url("1a/"), fields).status_code == 302
        assert Answer.objects.get().basis == "Line one.\nLine two."

    def test_a_strangers_form_gets_no_button(self, url, fill, lead, sign_in):
        browser = sign_in(lead, enforce_csrf_checks=True)

        reply = browser.post(url("1a/"), fill(), headers={"Origin": "https://evil.example"})

        assert "Send it again" not in reply.content.decode()

    def test_a_form_with_a_secret_gets_no_button(self, sign_in, lead):
        browser = sign_in(lead, enforce_csrf_checks=True)
        fields = {"login": "lead@example.org", "password": "open sesame and more"}

        reply = browser.post("/account/login/password/", fields, headers={"Origin": "http://testserver"})

        assert reply.status_code == 403
        assert "open sesame" not in reply.content.decode()


def test_a_draft_goes_with_its_answer_alone(keep, assessment, lead, sign_in, said):
    """Another's save leaves it, so that both can be joined."""
    keep(sign_in(lead), basis="Mine")
    statement = assessment.cycle.question_set.statements.get(key="1a")
    actions.save_answer(assessment=assessment, statement=statement, by=lead, seen_version=0, **said())

    assert Draft.objects.exists()
