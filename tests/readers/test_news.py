"""News are what the feeds say, once, at most once for each Tuesday, and nothing that is not public."""

import datetime
import re
import xml.etree.ElementTree as ElementTree

import pytest
from post_office.models import Email

from assessments.workflow import State
from practice.models import CaseStudy
from readers import news
from readers.models import Happening, What
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
from tests.readers.conftest import MONDAY, NEXT_TUESDAY, follow

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU30")]


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

    assert "- 20 May 2021: Champion councillor: Lead Member for Communities" in text
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
    (text,) = told()
    # Councils that assess themselves are members, which is public.
    assert text.count("\n- ") == text.count("joined the network") == 1
    assert not any(words in text for words in ("Secret", "Soon", "self-assessment"))

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
