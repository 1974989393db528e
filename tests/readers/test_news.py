"""News are what the feeds say, once, at most once for each Tuesday, and nothing that is not public."""

import datetime
import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from assessments.workflow import State
from practice.models import CaseStudy
from readers import news, tokens
from readers.actions import ask_to_follow, confirm
from readers.models import Follower, Following, Happening, What
from readers.things import Thing
from tests.factories import (
    AssessmentFactory,
    CaseStudyFactory,
    ChampionFactory,
    CouncilFactory,
    EndorsementFactory,
    MembershipFactory,
    PauseFactory,
    PrincipleFactory,
)
from tests.readers.conftest import links

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU30")]

RIA = "ria@example.org"
MONDAY, TUESDAY, NEXT_TUESDAY = "2026-03-02 09:00Z", "2026-03-03 09:00Z", "2026-03-10 09:00Z"


def follow(what=What.NETWORK, address=RIA, **of):
    """Follow something and say yes to it."""
    following = ask_to_follow(address=address, thing=Thing(what, **of))
    confirm(following=following, generation=following.generation)
    return following


@pytest.fixture
def clock(time_machine):
    """Return a function that goes to a moment and stays there."""
    return lambda moment: time_machine.move_to(moment, tick=False)


@pytest.fixture
def begun(clock, member, delivered):
    """A member is known and the news have begun: it is a Monday, and nothing is new."""
    clock(MONDAY)
    news.send_news()
    return member


@pytest.fixture
def told(delivered, clock):
    """Return a function that runs the news at a moment, and returns the texts that went out."""

    def run(moment=TUESDAY):
        clock(moment)
        delivered()
        news.send_news()
        return [message.body for message in delivered()]

    return run


def titles(client, feed):
    root = ElementTree.fromstring(client.get(f"/feeds/{feed}.xml").content)  # noqa: S314 - our own
    return [
        one.findtext("{http://www.w3.org/2005/Atom}title")
        for one in root.iter("{http://www.w3.org/2005/Atom}entry")
    ]


# --- What is news -------------------------------------------------------------------------


def test_news_are_what_the_feeds_say_and_nothing_else(begun, told, client):
    follow(What.NETWORK)
    follow(What.STUDIES)
    EndorsementFactory(membership=begun.memberships.get(), decided_on=datetime.date(2020, 1, 7))
    ChampionFactory(council=begun)
    AssessmentFactory(council=begun, state=State.COMPLETE)
    CaseStudyFactory(council=begun)
    (text,) = told()
    lines = [re.sub(r"^- \d+ \w+ \d+: ", "", line) for line in text.splitlines() if line.startswith("- ")]

    old = {"Ambleford joined the network"}
    assert set(lines) | old == {*titles(client, "network"), *titles(client, "case-studies")}
    assert not old & set(lines)
    assert len(lines) == 4


def test_a_council_brings_its_own_news_and_its_case_studies(begun, told, council_b):
    follow(What.COUNCIL, council=begun)
    MembershipFactory(council=council_b)
    ChampionFactory(council=council_b)
    CaseStudyFactory(council=council_b, title="Elsewhere")
    ChampionFactory(council=begun)
    CaseStudyFactory(council=begun, title="Here")
    (text,) = told()

    assert "- 20 May 2021: Ambleford Council: Champion councillor: Lead Member for Communities" in text
    assert "- 3 March 2025: Here" in text
    assert "Brackwell" not in text
    assert "Elsewhere" not in text


def test_a_resident_hears_that_their_council_has_joined(begun, told, council_b):
    follow(What.COUNCIL, council=council_b)
    assert told() == []
    MembershipFactory(council=council_b)

    assert "Ambleford and Brackwell joined the network" in told(NEXT_TUESDAY)[0]


def test_whoever_joined_on_the_day_of_others_is_news_and_the_others_are_not(begun, told, council_b):
    follow(What.COUNCIL, council=begun)
    follow(What.NETWORK, address="network@example.org")
    MembershipFactory(council=council_b)

    (text,) = told()
    assert "Ambleford and Brackwell joined the network" in text
    assert Email.objects.latest("pk").to == ["network@example.org"]


