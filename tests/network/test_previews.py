"""A council's page as each audience would see it, for reviewers alone."""

import pytest

from assessments.models import Audience, Item
from assessments.workflow import State
from principles.models import Level
from tests.factories import AssessmentFactory, CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db
BASIS = "Ambleford asks every hub each spring."


@pytest.fixture
def submitted(db):
    """A signed self-assessment that waits to be read: levels for the network, texts for nobody else."""
    council = MembershipFactory(council=CouncilFactory(name="Ambleford")).council
    answer = {"kind": "level", "level": Level.REGULAR_USE, "basis": BASIS}
    AssessmentFactory(
        council=council,
        state=State.SUBMITTED,
        said={"1a": answer},
        choices={(Item.LEVELS, ""): Audience.NETWORK},
    )
    return council


@pytest.mark.feature("ST26")
@pytest.mark.parametrize(
    ("audience", "levels", "texts"),
    [("public", False, False), ("network", True, False), ("council", True, True)],
)
def test_each_audience_sees_its_share_and_no_more(submitted, sign_in, reviewer, audience, levels, texts):
    page = sign_in(reviewer).get(f"/councils/ambleford/as-{audience}/").content.decode()
    assert "Preview for staff" in page
    assert ("In regular use" in page) == levels
    assert (BASIS in page) == texts


def test_nothing_of_it_is_on_the_public_page_yet(submitted, client):
    page = client.get("/councils/ambleford/").content.decode()
    assert "Preview for staff" not in page
    assert "Self-assessed by" not in page


def test_curators_and_strangers_are_told_there_is_no_such_page(submitted, client, sign_in, curator):
    assert sign_in(curator).get("/councils/ambleford/as-council/").status_code == 404
    assert client.get("/councils/ambleford/as-council/").status_code == 302


def test_the_review_page_leads_there(submitted, sign_in, reviewer):
    assessment = submitted.assessments.get()
    page = sign_in(reviewer).get(f"/admin/assessments/assessment/{assessment.pk}/change/").content.decode()
    assert 'href="/councils/ambleford/as-network/"' in page
