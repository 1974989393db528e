"""Which councils are asked, when and why; the ladder of a council that does not answer."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from councils.actions import ask_due
from councils.due import Reason, standings
from councils.models import Asking, Champion, CouncilRole
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def noon(year, month, day):
    return datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _a_tuesday(time_machine):
    time_machine.move_to(noon(2027, 2, 2))


@pytest.fixture
def member(council_a, lead):
    """Council A with both champions, all checked a month ago; its lead's role began then as well."""
    checked = timezone.localdate() - 30 * DAY
    membership = factories.MembershipFactory(council=council_a, confirmed_on=checked)
    for slot in Champion.Slot:
        factories.ChampionFactory(council=council_a, slot=slot, confirmed_on=checked)
    CouncilRole.objects.filter(user=lead).update(starts_on=checked)
    return membership


def asked_on_each_day(time_machine, start, days):
    """Run the command every day, and return the day and reason of each asking."""
    for number in range(days):
        time_machine.move_to(datetime.datetime.combine(start + number * DAY, datetime.time(12), datetime.UTC))
        ask_due()
    return [(row.asked_on, row.reason, row.step) for row in Asking.objects.order_by("asked_on")]


@pytest.mark.feature("OF46")
def test_a_council_is_asked_every_three_months(member, time_machine):
    """First three months after its lead's role began; never at a weekend or on a bank holiday."""
    start = datetime.date(2027, 2, 2)
    found = asked_on_each_day(time_machine, start, 89)

    # 3 January and 91 days is 4 April, a Sunday. 26 March (Good Friday) and 29 March are holidays.
    assert found == [(datetime.date(2027, 4, 5), Reason.QUARTER, 0)]


@pytest.mark.feature("OF46")
def test_nobody_is_asked_on_a_day_off(member, time_machine):
    CouncilRole.objects.update(starts_on=datetime.date(2026, 1, 1))
    for day in (noon(2027, 3, 26), noon(2027, 3, 27), noon(2027, 3, 28), noon(2027, 3, 29)):
        time_machine.move_to(day)
        assert ask_due() == []

    time_machine.move_to(noon(2027, 3, 30))
    assert len(ask_due()) == 1


@pytest.mark.feature("ST18")
def test_three_messages_follow_when_nothing_is_confirmed_for_a_year(member, time_machine):
    """Twenty working days apart; then the ladder ends, and staff are told."""
    for row in (member, *Champion.objects.all()):
        row.confirmed_on = datetime.date(2026, 1, 30)
        row.save()
    CouncilRole.objects.update(starts_on=datetime.date(2026, 1, 1))
    found = asked_on_each_day(time_machine, datetime.date(2027, 2, 1), 80)

    assert found == [
        (datetime.date(2027, 2, 1), Reason.STALE, 1),
        (datetime.date(2027, 3, 1), Reason.STALE, 2),
        (datetime.date(2027, 3, 31), Reason.STALE, 3),
    ]
    (standing,) = standings()
    assert (standing.step, standing.unanswered) == (3, False)
    time_machine.move_to(noon(2027, 5, 5))
    assert standings()[0].unanswered


@pytest.mark.feature("ST18")
def test_the_ladder_ends_when_something_is_confirmed(member, time_machine):
    for row in (member, *Champion.objects.all()):
        row.confirmed_on = datetime.date(2026, 1, 30)
        row.save()
    CouncilRole.objects.update(starts_on=datetime.date(2026, 1, 1))
    assert [row.step for row in asked(time_machine, noon(2027, 2, 1))] == [1]

    for row in (member, *Champion.objects.all()):
        row.confirmed_on = datetime.date(2027, 2, 3)
        row.save()
    assert asked(time_machine, noon(2027, 3, 1)) == []
    assert standings()[0].step == 0


def asked(time_machine, day):
    time_machine.move_to(day)
    return [standing.last for standing, _ in ask_due()]


