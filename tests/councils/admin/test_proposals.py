"""The page that shows the difference is the only one that decides."""

import datetime

import pytest
from django.utils import timezone
from lxml import html

from councils.models import Champion
from records.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/records/proposal/"


@pytest.fixture
def proposal(council_a, lead):
    factories.MembershipFactory(council=council_a)
    factories.ChampionFactory(council=council_a)
    return factories.proposal_of(council_a, lead, councillor_role="Leader", note="<b>Since May</b>")


@pytest.fixture
def compare(proposal):
    return f"{LIST}{proposal.pk}/change/"


def decide(browser, compare, verb, **answers):
    shown = html.fromstring(browser.get(compare).content.decode())
    (form,) = [form for form in shown.forms if "seen" in form.fields]
    return browser.post(form.action, {**dict(form.form_values()), "verb": verb, **answers})


@pytest.mark.feature("ST2")
def test_the_list_has_no_action_that_decides(admin_pages, proposal, compare):
    shown = html.fromstring(admin_pages.get(LIST).content.decode())
    assert shown.xpath("//select[@name='action']") == []
    assert shown.xpath("//a[contains(@href, 'change')]")
    shown_now = admin_pages.get(compare).content.decode()
    for words in ("Lead Member for Communities", "Leader", "&lt;b&gt;Since May&lt;/b&gt;", "Approve"):
        assert words in shown_now


@pytest.mark.feature("ST2")
def test_approving_takes_the_mark_that_only_the_page_has(admin_pages, proposal, compare):
    blind = admin_pages.post(f"{LIST}{proposal.pk}/decide/", {"verb": "approve", "seen": "x"})
    assert blind.status_code == 403
    assert decide(admin_pages, compare, "approve").status_code == 302
    assert Champion.objects.get().role == "Leader"
    assert 'value="approve"' not in admin_pages.get(compare).content.decode()


@pytest.mark.feature("ST4")
@pytest.mark.parametrize("verb", ["ask", "reject"])
def test_a_refusal_needs_its_words(admin_pages, compare, verb):
    answer = decide(admin_pages, compare, verb)
    assert answer.status_code == 200
    assert "Say why" in answer.content.decode()
    assert Proposal.objects.get().state == "waiting"
    assert decide(admin_pages, compare, verb, message="Which minute?").status_code == 302
    assert Proposal.objects.get().answer == "Which minute?"


@pytest.mark.feature("ST2")
def test_three_versions_stand_there_when_the_page_moved(admin_pages, compare):
    Champion.objects.update(role="Deputy Leader")
    shown = admin_pages.get(compare).content.decode()
    for words in ("Lead Member for Communities", "Deputy Leader", "Leader", "When it was proposed"):
        assert words in shown
    assert 'value="approve"' not in shown


@pytest.mark.parametrize("number", ["0", "9" * 30, "x", "1%00"])
def test_odd_numbers_are_not_found(admin_pages, number):
    assert admin_pages.get(f"{LIST}{number}/change/").status_code in (400, 404)
    assert admin_pages.post(f"{LIST}{number}/decide/").status_code in (400, 404)


@pytest.mark.parametrize(
    "form", [{"verb": "delete"}, {"verb": "approve", "seen": "\0"}, {"verb": "approve", "seen": "x" * 999}]
)
def test_odd_forms_are_answered(admin_pages, proposal, form):
    assert admin_pages.post(f"{LIST}{proposal.pk}/decide/", form).status_code in (200, 403)
    assert Proposal.objects.get().state == "waiting"


@pytest.mark.feature("ST1")
def test_the_first_page_says_what_waits(admin_pages, proposal, compare, council_a):
    long_ago = timezone.localdate() - datetime.timedelta(days=100)
    factories.AskingFactory(council=council_a, reason="stale", step=3, asked_on=long_ago)
    for step in (1, 2):
        earlier = long_ago - datetime.timedelta(days=30 * (3 - step))
        factories.AskingFactory(council=council_a, reason="stale", step=step, asked_on=earlier)
    shown = admin_pages.get("/admin/").content.decode()
    assert "Proposed changes" in shown
    assert compare in shown
    assert "Not confirmed for a year" in shown
    assert "Three messages had no answer" in shown
