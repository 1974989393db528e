"""What the demonstration holds: every state, all made up, and the register as it was."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from accounts.models import User
from assessments.accepted import public_results
from assessments.models import Answer, Assessment, Carried, Cycle, Event, Kind
from assessments.workflow import MOVES, State
from councils.models import Champion, CommunityConversation, Council, Endorsement, Membership
from network import demo
from network.demo.people import CURATOR, REVIEWER
from network.demo.walks import WALKS
from practice.models import Quotation
from records.models import PublicName

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
FACTS = (Membership, Endorsement, Champion, CommunityConversation)
# One council in each of the ten states of a council's page, and words that tell the state.
PAGE_STATES = {
    "rutland": "Not recorded yet",
    "worcestershire": "Self-assessed by Worcestershire County Council",
    "kirklees": "Self-assessment signed off",
    "bradford": "Not confirmed since",
    "hackney": "is being appointed",
    "harrogate-until-2023": "Replaced",
    "north-yorkshire": "Took over from",
    "isles-of-scilly": "Left the network",
    "malvern-hills": "Worcestershire",
    "sheffield": "not a member",
}


def facts():
    return {(model.__name__, row["id"]): row for model in FACTS for row in model.objects.values()}


@pytest.fixture(scope="module")
def before(django_db_setup, django_db_blocker):
    """Make the demonstration once for this module, and give the register's facts from before."""
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True), transaction.atomic():
        call_command("import_register", stdout=StringIO())
        known = facts()
        call_command("make_demo", stdout=StringIO())
        yield known
        transaction.set_rollback(True)


def run_again():
    printed = StringIO()
    with override_settings(DEMONSTRATION=True):
        call_command("make_demo", stdout=printed)
    return printed.getvalue()


def test_every_state_is_reached(before):
    # The register is real, and no council of the demonstration has ended.
    expected = {*State.values} - {State.MERGED}
    assert set(Assessment.objects.values_list("state", flat=True)) == expected


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.slug)
def test_each_council_stands_where_its_moves_lead(before, walk):
    assessment = Assessment.objects.filter(council__slug=walk.slug).latest("cycle__opens_on")
    started = State.IN_PROGRESS if walk.answers else State.NOT_STARTED
    assert assessment.state == (MOVES[walk.moves[-1]].target if walk.moves else started)
    made = Event.objects.filter(assessment=assessment, move__in=MOVES).values_list("move", flat=True)
    assert tuple(made) == (("start",) if walk.answers else ()) + walk.moves


def test_every_kind_of_answer_is_there(before):
    assert set(Answer.objects.values_list("kind", flat=True)) == set(Kind.values)
    assert set(Answer.objects.exclude(level=None).values_list("level", flat=True)) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("slug", "principles"), [("worcestershire", 6), ("newcastle-upon-tyne", 2), ("kirklees", 0)]
)
def test_the_public_sees_what_each_council_shares(before, slug, principles):
    result, *_ = public_results(Council.objects.get(slug=slug))
    levels = [statements for _, statements in result.principles if any(one.label for one in statements)]
    assert len(levels) == principles


def test_last_year_can_be_seen(before):
    this_year, last_year = public_results(Council.objects.get(slug="worcestershire"))
    assert this_year.movement.since == last_year.cycle_title
    assert Carried.objects.filter(confirmed_at=None, answer__assessment__council__slug="york").exists()


def test_everybody_is_obviously_made_up(before):
    for person in User.objects.all():
        assert person.email.endswith("@example.org")
        assert person.name.startswith("Demo ")
    quoted = Quotation.objects.values("speaker")
    named = PublicName.objects.exclude(pk__in=quoted).values_list("name", flat=True)
    assert all("Demo" in name for name in named)
    texts = Answer.objects.exclude(basis="").values_list("basis", flat=True)
    assert all(text.startswith("Made up: ") for text in texts)
    assert all("demonstration" in title for title in Cycle.objects.values_list("title", flat=True))


def test_the_register_s_own_facts_are_as_they_were(before):
    after = facts()
    assert {key: after[key] for key in before} == before


def test_every_fact_that_was_added_names_the_demonstration(before):
    made_up = [row for key, row in facts().items() if key not in before]
    assert len(made_up) >= 10
    mark = demo.facts.Source.objects.get(key=demo.MARK)
    assert {row["source_id"] for row in made_up} == {mark.pk}


def test_a_second_time_changes_nothing_and_says_so(before):
    counted = [model.objects.count() for model in (User, Assessment, Answer, Event, *FACTS)]
    assert "here already" in run_again()
    assert counted == [model.objects.count() for model in (User, Assessment, Answer, Event, *FACTS)]


def test_it_says_how_to_sign_in_and_that_works(before):
    printed = run_again()
    assert demo.password() in printed
    for email in (REVIEWER, CURATOR, "lead.hackney@example.org", "signer.oldham@example.org"):
        assert email in printed
        assert Client().login(email=email, password=demo.password())


@pytest.mark.parametrize(("slug", "tells"), PAGE_STATES.items())
def test_every_state_of_a_council_s_page_can_be_seen(before, slug, tells, settings):
    settings.DEMONSTRATION = True
    page = Client().get(f"/councils/{slug}/").content.decode()
    assert tells in page
    assert "Demonstration" in page
