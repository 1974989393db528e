"""An invitation from the lead to the newcomer's first part, by keyboard; and every page of the team."""

import re

import pytest
from post_office.models import Email

from accounts.models import User
from assessments.actions import add_document, retire_document
from assessments.workflow import State
from councils.models import CouncilRole, Invitation
from tests import factories
from tests.browser.site import NARROW, PHONE, WIDE, check_all
from tests.browser.test_assessment import choose, follow

NEW = "new.naylor@example.org"


@pytest.fixture
def assessment(council_a, lead, signer):
    return factories.AssessmentFactory(council=council_a, state=State.IN_PROGRESS, said={})


def lead_invites(site, path):
    page = site.open(path)
    follow(site, "Your team: who is in it")
    follow(site, "Invite a colleague")
    site.tab_to("Their email address")
    page.keyboard.type(NEW)
    site.tab_to("Their name")
    page.keyboard.type("New Naylor")
    site.tab_to("Contributor")
    choose(site, "Contributor")
    site.tab_to("1.")
    site.press("Enter")
    site.tab_to("1b:")
    site.press("Space")
    site.tab_to("Message to them")
    page.keyboard.type("Can you answer 1b, please?")
    follow(site, "Send the invitation")
    assert "New Naylor" in page.locator("main").inner_text()
    assert site.problems() == []


def newcomer_accepts(site, link):
    page = site.open(link)
    assert site.problems() == []
    follow(site, "Accept")
    assert page.locator("h1").inner_text() == "Enter your code"
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", Email.objects.filter(to=[NEW]).latest("pk").email_message().body)[
        0
    ]
    site.tab_to("Code from the email")
    page.keyboard.type(code)
    follow(site, "Sign in")
    assert "Can you answer 1b, please?" in page.locator("[aria-labelledby=message]").inner_text()
    assert "We do 1b well." in page.locator("[aria-labelledby=your-parts]").inner_text()
    assert site.problems() == []


@pytest.mark.feature("OF3")
def test_from_the_invitation_to_the_first_part_by_keyboard(site, assessment, lead, settings):
    settings.EMAIL_BACKEND = "post_office.EmailBackend"
    path = assessment.get_absolute_url()
    lead_invites(site.as_(lead), path)
    body = Email.objects.get(to=[NEW]).prepare_email_message().body
    link = re.search(r"http\S+(/assessments/invitation/\S+)", body)[1]

    newcomer_accepts(site.as_(), link)

    assert User.objects.get(email=NEW).council_roles.get().kind == "contributor"
    follow(site, assessment.assignments.get().statement.text)
    assert site.page.url.endswith(f"{path}1b/")


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("width", [WIDE, PHONE, NARROW])
def test_every_page_of_the_team_is_accessible_and_fits(site, assessment, lead, contributor, signer, width):
    council = assessment.council
    numbers = factories.team_numbers(
        council, {"lead": lead, "signer": signer, "contributor": contributor}, "Hello."
    )
    factories.CouncilRoleFactory(council=council, ends_on="2025-03-31")
    own = lead.council_roles.get().pk
    role, invitation = f"roles/{numbers['role']}/", f"invitations/{numbers['invitation']}/"
    parts = ["", "invite/", "stand-in/", role, *(f"{role}{verb}/" for verb in ("change", "end", "parts"))]
    parts += [
        f"{invitation}again/",
        f"{invitation}take-back/",
        f"roles/{numbers['stand_in']}/back/",
        f"roles/{own}/",
    ]
    check_all(site.as_(lead, width=width), [f"/assessments/{council.slug}/team/{part}" for part in parts])


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_of_the_documents_is_accessible_and_fits(site, assessment, lead, width):
    council = assessment.council
    document = add_document(council=council, by=lead, title="Report", link="https://example.org/report")
    put_away = add_document(council=council, by=lead, title="Minutes", held_by="Clerk")
    retire_document(document=put_away, by=lead)
    parts = ["", "add/", f"{document.pk}/", f"{put_away.pk}/"]
    check_all(site.as_(lead, width=width), [f"/assessments/{council.slug}/evidence/{part}" for part in parts])


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_page_of_a_link_is_accessible_for_everybody(site, council_a, nobody, lead, width):
    new = factories.InvitationFactory(council=council_a, invited_by=lead)
    mine = factories.InvitationFactory(council=council_a, invited_by=lead, email=nobody.email, note="Hello.")
    for person in (None, nobody):
        check_all(
            site.as_(person, width=width), [f"/assessments/invitation/{one.token}/" for one in (new, mine)]
        )
    Invitation.objects.update(generation=2)
    site.open(f"/assessments/invitation/{new.token}/", status=410)
    assert site.problems() == []
    site.as_(lead, width=width).open(f"/assessments/{council_a.slug}/team/invite/")
    site.page.get_by_role("button", name="Send the invitation").click()
    site.page.get_by_role("heading", name="There is a problem").wait_for()
    assert site.problems() == []


@pytest.mark.feature("OF48")
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_changing_between_councils_by_keyboard(site, lead, council_a, council_b, width):
    factories.CouncilRoleFactory(user=lead, council=council_b, kind=CouncilRole.Kind.VIEWER)
    page = site.as_(lead, width=width).open(f"/assessments/{council_a.slug}/team/")
    site.tab_to("Ambleford Metropolitan Borough Council")
    site.press("Enter")
    assert site.problems() == []
    follow(site, "Brackwell Metropolitan Borough Council")
    assert page.url.endswith("/assessments/brackwell/")
