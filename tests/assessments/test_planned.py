"""Who sees which part of the priorities: what was signed, cut down to what is shared."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions
from assessments.accepted import preview_result, public_results, standing_results
from assessments.models import Audience, Item, Snapshot
from assessments.whole import signed_plans
from assessments.workflow import State
from tests.factories import PauseFactory
from tests.factories.assessments import walk
from tests.factories.plans import choose, plan

NOTHING = dict.fromkeys(((item, "") for item in Item.values), Audience.US)


@pytest.fixture
def walked(at_state, lead):
    """Return a function that plans two priorities, shares them and walks to a state."""

    def to(state=State.COMPLETE, **shares):
        chosen = NOTHING | {(item, ""): audience for item, audience in shares.items()}
        assessment = at_state(State.IN_PROGRESS, choices=chosen)
        first = choose(assessment, "4a", lead, words="Money before crisis.").row
        plan(first, lead, help_needed="A council to talk to.")
        choose(assessment, "1a", lead, no_action="We wait for the new council.")
        walk(assessment, state)
        return assessment

    return to


@pytest.mark.feature("OF27")
def test_they_are_part_of_what_is_signed(walked):
    snapshot = walked(State.SUBMITTED).snapshots.get()

    assert snapshot.data["format"] == 2
    first, second = snapshot.data["priorities"]
    assert (first["key"], first["aim"], first["actions"][0]["owner_role"]) == (
        "4a",
        4,
        "Head of Commissioning",
    )
    assert (second["key"], second["no_action"]) == ("1a", "We wait for the new council.")
    assert snapshot.is_intact


def test_a_version_signed_before_there_were_any_still_reads(walked, council_a):
    snapshot = walked(plans=Audience.PUBLIC).snapshots.get()
    data = snapshot.data
    del data["priorities"]
    Snapshot._base_manager.filter(pk=snapshot.pk).update(content=Snapshot.canonical({**data, "format": 1}))

    (result,) = public_results(council_a)
    assert result.priorities == ()
    assert signed_plans(Snapshot.objects.get()) == ()


@pytest.mark.feature("OF29")
@pytest.mark.parametrize("audience", Audience)
def test_each_audience_sees_them_from_its_own_choice_up(walked, council_a, audience):
    walked(plans=audience)

    seen = {reader: bool(standing_results(council_a, reader)[0].priorities) for reader in Audience}

    assert seen == {reader: reader <= audience for reader in Audience}


@pytest.mark.parametrize("levels", [Audience.US, Audience.PUBLIC])
def test_an_aim_is_a_level_and_goes_no_further_than_levels_do(walked, council_a, levels):
    walked(plans=Audience.PUBLIC, levels=levels)

    aims = [one.aim for one in public_results(council_a)[0].priorities]

    assert aims == (["How we work", "How we work"] if levels == Audience.PUBLIC else ["", ""])


@pytest.mark.feature("OF29")
def test_the_preview_is_what_the_council_page_shows(walked, council_a, lead, reviewer, sign_in, client):
    assessment = walked(State.SUBMITTED, plans=Audience.PUBLIC)
    preview = sign_in(lead).get(f"{assessment.get_absolute_url()}preview/").content.decode()
    before = preview_result(assessment).priorities

    actions.perform(assessment, "accept", by=reviewer)

    assert public_results(council_a)[0].priorities == before
    page = client.get(council_a.get_absolute_url()).content.decode()
    for words in ("Money before crisis.", "Head of Commissioning", "31 March 2040", "A council to talk to."):
        assert words in preview
        assert words in page


def test_what_is_not_public_is_on_no_public_page(walked, council_a, client):
    walked(plans=Audience.NETWORK)

    page = client.get(council_a.get_absolute_url()).content.decode()
    data = client.get(f"/councils/{council_a.slug}.json").json()
    assert "Money before crisis." not in page
    assert data["self_assessments"][0]["priorities"] is None
    assert "The council has not shared its priorities publicly." in page


def test_edge_21_what_is_shared_waits_for_the_end_of_a_pause(walked, council_a, lead, signer):
    """Nothing new of the council becomes public while it is in a pre-election pause."""
    assessment = walked(plans=Audience.NETWORK)
    today = timezone.localdate()
    PauseFactory(councils=[council_a], starts_on=today, ends_on=today)

    with pytest.raises(PermissionDenied):
        actions.share(assessment=assessment, choices=NOTHING | {("plans", ""): Audience.PUBLIC}, by=signer)
    assert not public_results(council_a)[0].priorities