@pytest.mark.feature("ST18")
def test_champions_are_checked_in_may_unless_they_were(member, time_machine):
    Asking.objects.create(council=member.council, reason=Reason.QUARTER, asked_on=datetime.date(2027, 4, 20))
    (row,) = asked(time_machine, noon(2027, 5, 4))
    assert row.reason == Reason.CHAMPIONS
    assert asked(time_machine, noon(2027, 5, 5)) == []


@pytest.mark.feature("ST18")
def test_champions_that_were_checked_this_may_are_not_asked_about(member, time_machine):
    Asking.objects.create(council=member.council, reason=Reason.QUARTER, asked_on=datetime.date(2027, 4, 20))
    Champion.objects.update(confirmed_on=datetime.date(2027, 5, 3))
    assert asked(time_machine, noon(2027, 5, 4)) == []


@pytest.mark.feature("ST18")
def test_an_empty_place_is_asked_about_twice_as_often(member, time_machine):
    first = Champion.objects.get(slot="officer")
    first.being_appointed, first.role = True, ""
    first.save()
    (row,) = asked(time_machine, noon(2027, 2, 17))
    assert row.reason == Reason.VACANT
    assert asked(time_machine, noon(2027, 3, 15)) == []


def test_nobody_is_asked_of_a_council_without_a_lead_or_one_that_left(member, other_lead, council_b):
    factories.MembershipFactory(council=council_b, ended_on=datetime.date(2026, 5, 1))
    CouncilRole.objects.filter(council=member.council).update(ends_on=timezone.localdate())
    assert ask_due() == []
    assert Email.objects.count() == 0


@pytest.mark.feature("OF46")
def test_a_second_run_sends_nothing_and_a_dry_run_even_less(member, capsys):
    CouncilRole.objects.update(starts_on=datetime.date(2026, 1, 1))
    call_command("ask_still_right", dry_run=True)
    assert Asking.objects.count() == Email.objects.count() == 0
    assert "Lead Lowther" in capsys.readouterr().out

    for command in ("ask_still_right", "ask_still_right", "keep_true"):
        call_command(command)
    assert Asking.objects.count() == Email.objects.count() == 1


def test_a_run_that_dies_leaves_nothing_half_done(member, monkeypatch):
    CouncilRole.objects.update(starts_on=datetime.date(2026, 1, 1))
    with monkeypatch.context() as broken:
        broken.setattr("councils.messages.queue", _die)
        with pytest.raises(RuntimeError):
            ask_due()
    assert Asking.objects.count() == Email.objects.count() == 0

    ask_due()
    assert Asking.objects.count() == Email.objects.count() == 1


def _die(*args, **kwargs):
    raise RuntimeError


def test_a_person_gets_one_message_for_all_their_councils(member, lead, council_b, other_lead):
    factories.MembershipFactory(council=council_b)
    factories.CouncilRoleFactory(user=lead, council=council_b)
    CouncilRole.objects.update(starts_on=datetime.date(2026, 1, 1))
    ask_due()

    sent = {row.to[0]: row.prepare_email_message().body for row in Email.objects.all()}
    assert set(sent) == {lead.email, other_lead.email}
    assert sent[lead.email].count("http") == 1
    assert "Ambleford" in sent[lead.email]
    assert "Brackwell" in sent[lead.email]
    assert "Ambleford" not in sent[other_lead.email]
    assert "also went to Lead Lowther" in sent[other_lead.email]


def test_messages_hold_no_link_until_they_are_delivered(member):
    CouncilRole.objects.update(starts_on=datetime.date(2026, 1, 1))
    ask_due()
    assert "still-right/" not in str(Email.objects.values().get())
    assert "/still-right/" in Email.objects.get().prepare_email_message().body


@pytest.mark.parametrize("members", [1, 3])
def test_the_cost_does_not_grow_with_members(members, django_assert_num_queries):
    for _ in range(members):
        membership = factories.MembershipFactory()
        factories.EndorsementFactory(membership=membership)
        factories.CommunityConversationFactory(membership=membership)
        factories.ChampionFactory(council=membership.council)
        factories.CouncilRoleFactory(council=membership.council)
    with django_assert_num_queries(6):
        standings()
