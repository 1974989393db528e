"""Case studies are found by what they say, by what they are filed under, and by words for the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from organisations.names import searchable
from organisations.synonyms import typed_first, understand
from practice.models import CaseStudy
from practice.search import Finder, search
from tests.factories import CaseStudyFactory, CouncilFactory, ServiceAreaFactory, TopicFactory

pytestmark = pytest.mark.django_db


def titles(text):
    return sorted(study.title for study in search(text))


@pytest.fixture
def studies(db):
    """Four studies that differ in where they say what."""
    elland = CouncilFactory(name="King’s Elland")
    CaseStudyFactory(title="Tea at ten", summary="Neighbours meet, so that loneliness ends.", council=None)
    CaseStudyFactory(title="Café corner", what_happened="A garden was dug.", council=elland)
    CaseStudyFactory(title="A shared van", topics=[TopicFactory(name="Loneliness")], council=elland)
    CaseStudyFactory(title="Warm rooms", service_area=ServiceAreaFactory(name="Link worker"), council=None)
    CaseStudyFactory(title="Not yet told", summary="Loneliness.", state="draft")


@pytest.mark.feature("PU27")
def test_befriending_finds_what_says_loneliness(studies):
    assert titles("befriending") == ["A shared van", "Tea at ten"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("CAFE", ["Café corner"]),
        ("gard", ["Café corner"]),
        ("corner café", ["Café corner"]),
        ("kings elland", ["A shared van", "Café corner"]),
        ("elland council garden", ["Café corner"]),
        ("social prescribing", ["Warm rooms"]),
        ("loneliness van", ["A shared van"]),
        ("van loneliness tea", []),
        ("arden", []),
        ("draft", []),
        ("not yet told", []),
    ],
)
def test_every_word_counts_wherever_it_stands(studies, typed, found):
    assert titles(typed) == found


@pytest.mark.parametrize("typed", ["", "   ", "&", "the of", "図書館", "%", "_", "\\", "\0", "🙂"])
def test_what_says_nothing_finds_nothing(studies, typed):
    assert titles(typed) == []


@pytest.mark.parametrize("typed", ["tea%20", "t_a", "' OR 1=1 --", "tea AND NOT tea", "<b>tea", "a " * 60])
def test_signs_are_not_orders(studies, typed):
    titles(typed)


def test_those_that_say_the_typed_words_come_first(studies):
    CaseStudyFactory(title="Zoë, a befriender")
    pieces, condition = understand("befriend"), Finder.read().condition
    found = CaseStudy.objects.published().filter(condition(pieces))
    ordered = found.order_by(*typed_first(condition, pieces), "title")
    assert [study.title for study in ordered] == ["Zoë, a befriender", "A shared van", "Tea at ten"]
    assert typed_first(condition, understand("xyzzy")) == []


def test_a_study_with_several_topics_is_found_once(db):
    CaseStudyFactory(title="Both", topics=[TopicFactory(name="Lonely men"), TopicFactory(name="Loneliness")])
    assert titles("lonel") == ["Both"]


def oracle(text):
    """Return the titles by plain loops: every piece in the text or in one of the names."""
    pieces, found = understand(text), []
    for study in CaseStudy.objects.filter(state="published"):
        texts = [
            study.title,
            study.summary,
            study.what_happened,
            *(topic.name for topic in study.topics.all()),
        ]
        texts += [row.name for row in (study.council, study.service_area) if row]
        said = [searchable(study.title, study.summary, study.what_happened), *map(searchable, texts)]
        if pieces and all(any(piece.is_in(text) for text in said) for piece in pieces):
            found.append(study.title)
    return sorted(found)


WORDS = [
    "tea",
    "neighbours",
    "loneliness",
    "befriending",
    "lonely",
    "garden",
    "elland",
    "van",
    "warm",
    "link worker",
]


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), cut=st.integers(2, 12))
def test_search_agrees_with_plain_loops(studies, words, cut):
    text = " ".join(word[:cut] for word in words)
    assert titles(text) == oracle(text)


@given(text=st.text(max_size=120))
def test_nothing_typed_breaks_the_search(studies, text):
    titles(text)


@pytest.mark.parametrize("count", [0, 3, 30])
def test_four_questions_are_asked_however_many_studies(count):
    CaseStudyFactory.create_batch(count)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list(search("neighbours")[:5])
    assert len(asked) == 4
