"""The list of applications, the page that shows one beside the register, and its moves."""

import datetime

import pytest
from django.utils import timezone

from councils.models import Membership
from joining.models import Application
from joining.models.application import Part
from joining.queue import waiting
from joining.workflow import State
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("JO6")]
LIST = "/admin/joining/application/"


def page(application, verb="change"):
    return f"{LIST}{application.pk}/{verb}/"


def test_the_list_opens_on_what_waits_with_its_age(sign_in, curator, sent, council_b):
    other = factories.ApplicationFactory(council=council_b, state=State.DECLINED)
    body = sign_in(curator).get(LIST).content.decode()
    assert sent.reference in body
    assert other.reference not in body
    assert other.reference in sign_in(curator).get(f"{LIST}?stands=all").content.decode()


def test_drafts_are_shown_to_nobody(sign_in, superuser, draft):
    browser = sign_in(superuser)
    assert draft.email not in browser.get(f"{LIST}?stands=all").content.decode()
    for verb in ("change", "ask", "approve", "decline"):
        assert browser.get(page(draft, verb)).status_code == 404


def test_it_stands_beside_what_is_on_record(sign_in, curator, council_a, sent):
    gone = datetime.date(2024, 5, 1)
    factories.MembershipFactory(council=council_a, joined_on=datetime.date(2020, 3, 3), ended_on=gone)
    factories.ChampionFactory(council=council_a, slot="officer", role="Director of Old Things")
    body = sign_in(curator).get(page(sent)).content.decode()
    assert "until 1 May 2024" in body
    assert "Director of Old Things" in body
    assert "Being appointed" in body
    assert "Lead Member for Communities" in body


def test_reading_and_previewing_change_nothing(sign_in, curator, sent):
    browser, before = sign_in(curator), Application.objects.values().get()
    for verb in ("change", "ask", "approve", "decline", "reopen", "publish"):
        assert browser.get(page(sent, verb)).status_code == 200
        assert browser.head(page(sent, verb)).status_code == 200
    assert Application.objects.values().get() == before


def test_a_later_day_is_chosen_and_shown(sign_in, curator, sent):
    day = timezone.localdate() + datetime.timedelta(days=30)
    form = {
        "seen": sent.version,
        "publish_on": day.strftime("%d/%m/%Y"),
        "link": "https://example.org/m",
        "parts": Part.values,
    }
    answer = sign_in(curator).post(page(sent, "approve"), form, follow=True)
    sent.refresh_from_db()
    assert (sent.state, sent.publish_on, sent.decided_by) == (State.APPROVED, day, curator)
    assert "is approved." in answer.content.decode()
    assert not Membership.objects.exists()
    assert "It becomes public on" in sign_in(curator).get(page(sent, "publish")).content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"publish_on": ""}, "Enter the day."),
        ({"publish_on": "3 March 2020"}, "nothing becomes public in the past"),
        ({"publish_on": "3 March 2999"}, "Check the year."),
        ({"publish_on": "9" * 30}, "Enter a day"),
        ({"link": ""}, "Give a link to the decision"),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"parts": ["everything"]}, "Select a valid choice"),
        ({"seen": "9" * 30}, "This page was not whole"),
        ({"note": "word " * 500}, "You have 500 words"),
    ],
)
def test_a_mistake_approves_nothing(sign_in, curator, sent, changes, words):
    form = {
        "seen": sent.version,
        "publish_on": timezone.localdate().strftime("%d/%m/%Y"),
        "link": "https://example.org/m",
    }
    answer = sign_in(curator).post(page(sent, "approve"), form | changes)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Application.objects.get().state == State.SENT


@pytest.mark.parametrize("verb", ["ask", "decline"])
def test_words_are_asked_for_and_kept(sign_in, curator, sent, verb):
    browser = sign_in(curator)
    empty = browser.post(page(sent, verb), {"seen": sent.version, "note": " "})
    assert "Write what the applicant needs to know." in empty.content.decode()
    said = {"seen": sent.version, "note": "Which <b>day</b>?"}
    assert browser.post(page(sent, verb), said).status_code == 302
    body = browser.get(page(sent)).content.decode()
    assert "Which &lt;b&gt;day&lt;/b&gt;?" in body
    assert curator.name in body


def test_an_old_page_decides_nothing(sign_in, curator, sent):
    answer = sign_in(curator).post(page(sent, "decline"), {"seen": sent.version - 1, "note": "No."})
    assert answer.status_code == 403
    assert Application.objects.get().state == State.SENT


@pytest.mark.parametrize("who", ["nobody", "lead", "bare_staff", "reviewer"])
def test_only_curators_press_the_buttons(sign_in, request, sent, who):
    browser = sign_in(request.getfixturevalue(who))
    for verb in ("ask", "approve", "decline", "reopen", "publish"):
        answer = browser.post(page(sent, verb), {"seen": sent.version, "note": "No."})
        assert answer.status_code in (302, 403)
    assert Application.objects.get().state == State.SENT


@pytest.mark.parametrize("pk", ["0", "9" * 30, "x", "1_2F2", "-1"])
def test_what_is_not_there_is_404(sign_in, curator, pk):
    for verb in ("change", "approve"):
        assert sign_in(curator).get(f"{LIST}{pk}/{verb}/").status_code == 404


def test_the_first_page_names_what_waits(sign_in, curator, reviewer, sent, council_b):
    (thing,) = waiting(curator)
    assert (thing.kind, thing.what) == ("Councils that ask to join", sent.council.official_name)
    assert sent.reference in thing.why
    assert waiting(reviewer) == []
    body = sign_in(curator).get("/admin/").content.decode()
    assert "Councils that ask to join" in body


def test_one_whose_day_has_come_and_was_not_published_is_named(curator, council_b):
    application = factories.ApplicationFactory(council=council_b, state=State.APPROVED)
    Application.objects.update(publish_on=timezone.localdate())
    (thing,) = waiting(curator)
    assert "its day has come. Publish it." in thing.why
    assert thing.path == page(application)


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_and_the_list_ask_the_same_for_any_number(
    sign_in, curator, count, django_assert_num_queries, django_assert_max_num_queries
):
    for _ in range(count):
        factories.ApplicationFactory(state=State.SENT)
    browser = sign_in(curator)
    with django_assert_num_queries(5):
        waiting(type(curator).objects.get(pk=curator.pk))
    with django_assert_max_num_queries(14):
        browser.get(LIST)
