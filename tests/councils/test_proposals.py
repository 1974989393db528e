"""Changes to entries: proposed against what the page says, decided by staff, applied whole or not at all."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from post_office.models import Email

from councils.actions import approve, ask_for_changes, propose, reject, withdraw
from councils.actions.entry import differences, moved, read
from councils.actions.proposals import council_of, mark
from councils.models import Champion, CommunityConversation
from records.models import Proposal, RegisterVersion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(council_a, lead):
    membership = factories.MembershipFactory(council=council_a)
    factories.EndorsementFactory(membership=membership, link="")
    factories.ChampionFactory(council=council_a, person=factories.PublicNameFactory(name="Cllr Sam Example"))
    return membership


@pytest.fixture
def proposed(member, council_a, lead):
    """Another councillor, the link to the decision, and words of the council's own."""
    return factories.proposal_of(
        council_a,
        lead,
        councillor_role="Cabinet Member for Places",
        councillor_name="Cllr Ali Example",
        link="https://ambleford.example/minute",
        statement="We ask first.",
        changed_on=datetime.date(2026, 5, 20),
        source_link="https://ambleford.example/news",
    )


def seen(proposal):
    proposal = Proposal.objects.get(pk=proposal.pk)
    return mark(proposal, read(council_of(proposal)))


def stands(proposal):
    return Proposal.objects.get(pk=proposal.pk).state


# --- Proposing ------------------------------------------------------------------------


@pytest.mark.feature("ST3")
def test_a_proposal_changes_nothing_that_the_public_sees(proposed, council_a, client):
    withdraw(proposal=proposed, by=proposed.by)
    before, version = client.get(council_a.get_absolute_url()).content, RegisterVersion.current().number
    factories.proposal_of(council_a, statement="Other words.")
    assert client.get(council_a.get_absolute_url()).content == before
    assert RegisterVersion.current().number == version


def test_a_proposal_holds_what_differs_and_what_stands_beside_it(proposed):
    assert set(proposed.values) == {"councillor_role", "councillor_name", "link", "statement"}
    assert proposed.against["councillor_name"] == "Cllr Sam Example"
    assert proposed.against["councillor_state"] == "in-post"
    assert "officer_role" not in proposed.against


def test_nothing_new_is_no_proposal(member, council_a, lead):
    with pytest.raises(ValidationError, match="Nothing differs"):
        factories.proposal_of(council_a, lead, councillor_role="Lead Member for Communities")


def test_a_page_has_one_open_proposal(proposed, council_a, lead):
    again = factories.proposal_of(council_a, lead, statement="We ask twice.")
    assert (again.pk, again.version) == (proposed.pk, 2)
    assert set(again.values) == {"statement"}
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    "person", ["viewer", "contributor", "signer", "other_lead", "former_member", "reviewer"]
)
def test_only_leads_and_curators_propose(person, request, member, council_a):
    with pytest.raises(PermissionDenied):
        propose(
            council=council_a, values={"statement": "Mine."}, role="Me", by=request.getfixturevalue(person)
        )


# --- Deciding -------------------------------------------------------------------------


@pytest.mark.feature("ST4")
def test_approving_applies_everything_with_history_source_and_day(proposed, member, council_a, curator, lead):
    approve(proposal=proposed, seen=seen(proposed), by=curator)

    new, old = (Champion.objects.get(to_on__isnull=empty) for empty in (True, False))
    assert (new.role, new.person.name) == ("Cabinet Member for Places", "Cllr Ali Example")
    assert (new.from_on, old.to_on) == (datetime.date(2026, 5, 20), datetime.date(2026, 5, 20))
    assert (new.confirmed_on, new.source.url) == (timezone.localdate(), "https://ambleford.example/news")
    assert new.source.publisher == council_a.official_name
    assert new.history.first().history_user == curator
    assert new.history.first().history_change_reason == f"Proposed by {proposed.role}"
    member.endorsement.refresh_from_db()
    assert member.endorsement.link == "https://ambleford.example/minute"
    council_a.refresh_from_db()
    assert council_a.statement == "We ask first."
    assert council_a.statement_source == new.source
    assert stands(proposed) == "approved"
    (sent,) = Email.objects.all()
    assert sent.to == [lead.email]
    body = sent.prepare_email_message().body
    assert "has been approved" in body
    assert body.count("http") == 1


def test_what_is_not_proposed_keeps_its_source_and_day(proposed, member, curator):
    old = Champion.objects.get()
    officer = factories.ChampionFactory(council=member.council, slot="officer", source=None)
    approve(proposal=proposed, seen=seen(proposed), by=curator)
    officer.refresh_from_db()
    member.refresh_from_db()
    assert (officer.source, officer.confirmed_on, member.confirmed_on) == (None, None, None)
    assert Champion.objects.get(pk=old.pk).source == old.source


@pytest.mark.feature("ST2")
def test_nobody_approves_without_the_difference(proposed, curator, council_a):
    for mark_seen in ("", "x", seen(proposed)[:-1]):
        with pytest.raises(PermissionDenied):
            approve(proposal=proposed, seen=mark_seen, by=curator)
    before = seen(proposed)
    factories.proposal_of(council_a, statement="Something else entirely.")
    with pytest.raises(PermissionDenied):
        approve(proposal=proposed, seen=before, by=curator)
    council_a.refresh_from_db()
    assert council_a.statement == ""
    assert Email.objects.count() == 0


