"""The four promises, from facts alone: no database, no day but the facts' own."""

import datetime

import pytest

from councils.models import Champion, CommunityConversation, Endorsement
from network.promises import endorsement_words, promises

DAY = datetime.date(2022, 7, 26)


def lines(found, key):
    return [line.text for promise in found if promise.key == key for line in promise.lines]


def test_there_are_four_in_one_order_even_if_nothing_is_known():
    assert [(promise.key, promise.lines) for promise in promises()] == [
        ("endorse", []),
        ("champions", []),
        ("conversation", []),
        ("assess", []),
    ]


@pytest.mark.feature("PU10")
@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"route": "cabinet", "decided_on": DAY}, "Cabinet decision, 26 July 2022"),
        ({"route": "signed"}, "Signed endorsement"),
        ({"decided_on": DAY}, "26 July 2022"),
        ({"stated_on": DAY}, "Announced on 26 July 2022. How it was decided is not recorded yet"),
        ({}, "Endorsed. How and when is not recorded yet"),
        (
            {"standing": "recommended", "route": "full-council"},
            "Recommended to the full council for decision",
        ),
        ({"standing": "recommended", "decided_on": DAY}, "Recommended for decision on 26 July 2022"),
        (
            {"standing": "recommended", "route": "lead-member", "decided_on": DAY},
            "Recommended to a lead member for decision on 26 July 2022",
        ),
    ],
)
def test_an_endorsement_says_no_more_than_its_source(facts, words):
    assert endorsement_words(Endorsement(**facts)) == words


@pytest.mark.parametrize("route", [route for route in Endorsement.Route.values if route])
def test_every_route_can_be_recommended(route):
    words = endorsement_words(Endorsement(standing="recommended", route=route))
    assert words.startswith("Recommended to ") or words == "Recommended for signature"


@pytest.mark.feature("PU11")
def test_a_note_on_champions_stands_with_them_once():
    note = "Put forward in a report; no record of the decision was found."
    champions = [
        Champion(slot="councillor", role="Leader", note=note),
        Champion(slot="officer", role="Director", note=note),
    ]
    assert lines(promises(champions=champions), "champions") == [
        "Champion councillor: Leader",
        "Senior officer champion: Director",
        note,
    ]


def test_champions_are_called_cabinet_only_where_the_source_says_so():
    champions = [
        Champion(slot="councillor", role="Leader", in_cabinet=True),
        Champion(slot="officer", being_appointed=True),
    ]
    assert lines(promises(champions=champions), "champions") == [
        "Cabinet champion: Leader",
        "A senior officer champion is being appointed.",
    ]


def test_the_last_conversation_held_and_any_planned_are_named():
    talks = [
        CommunityConversation(state="held", held_on=DAY),
        CommunityConversation(state="held", held_on=datetime.date(2020, 1, 1)),
        CommunityConversation(state="planned", planned_for="spring 2027"),
        CommunityConversation(state="planned"),
    ]
    assert lines(promises(conversations=talks), "conversation") == [
        "Held on 26 July 2022",
        "Planned for spring 2027",
        "Planned; no date yet",
    ]


def test_a_self_assessment_keeps_the_promise_whatever_it_says():
    class Result:
        signed_on = DAY
        shows_levels = False

    assert lines(promises(results=[Result(), Result()]), "assess") == [
        "Self-assessment signed off 26 July 2022"
    ]
