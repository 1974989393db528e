"""A council's own entry: what its people see, the form for changes, and “something has changed”."""

import html
import re

import pytest
from lxml import html as markup

from councils.models import Asking, Champion, Council
from records.models import Confirmation, Proposal
from tests import factories

pytestmark = pytest.mark.django_db
ENTRY, CHANGE, BACK = "/entry/ambleford/", "/entry/ambleford/change/", "/entry/ambleford/take-back/"


@pytest.fixture
def member(council_a):
    membership = factories.MembershipFactory(council=council_a)
    factories.EndorsementFactory(membership=membership)
    factories.ChampionFactory(council=council_a, person=factories.PublicNameFactory(name="Cllr Sam Example"))
    return membership


@pytest.fixture
def browser(member, lead, sign_in):
    return sign_in(lead)


def filled(browser, address, data=None, **answers):
    """Open the form, change what is told, and send it."""
    page = browser.post(address, data) if data else browser.get(address)
    (form,) = [form for form in markup.fromstring(page.content.decode()).forms if "opened" in form.fields]
    values = {**dict(form.form_values()), "send": "1", **answers}
    return browser.post(address, values)


def words(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.mark.feature("ST3")
def test_a_lead_proposes_and_sees_where_it_stands(browser, council_a, client):
    before = client.get(council_a.get_absolute_url()).content
    answer = filled(browser, CHANGE, councillor_role="Leader", note="Since May.")
    assert (answer.status_code, answer.url) == (302, ENTRY)
    assert Proposal.objects.get().values == {"councillor_role": "Leader"}
    page = words(browser.get(ENTRY))
    assert "A change waits for Locality" in page
    assert "Public now: Lead Member for Communities Proposed: Leader" in page
    assert client.get(council_a.get_absolute_url()).content == before


def test_colleagues_read_and_do_not_change(member, viewer, sign_in):
    page = sign_in(viewer).get(ENTRY).content.decode()
    assert "Only your council&#x27;s lead officers" in page
    assert 'name="right"' not in page


def test_signed_in_leads_confirm_here_as_well(browser, lead):
    found = re.findall(r'name="right" value="([^"]+)"', browser.get(ENTRY).content.decode())
    assert len(found) == 3
    assert browser.post(ENTRY, {"right": found}).status_code == 302
    kept = Confirmation.objects.get()
    assert (kept.by, kept.request, len(kept.facts)) == (lead, "Signed in", 3)
    assert browser.post(ENTRY).status_code == 200
    assert Confirmation.objects.count() == 1


def test_a_form_sent_as_it_was_is_asked_about(browser):
    answer = filled(browser, CHANGE)
    assert answer.status_code == 200
    assert "Nothing differs from what the page says today." in words(answer)
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ({"councillor_role": ""}, "Enter the post"),
        ({"councillor_state": "appointing"}, "Choose “In post”"),
        ({"councillor_name": "Cllr Ali Example"}, "Enter the first day of the change"),
        ({"conversation": "held"}, "Enter the day it was held"),
        ({"held_on": "3 March 2026"}, "Choose “Held”"),
        ({"conversation": "held", "held_on": "soon"}, "Enter a day, such as"),
        ({"website": "javascript:alert(1)"}, "Enter a link that begins with"),
        ({"link": "ftp://ambleford.example/"}, "Enter a link that begins with"),
        ({"statement": "word " * 121}, "Use 120 or fewer"),
        ({"officer_state": "in-cabinet"}, "is not one of the available choices"),
    ],
)
def test_mistakes_are_named_and_nothing_typed_is_lost(browser, answers, complaint):
    answer = filled(browser, CHANGE, note="Typed with care.", **answers)
    assert answer.status_code == 200
    assert complaint in words(answer)
    assert "Typed with care." in words(answer)
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(
    "data",
    [
        {"statement": "\0\ud800x"},
        {"statement": "<script>alert(1)</script>", "website": "https://ambleford.example/<b>"},
        {"opened": "forged", "statement": "x"},
        {"opened": "\0", "statement": "x"},
        {"changed_on": "9" * 30, "held_on": "0000-00-00"},
        {"councillor_state": "9" * 300, "officer_role": "x" * 10_000},
        {"link": "https://" + "a" * 600},
        {},
    ],
)
def test_hostile_forms_are_answered(browser, data):
    encoded = {key: value.encode("utf-8", "surrogatepass") for key, value in data.items()}
    assert browser.post(CHANGE, encoded).status_code in (200, 302, 400)
    assert b"<script>alert" not in browser.get(ENTRY).content
    assert browser.get(CHANGE).status_code == 200