@pytest.mark.feature("ST2")
def test_a_page_that_changed_meanwhile_is_shown_three_times_and_not_overwritten(proposed, curator, council_a):
    Champion.objects.update(role="Leader")
    now = read(council_a)
    assert moved(proposed, now)
    (line,) = [line for line in differences(proposed, now) if line.label.endswith("post")]
    assert (line.before, line.now, line.after) == (
        "Lead Member for Communities",
        "Leader",
        "Cabinet Member for Places",
    )
    with pytest.raises(PermissionDenied):
        approve(proposal=proposed, seen=seen(proposed), by=curator)
    assert Champion.objects.get().role == "Leader"
    assert stands(proposed) == "waiting"


def test_a_change_elsewhere_on_the_page_is_no_hindrance(proposed, curator, council_a):
    factories.ChampionFactory(council=council_a, slot="officer")
    approve(proposal=proposed, seen=seen(proposed), by=curator)
    assert stands(proposed) == "approved"


@pytest.mark.feature("ST4")
@pytest.mark.parametrize(
    ("verb", "state", "words"),
    [(ask_for_changes, "asked", "has a question"), (reject, "rejected", "was not taken up")],
)
def test_an_answer_is_kept_and_mailed(verb, state, words, proposed, curator, lead, council_a):
    verb(proposal=proposed, seen=seen(proposed), message="Which minute says so?", by=curator)
    kept = Proposal.objects.get()
    assert (kept.state, kept.answer, kept.answered_by) == (state, "Which minute says so?", curator)
    (sent,) = Email.objects.all()
    body = sent.prepare_email_message().body
    assert words in body
    assert "Which minute says so?" in body
    council_a.refresh_from_db()
    assert council_a.statement == ""


def test_a_question_is_answered_by_sending_it_again(proposed, curator, council_a, lead):
    ask_for_changes(proposal=proposed, seen=seen(proposed), message="Which minute?", by=curator)
    again = factories.proposal_of(council_a, lead, link="https://ambleford.example/right-minute")
    assert (again.pk, again.state) == (proposed.pk, "waiting")
    approve(proposal=again, seen=seen(again), by=curator)
    assert stands(again) == "approved"


def test_what_is_decided_stays_decided(proposed, curator, lead):
    before = seen(proposed)
    reject(proposal=proposed, seen=before, message="No.", by=curator)
    for verb in (approve, reject, ask_for_changes):
        with pytest.raises(PermissionDenied):
            verb(proposal=Proposal.objects.get(), seen=seen(proposed), message="", by=curator)
    with pytest.raises(PermissionDenied):
        withdraw(proposal=Proposal.objects.get(), by=lead)


def test_pressing_approve_twice_applies_once(proposed, curator):
    before = seen(proposed)
    stale = Proposal.objects.get(pk=proposed.pk)
    approve(proposal=proposed, seen=before, by=curator)
    with pytest.raises(PermissionDenied):
        approve(proposal=stale, seen=before, by=curator)
    assert Champion.objects.count() == 2


@pytest.mark.parametrize("person", ["lead", "reviewer", "bare_staff", "other_lead"])
def test_only_curators_decide(person, request, proposed):
    with pytest.raises(PermissionDenied):
        approve(proposal=proposed, seen=seen(proposed), by=request.getfixturevalue(person))


def test_a_proposal_can_be_taken_back_by_the_councils_leads_only(proposed, lead, other_lead, viewer):
    for person in (other_lead, viewer):
        with pytest.raises(PermissionDenied):
            withdraw(proposal=proposed, by=person)
    withdraw(proposal=proposed, by=lead)
    assert stands(proposed) == "withdrawn"


def test_undoing_is_going_back_in_the_history(proposed, member, curator, sign_in):
    approve(proposal=proposed, seen=seen(proposed), by=curator)
    first = member.endorsement.history.last()
    page = f"/admin/councils/endorsement/{member.endorsement.pk}/history/{first.pk}/"
    assert sign_in(curator).get(page).status_code == 200


def test_a_plan_after_a_conversation_is_a_new_row(member, council_a, curator, lead):
    held = factories.CommunityConversationFactory(membership=member, who_took_part="Many")
    proposal = factories.proposal_of(
        council_a, lead, conversation="planned", held_on="", planned_for="spring 2027", who_took_part=""
    )
    approve(proposal=proposal, seen=seen(proposal), by=curator)
    held.refresh_from_db()
    assert held.who_took_part == "Many"
    assert CommunityConversation.objects.get(state="planned").planned_for == "spring 2027"
    assert read(council_a)["planned_for"] == "spring 2027"


def test_a_council_that_left_meanwhile_is_left_alone(proposed, member, curator):
    member.ended_on = timezone.localdate()
    member.save()
    with pytest.raises(PermissionDenied, match="no longer a member"):
        approve(proposal=proposed, seen=seen(proposed), by=curator)
