"""The questions, one page each; checking, sending, and how it stands after."""

import pytest
from django.test import Client

from joining.actions import perform
from joining.forms import STEPS
from joining.models import Application
from joining.workflow import State
from tests import factories
from tests.test_validity import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(council_a):
    """A draft with nothing in it."""
    from joining.actions import begin, prove

    application = begin(council=council_a, email="ann@example.org")
    prove(application)
    return application


def seen(browser, address):
    return browser.get(address).context["form"]["seen"].value()


def send(browser, application, slug, button="next", **typed):
    address = f"{application.get_absolute_url()}{slug}/"
    return browser.post(address, {"seen": seen(browser, address), button: button, **typed})


JOURNEY = [
    ("endorsement", {"route": "cabinet"}, "decision/"),
    ("decision", {"decided_on": "3 March 2026"}, "councillor/"),
    ("councillor", {"councillor": "in-post", "councillor_role": "Cllr for All"}, "officer/"),
    ("officer", {"officer": "appointing"}, "conversation/"),
    ("conversation", {"conversation": "planned"}, "talk/"),
    ("talk", {"planned_for": "spring 2027"}, "lead/"),
    ("lead", {"lead_name": "Lou", "lead_role": "Head", "lead_email": "Lou@Example.org"}, "check/"),
]


@pytest.mark.feature("JO3")
@pytest.mark.feature("JO7")
def test_the_whole_way_leads_to_a_reference(begun, holding):
    browser, path = holding(begun), begun.get_absolute_url()
    for slug, typed, after in JOURNEY:
        answer = send(browser, begun, slug, **typed)
        assert (answer.status_code, answer.url) == (302, f"{path}{after}"), slug
    page = browser.get(f"{path}check/").content.decode()
    assert "spring 2027" in page
    assert "Cllr for All" in page
    answer = browser.post(f"{path}check/", {"seen": Application.objects.get().version})
    assert answer.url == path
    page = browser.get(path).content.decode()
    application = Application.objects.get()
    assert application.lead_email == "lou@example.org"
    assert application.reference in page
    assert "Sent to Locality" in page
    assert "If you have heard nothing by" in page


def test_steps_are_asked_after_what_they_depend_on(begun, holding):
    browser, path = holding(begun), begun.get_absolute_url()
    assert browser.get(f"{path}decision/").url == f"{path}endorsement/"
    assert browser.get(f"{path}talk/").url == f"{path}conversation/"
    assert browser.get(f"{path}no-such-step/").status_code == 404


@pytest.mark.parametrize("slug", STEPS)
def test_going_on_asks_for_the_page_and_stopping_does_not(council_a, holding, slug):
    says = dict.fromkeys(["decided_on", "held_on"]) | dict.fromkeys(
        ["signed_councillor", "signed_officer", "lead_name"], ""
    )
    application = factories.ApplicationFactory(council=council_a, says=says)
    browser = holding(application)
    assert send(browser, application, slug).status_code == 200
    stopped = send(browser, application, slug, button="back")
    assert (stopped.status_code, stopped.url) == (302, application.get_absolute_url())