def test_what_staff_changed_meanwhile_is_not_taken_back(browser, council_a):
    page = browser.get(CHANGE)
    (form,) = [form for form in markup.fromstring(page.content.decode()).forms if "opened" in form.fields]
    Champion.objects.update(role="Leader")
    values = {**dict(form.form_values()), "statement": "We ask first."}

    answer = browser.post(CHANGE, values)
    assert "The page has changed since you opened it: Champion councillor: post." in words(answer)
    assert "We ask first." in words(answer)
    (form,) = [form for form in markup.fromstring(answer.content.decode()).forms if "opened" in form.fields]
    assert browser.post(CHANGE, dict(form.form_values())).status_code == 302
    assert Proposal.objects.get().values == {"statement": "We ask first."}


def test_it_can_be_taken_back(browser, council_a, lead):
    factories.proposal_of(council_a, lead)
    assert browser.get(BACK).status_code == 405
    assert browser.post(BACK).status_code == 302
    assert Proposal.objects.get().state == "withdrawn"
    assert "taken back" in words(browser.get(ENTRY))
    assert browser.post(BACK).status_code == 404


def test_a_council_that_is_no_member_has_nothing_to_keep(lead, sign_in):
    page = words(sign_in(lead).get(ENTRY))
    assert "is not a member today" in page
    assert sign_in(lead).get(CHANGE).status_code == 403


def test_a_person_of_several_councils_chooses(browser, lead, council_b):
    assert browser.get("/entry/").url == ENTRY
    factories.CouncilRoleFactory(user=lead, council=council_b)
    page = browser.get("/entry/").content.decode()
    assert ENTRY in page
    assert "/entry/brackwell/" in page


# --- “Something has changed”, from the link in the message ------------------------------


@pytest.fixture
def address(member, lead):
    return factories.still_right_path(factories.AskingFactory(council=member.council), lead)


@pytest.fixture
def ticks(address, client):
    return re.findall(r'name="right" value="([^"]+)"', client.get(address).content.decode())


@pytest.mark.feature("OF46")
def test_ticks_come_along_and_one_button_keeps_both(client, address, ticks, lead):
    changed = f"{address}changed/"
    answer = filled(client, changed, {"right": ticks[:1]}, councillor_role="Leader", right=ticks[:1])
    assert (answer.status_code, answer.url) == (302, address)

    assert Confirmation.objects.get().facts == ["Member of the network since March 2020"]
    proposal = Proposal.objects.get()
    assert (proposal.values, proposal.by) == ({"councillor_role": "Leader"}, lead)
    assert proposal.role == "Lead officer, Ambleford Metropolitan Borough Council"
    assert "waits for Locality" in words(client.get(address))


@pytest.mark.feature("OF46")
def test_arriving_changes_nothing_and_a_mistake_loses_no_tick(client, address, ticks):
    changed = f"{address}changed/"
    first = client.post(changed, {"right": ticks[1:]})
    wrong = filled(client, changed, {"right": ticks[1:]}, councillor_role="", right=ticks[1:])
    for page in (first, wrong):
        hidden = re.findall(r'type="hidden" name="right" value="([^"]+)"', page.content.decode())
        assert hidden == ticks[1:]
    assert client.get(changed).status_code == client.head(changed).status_code == 200
    assert Confirmation.objects.count() == Proposal.objects.count() == 0


def test_a_fact_that_is_to_change_is_not_confirmed_even_if_ticked(client, address, ticks):
    filled(client, f"{address}changed/", {"right": ticks}, councillor_role="Leader", right=ticks)
    assert Champion.objects.get().confirmed_on is None
    assert len(Confirmation.objects.get().facts) == 2


def test_both_are_kept_or_neither(client, address, ticks):
    answer = filled(client, f"{address}changed/", {"right": ticks}, right=ticks)
    assert "Nothing differs" in words(answer)
    assert Confirmation.objects.count() == Proposal.objects.count() == 0


def test_a_link_that_ended_proposes_nothing(client, address, ticks):
    Asking.objects.update(generation=9)
    answer = client.post(f"{address}changed/", {"send": "1", "statement": "x", "right": ticks})
    assert answer.status_code == 410
    assert Proposal.objects.count() == 0
    assert Council.objects.get(slug="ambleford").statement == ""
