"""The link of a “Is this still right?” message, and what it confirms."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from councils import asked
from councils.actions import confirm_still_right, facts_of
from councils.models import Asking, Champion, CouncilRole
from records.models import Confirmation
from tests import factories
from tests.together import at_once


def token(asking, person):
    return factories.still_right_path(asking, person).split("/")[2]


@pytest.fixture
def asking(council_a, lead):
    """Council A, a member with an endorsement and a champion, was asked today."""
    membership = factories.MembershipFactory(council=council_a)
    factories.EndorsementFactory(membership=membership)
    factories.ChampionFactory(council=council_a)
    return factories.AskingFactory(council=council_a)


@pytest.fixture
def link(asking, lead):
    return asked.read(token(asking, lead))


def confirm_all(link, but=()):
    seen = {key: row.version for key, row in facts_of(link.council).items() if key not in but}
    words = {key: f"Words of {key}" for key in facts_of(link.council)}
    return confirm_still_right(link=link, seen=seen, words=words, by=link.role.user)


# --- The link -------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.feature("OF46")
def test_a_link_works_for_its_council_and_person(link, council_a, lead):
    assert (link.works, link.council, link.role.user) == (True, council_a, lead)


@pytest.mark.django_db
@pytest.mark.feature("OF46")
def test_a_link_ends_after_ninety_days(asking, lead):
    for days, works in ((89, True), (90, False), (400, False)):
        Asking.objects.update(asked_on=timezone.localdate() - datetime.timedelta(days=days))
        assert asked.read(token(asking, lead)).works is works


@pytest.mark.django_db
@pytest.mark.feature("OF46")
def test_a_newer_request_ends_the_links_before_it(asking, lead):
    before = token(asking, lead)
    Asking.objects.update(generation=2)
    assert not asked.read(before).works

    Asking.objects.update(generation=1, asked_on=timezone.localdate() - datetime.timedelta(days=1))
    assert asked.read(before).works
    newer = factories.AskingFactory(council=asking.council)
    assert not asked.read(before).works
    assert asked.read(token(newer, lead)).works


@pytest.mark.django_db
@pytest.mark.feature("OF46")
@pytest.mark.parametrize(
    "change",
    [
        {"ends_on": datetime.date(2025, 1, 1)},
        {"kind": CouncilRole.Kind.VIEWER},
    ],
)
def test_a_link_ends_with_the_role(asking, lead, change):
    key = token(asking, lead)
    CouncilRole.objects.filter(user=lead).update(**change)
    assert not asked.read(key).works


@pytest.mark.django_db
def test_a_link_ends_with_the_account_and_with_the_membership(asking, lead):
    key = token(asking, lead)
    lead.is_active = False
    lead.save()
    assert not asked.read(key).works

    lead.is_active = True
    lead.save()
    asking.council.memberships.update(ended_on=timezone.localdate())
    assert not asked.read(key).works


@pytest.mark.django_db
@pytest.mark.feature("OF46")
def test_no_token_but_ours_is_read(asking, lead, council_b, other_lead):
    """Neither forged ones nor ones whose parts were exchanged."""
    good = token(asking, lead)
    numbers, _, signature = good.partition(".")
    of_other = CouncilRole.objects.get(user=other_lead)
    other = asked.path_of(asking.pk, 1, of_other.pk).split("/")[2]
    forged = [
        f"{numbers}.{signature[:-1]}x",
        f"{numbers.replace('-1-', '-2-')}.{signature}",
        f"{other.partition('.')[0]}.{signature}",
        numbers,
        ".",
        "1-1",
        "9" * 30,
        asked._SIGNER.sign("x-y-z"),
        asked._SIGNER.sign("1-1"),
        asked._SIGNER.sign(f"{'9' * 30}-1-1"),
        # Signed by us, and yet the role is on another council.
        other,
    ]
    assert [asked.read(key) for key in forged] == [None] * len(forged)


@pytest.mark.django_db
def test_a_link_leads_on_to_the_persons_other_councils_only(link, lead, council_b, other_lead):
    factories.MembershipFactory(council=council_b)
    factories.AskingFactory(council=council_b)
    assert link.others == []

    factories.CouncilRoleFactory(council=council_b, user=lead)
    ((council, path),) = link.others
    assert council == council_b
    assert asked.read(path.split("/")[2]).works


# --- What it confirms -----------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.feature("OF46")
def test_each_fact_gets_day_role_and_history_and_the_answer_is_kept(link, lead):
    confirm_all(link)
    role = f"Lead officer, {link.council.official_name}"
    for fact in facts_of(link.council).values():
        assert (fact.confirmed_on, fact.confirmed_by_role) == (timezone.localdate(), role)
        assert fact.history.first().history_user == lead

    kept = Confirmation.objects.get()
    assert (kept.by, kept.role, kept.about) == (lead, role, link.council.get_absolute_url())
    assert len(kept.facts) == 3
    assert kept.left_out == []
    assert f"Message {link.asking.pk} of" in kept.request
    assert Asking.objects.get().answered_at is not None


@pytest.mark.django_db
@pytest.mark.feature("OF46")
def test_what_is_left_out_stays_as_it_was(link):
    champion = Champion.objects.get()
    confirm_all(link, but={f"champion-{champion.pk}"})

    champion.refresh_from_db()
    assert champion.confirmed_on is None
    assert Confirmation.objects.get().left_out == [f"Words of champion-{champion.pk}"]


@pytest.mark.django_db
def test_the_same_again_changes_nothing(link):
    confirm_all(link)
    before = [fact.history.count() for fact in facts_of(link.council).values()]
    confirm_all(link)
    assert [fact.history.count() for fact in facts_of(link.council).values()] == before
    assert Confirmation.objects.count() == 1


@pytest.mark.django_db
def test_a_fact_that_changed_since_it_was_shown_is_not_confirmed(link):
    seen = {key: row.version for key, row in facts_of(link.council).items()}
    champion = Champion.objects.get()
    champion.role = "Leader"
    champion.save()

    done = confirm_still_right(link=link, seen=seen, words={}, by=link.role.user)
    assert f"champion-{champion.pk}" not in done
    champion.refresh_from_db()
    assert champion.confirmed_on is None


@pytest.mark.django_db
def test_facts_of_another_council_cannot_be_confirmed(link, council_b):
    other = factories.MembershipFactory(council=council_b)
    assert (
        confirm_still_right(
            link=link, seen={f"membership-{other.pk}": other.version}, words={}, by=link.role.user
        )
        == []
    )
    other.refresh_from_db()
    assert other.confirmed_on is None
    assert Confirmation.objects.count() == 0


@pytest.mark.django_db
def test_a_link_that_ended_meanwhile_confirms_nothing(link):
    factories.AskingFactory(council=link.council, asked_on=timezone.localdate() + datetime.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        confirm_all(link)
    assert Confirmation.objects.count() == 0


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_eight_answers_at_once_are_one(link):
    results = at_once([lambda: confirm_all(link)] * 8)

    assert [len(one) for one in results] == [3] * 8
    assert Confirmation.objects.count() == 1
    assert [fact.history.filter(history_type="~").count() for fact in facts_of(link.council).values()] == [
        1
    ] * 3