def test_a_mistake_loses_nothing(draft, holding):
    typed = {"decided_on": "soon", "signed_councillor": "Leader & <b>more</b>", "link": "javascript:alert(1)"}
    answer = send(holding(draft), draft, "decision", **typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Leader &amp; &lt;b&gt;more&lt;/b&gt;" in page
    assert 'value="soon"' in page
    assert {"decided_on", "signed_officer", "link"} == set(answer.context["form"].errors)


@pytest.mark.parametrize("day", ["3 March 2999", "01/01/0001", "9" * 30, "31/02/2026", "\0", "1/1/1999"])
def test_a_day_that_cannot_be_is_given_back(draft, holding, day):
    answer = send(holding(draft), draft, "decision", decided_on=day)
    assert answer.status_code == 200
    assert "decided_on" in answer.context["form"].errors


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("value", ["\0", "\ud800", "x" * 20_000, "<script>alert(1)</script>", "9" * 30])
def test_hostile_words_are_kept_as_words_or_given_back(draft, holding, slug, value):
    browser, address = holding(draft), f"{draft.get_absolute_url()}{slug}/"
    names = list(STEPS[slug].base_fields)
    answer = browser.post(address, dict.fromkeys(names, value.encode("utf-8", "replace").decode()))
    assert answer.status_code in (200, 302, 409)
    for page in ("", "check/", f"{slug}/"):
        assert "<script>alert" not in browser.get(f"{draft.get_absolute_url()}{page}").content.decode()


def test_foreign_fields_change_nothing(draft, holding):
    forged = {"state": "joined", "reference": "JOIN-1", "version": 99, "council": 1, "email": "x@example.org"}
    before = Application.objects.values("state", "reference", "council", "email").get()
    send(holding(draft), draft, "officer", officer="appointing", **forged)
    assert Application.objects.values("state", "reference", "council", "email").get() == before


class TestTwoAtOnce:
    def test_the_second_sees_both_and_chooses(self, draft, holding):
        one, two = holding(draft), holding(draft)
        address = f"{draft.get_absolute_url()}officer/"
        mark = seen(two, address)
        send(one, draft, "officer", officer="in-post", officer_role="Director of Housing")
        typed = {"officer": "in-post", "officer_role": "Director of Health", "seen": mark}
        answer = two.post(address, typed)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Director of Housing" in page
        assert "Director of Health" in page
        assert Application.objects.get().officer_role == "Director of Housing"
        again = two.post(address, {**typed, "seen": answer.context["form"]["seen"].value()})
        assert again.status_code == 302
        assert Application.objects.get().officer_role == "Director of Health"

    def test_other_questions_do_not_stand_in_the_way(self, draft, holding):
        one, two = holding(draft), holding(draft)
        mark = seen(two, f"{draft.get_absolute_url()}officer/")
        send(one, draft, "lead", lead_name="Lou", lead_role="Head", lead_email="lou@example.org")
        typed = {"officer": "appointing", "seen": mark}
        assert two.post(f"{draft.get_absolute_url()}officer/", typed).status_code == 302
        assert Application.objects.get().lead_name == "Lou"

    def test_what_is_sent_is_what_was_read(self, draft, holding):
        browser = holding(draft)
        address = f"{draft.get_absolute_url()}check/"
        version = seen(browser, address)
        send(holding(draft), draft, "officer", officer="in-post", officer_role="Another")
        answer = browser.post(address, {"seen": version})
        assert answer.status_code == 403
        assert "Somebody was first" in answer.content.decode()
        assert Application.objects.get().state == State.DRAFT

    @pytest.mark.parametrize("version", ["", "-1", "9" * 30, "x", "\0"])
    def test_a_version_that_is_none_sends_nothing(self, draft, holding, version):
        answer = holding(draft).post(f"{draft.get_absolute_url()}check/", {"seen": version})
        assert answer.status_code == 200
        assert Application.objects.get().state == State.DRAFT


@pytest.mark.feature("JO6")
class TestHowItStands:
    @pytest.mark.parametrize(
        ("state", "words"),
        [
            (State.SENT, "Sent to Locality"),
            (State.ASKED, "Which committee was it?"),
            (State.APPROVED, "Approved: a member from"),
            (State.JOINED, "is a member"),
            (State.DECLINED, "It is a parish council."),
            (State.WITHDRAWN, "Withdrawn"),
            (State.LAPSED, "Lapsed"),
        ],
    )
    def test_the_applicant_sees_it(self, council_a, holding, state, words):
        application = factories.ApplicationFactory(council=council_a, state=state)
        assert words in holding(application).get(application.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("state", [State.SENT, State.APPROVED, State.JOINED, State.DECLINED])
    def test_what_is_sent_cannot_be_changed(self, council_a, holding, state):
        application = factories.ApplicationFactory(council=council_a, state=state)
        browser = holding(application)
        for slug in STEPS:
            assert browser.post(f"{application.get_absolute_url()}{slug}/", {}).status_code == 403
        assert browser.get(f"{application.get_absolute_url()}check/").status_code == 302

    def test_a_question_is_answered_and_sent_again(self, sent, curator, holding):
        perform(sent, "ask", by=curator, note="Which committee?")
        browser = holding(sent)
        assert "Which committee?" in browser.get(sent.get_absolute_url()).content.decode()
        send(browser, sent, "endorsement", route="committee")
        address = f"{sent.get_absolute_url()}check/"
        answer = browser.post(address, {"seen": seen(browser, address), "note": "The policy committee."})
        assert answer.status_code == 302
        sent.refresh_from_db()
        assert (sent.state, sent.route) == (State.SENT, "committee")
        assert sent.events.last().note == "The policy committee."

    def test_withdrawing_takes_a_button(self, sent, holding):
        browser, address = holding(sent), f"{sent.get_absolute_url()}withdraw/"
        assert browser.get(address).status_code == 200
        assert Application.objects.get().state == State.SENT
        assert browser.post(address).status_code == 302
        assert Application.objects.get().state == State.WITHDRAWN
        assert browser.post(address).status_code == 403


def test_pages_ask_little(draft, holding, django_assert_num_queries):
    """Session and application; on the list of questions its events and the texts too."""
    browser = holding(draft)
    with django_assert_num_queries(6):
        browser.get(draft.get_absolute_url())
    with django_assert_num_queries(3):
        browser.get(f"{draft.get_absolute_url()}lead/")
    with django_assert_num_queries(5):
        browser.get(f"{draft.get_absolute_url()}check/")


def test_a_form_of_a_stranger_is_refused(draft, holding):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = holding(draft).cookies
    assert browser.post(f"{draft.get_absolute_url()}withdraw/").status_code == 403


@pytest.mark.parametrize("state", list(State))
def test_every_page_is_sound(council_a, holding, state):
    application = factories.ApplicationFactory(council=council_a, state=state)
    browser, path = holding(application), application.get_absolute_url()
    for slug in ("", "check/", "address/", "withdraw/", *(f"{name}/" for name in STEPS)):
        answer = browser.get(f"{path}{slug}")
        if answer.status_code == 200:
            assert faults(answer.content.decode()) == [], slug
