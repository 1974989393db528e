"""What curators do: every consequence, its history and its author."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from councils.actions import (
    ChampionFacts,
    InPost,
    MembershipFacts,
    admit,
    amend,
    champion_now,
    confirm_memberships,
    end_memberships,
)
from councils.models import Champion, Membership
from records.models import PublicName, RegisterVersion
from tests import factories

DAY = datetime.date(2026, 3, 3)


def facts(**changes):
    values = {
        "joined_on": DAY,
        "route": "cabinet",
        "decided_on": datetime.date(2026, 2, 11),
        "link": "https://example.org/decision",
        "councillor": ChampionFacts(InPost.IN_CABINET, "Lead Member for Communities", "Cllr Sam Example"),
        "officer": ChampionFacts(InPost.APPOINTING),
        "conversation": "planned",
        "planned_for": "spring 2027",
        "source": None,
    }
    return MembershipFacts(**{**values, **changes})


@pytest.fixture
def source(db):
    return factories.SourceFactory()


@pytest.fixture
def membership(council_a, curator, source):
    return admit(council=council_a, facts=facts(source=source), by=curator)


def test_admitting_records_every_promise_with_one_source_and_its_author(
    membership, council_a, curator, source
):
    councillor, officer = (champion_now(council_a, slot) for slot in Champion.Slot)
    rows = [membership, membership.endorsement, councillor, officer, membership.conversations.get()]

    assert [row.source for row in rows] == [source] * 5
    assert {row.confirmed_on for row in rows} == {timezone.localdate()}
    assert {row.history.get().history_user for row in rows} == {curator}
    assert (councillor.in_cabinet, councillor.person.name) == (True, "Cllr Sam Example")
    assert (officer.being_appointed, officer.role) == (True, "")
    assert membership.endorsement.route == "cabinet"


def test_a_member_is_not_admitted_twice(membership, council_a, curator):
    with pytest.raises(ValidationError, match="is a member already"):
        admit(council=council_a, facts=facts(), by=curator)

    assert Membership.objects.count() == 1


def test_a_refused_admission_leaves_nothing_behind(council_a, curator):
    broken = ChampionFacts(InPost.IN_POST, role="")  # the database refuses a champion without a post

    with pytest.raises(Exception, match="champion_has_a_role"):
        admit(council=council_a, facts=facts(officer=broken), by=curator)

    assert not Membership.objects.exists()
    assert not PublicName.objects.exists()


def test_saving_without_a_change_writes_nothing(membership, curator):
    before = RegisterVersion.current().number

    amend(membership=membership, facts=facts(), by=curator)

    assert RegisterVersion.current().number == before
    assert membership.history.count() == 1


def test_a_source_fills_only_what_has_none(membership, curator, source):
    other = factories.SourceFactory()
    membership.endorsement.source = None
    membership.endorsement.save()

    amend(membership=Membership.objects.get(), facts=facts(source=other), by=curator)

    fresh = Membership.objects.get()
    assert (fresh.source, fresh.endorsement.source) == (source, other)


@pytest.mark.feature("PU12")
def test_a_change_of_champion_keeps_the_one_before(membership, council_a, curator):
    new = ChampionFacts(InPost.IN_POST, "Lead Member for Place", "Cllr Alex Example")
    day = datetime.date(2026, 5, 20)

    amend(membership=membership, facts=facts(councillor=new), champions_changed_on=day, by=curator)

    before = Champion.objects.get(slot="councillor", to_on__isnull=False)
    now = champion_now(council_a, "councillor")
    assert (before.to_on, before.person.name) == (day, "Cllr Sam Example")
    assert (now.from_on, now.to_on, now.person.name) == (day, None, "Cllr Alex Example")
    assert champion_now(council_a, "officer").being_appointed


def test_a_correction_changes_the_row_and_its_history(membership, council_a, curator):
    corrected = ChampionFacts(InPost.IN_CABINET, "Lead Member for Resources", "Cllr Sam Example")

    amend(membership=membership, facts=facts(councillor=corrected), by=curator)

    champion = champion_now(council_a, "councillor")
    assert champion.role == "Lead Member for Resources"
    assert [row.role for row in champion.history.all()] == [
        "Lead Member for Resources",
        "Lead Member for Communities",
    ]
    assert PublicName.objects.count() == 1


def test_filling_a_vacancy_does_not_date_the_champion_from_it(membership, council_a, curator):
    vacancy = champion_now(council_a, "officer")
    vacancy.from_on = datetime.date(2026, 1, 1)
    vacancy.save()
    found = ChampionFacts(InPost.IN_POST, "Director of Public Health")

    amend(membership=membership, facts=facts(officer=found), by=curator)

    champion = champion_now(council_a, "officer")
    assert (champion.pk, champion.role, champion.from_on) == (vacancy.pk, "Director of Public Health", None)


def test_a_name_taken_down_stays_down(membership, council_a, curator):
    PublicName.objects.update(name="", removed_on=DAY)
    nameless = ChampionFacts(InPost.IN_CABINET, "Lead Member for Resources", "")

    amend(membership=membership, facts=facts(councillor=nameless), by=curator)

    assert str(champion_now(council_a, "councillor").person) == "Name removed on request"


def test_a_council_that_comes_back_starts_with_new_champions(membership, council_a, curator):
    end_memberships(memberships=[membership], on=datetime.date(2026, 6, 1), note="", by=curator)
    back = datetime.date(2026, 9, 1)

    admit(council=council_a, facts=facts(joined_on=back), by=curator)

    assert council_a.memberships.count() == 2
    assert set(Champion.objects.filter(to_on__isnull=False).values_list("to_on", flat=True)) == {back}


@pytest.mark.feature("ST9")
def test_ending_is_all_or_nothing(membership, council_b, curator):
    late = factories.MembershipFactory(council=council_b, joined_on=datetime.date(2026, 9, 1))

    with pytest.raises(ValidationError, match="Brackwell joined after that day"):
        end_memberships(
            memberships=[membership, late], on=datetime.date(2026, 6, 1), note="Left.", by=curator
        )

    assert not Membership.objects.filter(ended_on__isnull=False).exists()


@pytest.mark.feature("ST9")
def test_checking_reaches_every_fact_and_says_who(membership, curator):
    long_ago = datetime.date(2024, 1, 1)
    for row in (membership, membership.endorsement, *Champion.objects.all(), *membership.conversations.all()):
        row.confirmed_on = long_ago
        row.save()

    confirm_memberships(memberships=[Membership.objects.get()], by=curator)

    membership = Membership.objects.get()
    rows = [
        membership,
        membership.endorsement,
        *Champion.objects.all(),
        *membership.conversations.all(),
    ]
    assert {row.confirmed_on for row in rows} == {timezone.localdate()}
    assert {row.history.first().history_user for row in rows} == {curator}