def test_a_principle_brings_the_case_studies_that_show_it(begun, told):
    CaseStudyFactory(principles=[2], title="Two")
    CaseStudyFactory(principles=[3], title="Three")
    follow(What.PRINCIPLE, principle=PrincipleFactory(number=2))
    CaseStudyFactory(principles=[2], title="Another two")

    (text,) = told()
    assert ": Another two" in text
    assert "Three" not in text


def test_one_message_tells_everything_once(begun, told):
    """What is closest comes first, and what stood there does not come again."""
    for what, of in (
        (What.NETWORK, {}),
        (What.STUDIES, {}),
        (What.PRINCIPLE, {"principle": PrincipleFactory(number=2)}),
        (What.COUNCIL, {"council": begun}),
    ):
        follow(what, **of)
    CaseStudyFactory(council=begun, principles=[2], title="Here")
    ChampionFactory(council=begun)
    MembershipFactory(council__name="Cotford", joined_on=datetime.date(2026, 1, 5))
    (text,) = told()

    assert text.count("Here") == 1
    assert text.count("Champion councillor") == 1
    assert text.index("Ambleford Council\n") < text.index("Here") < text.index("What changes in the network")
    assert "Cotford joined the network" in text
    assert "New case studies" not in text


def test_many_news_are_cut_and_counted(begun, told):
    follow(What.STUDIES)
    for _ in range(15):
        CaseStudyFactory()
    (text,) = told()
    assert text.count("\n- ") == 12
    assert "and 3 more\nhttps://keepitlocal.example/case-studies/" in text


def test_what_was_there_before_is_no_news(member, told, clock):
    clock(MONDAY)
    follow(What.NETWORK)
    assert told() == []
    assert set(Happening.objects.values_list("seen_at", flat=True)) == {None}


def test_what_was_put_right_is_not_told_again(begun, told):
    follow(What.COUNCIL, council=begun)
    champion = ChampionFactory(council=begun)
    assert len(told()) == 1
    champion.role, champion.from_on = "Lead Member for Places", datetime.date(2021, 6, 1)
    champion.save()
    assert told(NEXT_TUESDAY) == []


def test_a_network_that_was_empty_has_begun_too(clock, told, db):
    clock(MONDAY)
    news.send_news()
    follow(What.NETWORK)
    MembershipFactory()
    assert len(told()) == 1


# --- What is not public stays so ------------------------------------------------------------


def test_nothing_that_is_not_public_leaks(begun, told):
    for what, of in ((What.NETWORK, {}), (What.STUDIES, {}), (What.COUNCIL, {"council": begun})):
        follow(what, **of)
    study = CaseStudyFactory(council=begun, title="Secret draft", state="draft", published_on=None)
    for state in (State.IN_PROGRESS, State.AWAITING_SIGN_OFF, State.SUBMITTED):
        AssessmentFactory(council=begun if state == State.SUBMITTED else CouncilFactory(), state=state)
    MembershipFactory(council__name="Soon", joined_on=datetime.date(2026, 6, 1))
    assert told() == []

    CaseStudy.objects.filter(pk=study.pk).update(state="published", published_on=datetime.date(2026, 3, 4))
    assert "Secret draft" in told(NEXT_TUESDAY)[0]


def test_what_was_taken_back_before_it_was_sent_is_not_sent(begun, told, clock):
    follow(What.STUDIES)
    study = CaseStudyFactory()
    news.record()
    CaseStudy.objects.filter(pk=study.pk).update(state="draft")
    assert told() == []


def test_in_a_pause_nothing_is_told_of_a_council_and_afterwards_it_is(begun, told, council_b, clock):
    PauseFactory(starts_on=datetime.date(2026, 3, 1), ends_on=datetime.date(2026, 3, 9), councils=[begun])
    follow(What.NETWORK)
    follow(What.STUDIES)
    ChampionFactory(council=begun)
    CaseStudyFactory(council=begun, title="Held back")
    CaseStudyFactory(council=council_b, title="Not held back")
    (text,) = told()
    assert "Not held back" in text
    assert "Held back" not in text
    assert "Champion" not in text

    (text,) = told(NEXT_TUESDAY)
    assert "Held back" in text
    assert "Champion" in text
    assert "Not held back" not in text


# --- When, and to whom -----------------------------------------------------------------------


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
    from django.core import mail

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
