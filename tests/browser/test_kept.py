"""Keeping entries true by keyboard: from the link in the message, and a visitor's suggestion."""

import pytest
from django.core.cache import cache

from councils.models import Champion
from records.models import Confirmation, Proposal, Suggestion
from tests import factories
from tests.browser.site import NARROW, PHONE, WIDE, check_all

WIDTHS = pytest.mark.parametrize("width", [WIDE, PHONE, NARROW])


@pytest.fixture
def member(council_a):
    membership = factories.MembershipFactory(council=council_a)
    factories.EndorsementFactory(membership=membership)
    factories.ChampionFactory(council=council_a, person=factories.PublicNameFactory(name="Cllr Sam Example"))
    factories.CommunityConversationFactory(membership=membership, who_took_part="Two hubs")
    return membership


@pytest.fixture
def asked(member, lead):
    return factories.still_right_path(factories.AskingFactory(council=member.council), lead)


def follow(site, words):
    site.tab_to(words)
    with site.page.expect_navigation():
        site.page.keyboard.press("Enter")


@pytest.mark.feature("OF46")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_lead_says_what_is_right_and_what_has_changed(site, asked, width):
    """Without an account's session, without the mouse, and with the script that pages may have or not."""
    page = site.as_(width=width).open(asked)
    site.tab_to("Champion councillor")
    site.press("Space")
    follow(site, "Something has changed")
    site.tab_to("Councillor's post")
    page.keyboard.press("Control+A")
    page.keyboard.type("Leader")
    follow(site, "Send to Locality")
    assert "A change that was proposed" in page.locator("main").inner_text()
    assert "Thank you." in page.locator("main").inner_text()
    assert len(Confirmation.objects.get().facts) == 3
    assert Proposal.objects.get().values == {"councillor_role": "Leader"}
    assert Champion.objects.get().confirmed_on is None
    assert site.problems() == []


@pytest.mark.feature("OF46")
def test_everything_is_right_in_one_button_without_a_script(site, asked):
    page = site.as_(script=False, width=PHONE).open(asked)
    with page.expect_navigation():
        page.get_by_role("button", name="Confirm").press("Enter")
    assert len(Confirmation.objects.get().facts) == 4


@pytest.mark.feature("PU28")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_visitor_suggests_a_change(site, member, width):
    cache.clear()
    page = site.as_(width=width).open(member.council.get_absolute_url())
    follow(site, "Suggest a change")
    follow(site, "Send")
    assert site.focused().startswith("There is a problem")
    assert site.problems() == []
    site.tab_to("Something is wrong")
    site.press("ArrowDown")
    site.tab_to("What should we put right?")
    page.keyboard.type("The senior officer champion is missing.")
    follow(site, "Send")
    row = Suggestion.objects.get()
    assert (row.topic, row.text) == ("missing", "The senior officer champion is missing.")
    assert f"Your reference is {row.reference}" in page.locator("main").inner_text()
    assert site.problems() == []


@pytest.mark.feature("PU39")
@WIDTHS
def test_the_pages_behind_a_link_are_without_fault(site, asked, member, width):
    check_all(
        site.as_(width=width),
        [asked, f"{asked}changed/", f"/suggest/?about={member.council.get_absolute_url()}"],
    )
    member.council.askings.update(generation=2)
    site.open(asked, status=410)
    assert site.problems() == []


@pytest.mark.feature("PU39")
@WIDTHS
def test_the_pages_of_an_entry_are_without_fault(site, member, lead, viewer, width):
    pages = ["/entry/ambleford/", "/entry/ambleford/change/"]
    check_all(site.as_(lead, width=width), pages)
    factories.proposal_of(member.council, lead, note="Since May.", councillor_role="Leader")
    check_all(site.as_(lead, width=width), pages)
    check_all(site.as_(viewer, width=width), pages[:1])


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_pages_of_staff_are_without_fault(site, member, lead, superuser, width):
    proposal = factories.proposal_of(
        member.council, lead, councillor_role="Leader", statement="We ask first."
    )
    suggestion = factories.SuggestionFactory(replies=[{"on": "2026-05-04", "text": "Thank you."}])
    pages = [
        "/admin/records/proposal/",
        f"/admin/records/proposal/{proposal.pk}/change/",
        "/admin/records/suggestion/",
        f"/admin/records/suggestion/{suggestion.pk}/change/",
        "/admin/records/confirmation/",
    ]
    check_all(site.as_(superuser, width=width), pages)
    Champion.objects.update(role="Deputy Leader")
    check_all(site.as_(superuser, width=width), pages[1:2])
