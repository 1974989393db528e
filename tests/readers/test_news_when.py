"""When news go out, and to whom: on Tuesdays, once a week at most, however often it runs."""

import datetime
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from readers import news, tokens
from readers.actions import ask_to_follow
from readers.models import Follower, Following, Happening, What
from readers.things import Thing
from tests.factories import (
    CaseStudyFactory,
    ChampionFactory,
    CouncilFactory,
    MembershipFactory,
)
from tests.readers.conftest import MONDAY, NEXT_TUESDAY, RIA, TUESDAY, follow, links
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU30")]


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        ("2026-03-02 09:00Z", False),  # a Monday
        ("2026-03-03 00:30Z", True),  # a Tuesday
        ("2026-03-04 09:00Z", True),  # nobody ran it on the Tuesday
        ("2026-03-07 09:00Z", False),  # a Saturday
        ("2026-03-08 09:00Z", False),  # a Sunday
        ("2028-12-26 09:00Z", False),  # a Tuesday, and Boxing Day
        ("2028-12-27 09:00Z", True),  # the working day after it
    ],
)
def test_news_go_out_on_tuesdays_or_the_working_day_after(begun, told, clock, moment, goes):
    when = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
    clock(when - datetime.timedelta(days=8))
    follow(What.NETWORK)
    ChampionFactory(council=begun)
    assert len(told(moment)) == goes


def test_nobody_gets_more_than_one_a_week_however_often_it_runs(begun, told, clock, delivered):
    follow(What.NETWORK)
    sent = {}
    for day in range(28):
        ChampionFactory(council=CouncilFactory())
        moment = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC) + datetime.timedelta(days=day)
        for _ in range(3):
            sent[moment.date()] = sent.get(moment.date(), 0) + len(told(moment))

    days = [day for day, count in sent.items() if count]
    assert [(day.isoformat(), sent[day]) for day in days] == [
        ("2026-03-03", 1),
        ("2026-03-10", 1),
        ("2026-03-17", 1),
        ("2026-03-24", 1),
    ]


def test_after_a_late_run_six_days_pass(begun, told):
    follow(What.NETWORK)
    ChampionFactory(council=begun)
    assert len(told("2026-03-06 09:00Z")) == 1
    ChampionFactory(council=CouncilFactory())
    assert told(NEXT_TUESDAY) == told("2026-03-11 09:00Z") == []
    assert len(told("2026-03-12 09:00Z")) == 1


def test_what_nobody_confirmed_gets_nothing_and_what_was_stopped_neither(begun, told, client):
    ask_to_follow(address=RIA, thing=Thing(What.NETWORK))
    following = follow(What.NETWORK, address="bob@example.org")
    client.post(tokens.stop_path(following.follower_id))
    ChampionFactory(council=begun)
    assert told() == []


def test_who_began_on_a_thursday_hears_on_the_tuesday_of_what_came_since(begun, told, clock):
    told(TUESDAY)
    clock("2026-03-05 09:00Z")
    ChampionFactory(council=begun)
    news.send_news()
    clock("2026-03-05 10:00Z")
    follow(What.NETWORK)
    CaseStudyFactory()
    MembershipFactory(council__name="Cotford", joined_on=datetime.date(2026, 1, 5))
    assert told("2026-03-06 09:00Z") == []
    (text,) = told(NEXT_TUESDAY)
    assert "Cotford" in text
    assert "Champion" not in text


def test_the_message_says_how_to_stop_in_ways_that_programs_and_people_know(begun, told, delivered, client):
    following = follow(What.COUNCIL, council=begun)
    ChampionFactory(council=begun)
    told()
    row = Email.objects.latest("pk")
    kept = str({**row.__dict__})
    message = mail.outbox[-1].message()
    stop = tokens.stop_path(following.follower_id)
    assert message["List-Unsubscribe"] == f"<https://keepitlocal.example{stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert RIA not in mail.outbox[-1].body
    assert stop.split(".")[-1] not in kept
    for path in links(mail.outbox[-1], "/follow/"):
        assert client.get(path).status_code == 200
    assert not re.search(r"<img|utm_|\?", str(mail.outbox[-1].alternatives))


def test_the_token_to_stop_is_not_in_the_row_while_it_waits(begun, clock):
    following = follow(What.COUNCIL, council=begun)
    ChampionFactory(council=begun)
    clock(TUESDAY)
    news.send_news()
    waiting = str(Email.objects.latest("pk").__dict__)
    assert "news_stop.txt" in waiting
    assert tokens.stop_path(following.follower_id) not in waiting
    assert tokens.manage_path(following.follower_id, 1) not in waiting


def test_a_dry_run_says_what_would_go_out_and_changes_nothing(begun, clock, capsys):
    follow(What.NETWORK)
    ChampionFactory(council=begun)
    clock(TUESDAY)
    models = (Follower, Following, Happening, Email)
    before = [list(model.objects.values()) for model in models]
    call_command("send_news", dry_run=True)
    assert "1 messages would be queued, with 1 pieces of news." in capsys.readouterr().out
    assert [list(model.objects.values()) for model in models] == before
    call_command("send_news")
    assert "1 messages queued, with 1 pieces of news." in capsys.readouterr().out
    clock(MONDAY)
    call_command("send_news")
    assert "Nothing to send today." in capsys.readouterr().out


@pytest.mark.parametrize("count", [1, 40])
def test_looking_costs_the_same_however_many_follow_in_vain(
    begun, clock, count, django_assert_max_num_queries
):
    for n in range(count):
        follow(What.COUNCIL, address=f"r{n}@example.org", council=CouncilFactory())
    clock(TUESDAY)
    with django_assert_max_num_queries(32):
        news.send_news()
    assert Follower.objects.filter(looked_at=timezone.now()).count() == count


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_runs_at_once_send_one_message(clock, council_a):
    """Neither a message twice, nor news that falls between two runs."""
    clock(MONDAY)
    news.send_news()
    for n in range(5):
        follow(What.NETWORK, address=f"r{n}@example.org")
    Email.objects.all().delete()
    MembershipFactory(council=council_a)
    clock(TUESDAY)

    done = at_once([lambda: news.send_news().addresses] * 4)

    assert len(done) == 4
    assert sum(done) == 5
    assert sorted(row.to[0] for row in Email.objects.all()) == [f"r{n}@example.org" for n in range(5)]
