"""People find their council by whatever they call it."""

import csv
import random
import unicodedata

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from councils.names import fold, normalise
from councils.search import find, looks_like_postcode
from tests.factories import CouncilFactory

pytestmark = pytest.mark.django_db

ELEVEN = {
    "Bradford Metropolitan District Council": "bradford",
    "Bristol City Council": "bristol",
    "Calderdale Council": "calderdale",
    "Hackney Council": "hackney",
    "Kirklees Council": "kirklees",
    "Lewisham Council": "lewisham",
    "Newcastle City Council": "newcastle-upon-tyne",
    "Oldham Council": "oldham",
    "Rotherham Council": "rotherham",
    "South Gloucestershire Council": "south-gloucestershire",
    "Wirral Council": "wirral",
}


def rows():
    with (settings.BASE_DIR / "councils/data/councils.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows()
FORMER = {row["slug"] for row in ROWS if row["ended_on"]}


def names(row):
    others = [name.strip() for name in row["other_names"].split(";") if name.strip()]
    return [row["name"], row["official_name"], *others]


NAMES = {row["slug"]: [set(fold(name).split()) for name in names(row)] for row in ROWS}
PLACES = {row["slug"]: set(normalise(row["name"]).split()) for row in ROWS}


def oracle(text):
    """Return the slugs that ``text`` means, by plain loops over the rows of the data file."""
    typed, core = set(fold(text).split()) - {"council"}, set(normalise(text).split())
    if typed <= {"and", "of", "the"}:
        return set()
    kinds = [
        lambda slug: any(name - {"council"} == typed for name in NAMES[slug]),
        lambda slug: PLACES[slug] == core,
        lambda slug: any(typed <= name for name in NAMES[slug]),
        lambda slug: any(core <= name for name in NAMES[slug]),
        lambda slug: any(
            all(any(word.startswith(start) for word in name - {"council"}) for start in core)
            for name in NAMES[slug]
        ),
    ]
    for kind in kinds:
        if found := {slug for slug in NAMES if kind(slug)}:
            alive = [PLACES[slug] for slug in found - FORMER]
            return {slug for slug in found if slug not in FORMER or PLACES[slug] not in alive}
    return set()


def slugs(text, most=500):
    return [council.slug for council in find(text, most=most).councils]


def found_by_everyone(test):
    return trials(max_examples=5 * trials.default.max_examples)(test)


@pytest.mark.feature("PU1")
@pytest.mark.parametrize(("written", "slug"), ELEVEN.items())
def test_the_first_eleven_are_found_as_the_launch_article_writes_them(register, written, slug):
    assert slugs(written) == [slug]


@pytest.mark.feature("PU1")
def test_newcastle_is_two_places(register):
    assert slugs("Newcastle") == ["newcastle-under-lyme", "newcastle-upon-tyne"]
    assert slugs("newcastle council") == ["newcastle-under-lyme", "newcastle-upon-tyne"]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("calderdale", "calderdale"),
        ("CALDERDALE COUNCIL", "calderdale"),
        ("  Càlderdale  ", "calderdale"),
        ("King's Lynn", "kings-lynn-and-west-norfolk"),
        ("kings lynn & west norfolk", "kings-lynn-and-west-norfolk"),
        ("King’s Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("west norfolk kings lynn", "kings-lynn-and-west-norfolk"),
        ("Hammersmith Fulham", "hammersmith-and-fulham"),
        ("Telford & Wrekin", "telford-and-wrekin"),
        ("york", "york"),
        ("City of York", "york"),
        ("Somerset", "somerset"),
        ("North Yorkshire County", "north-yorkshire-until-2023"),
        ("city of london", "city-of-london"),
        ("calderd", "calderdale"),
        ("chesh w chest", "cheshire-west-and-chester"),
        ("Craven", "craven-until-2023"),
        ("Cumbria County Council", "cumbria-until-2023"),
    ],
)
def test_what_people_type(register, typed, slug):
    assert slugs(typed) == [slug]


@pytest.mark.thorough
def test_every_council_is_found_by_each_of_its_names(register):
    lost = [(row["slug"], name) for row in ROWS for name in names(row) if oracle(name) != set(slugs(name))]
    assert lost == []
    current = [row for row in ROWS if row["slug"] not in FORMER]
    assert [row["slug"] for row in current if row["slug"] not in slugs(row["official_name"])] == []


def disguised(name, how):
    """Return a name as somebody else might type it; none of this may matter."""
    chance = random.Random(how)
    words = name.replace("&", chance.choice(["&", "and", " & "])).split()
    chance.shuffle(words)
    text = " ".join(words)
    text = chance.choice([str.upper, str.lower, str.title, str])(text)
    text = "".join(unicodedata.normalize("NFC", f"{c}\u0301") if chance.random() < 0.1 else c for c in text)
    text = text.replace("'", chance.choice(["", "’", "'", "`"]))
    return chance.choice(["{}", "  {} ", "{} council", "Council {}"]).format(text)


@found_by_everyone
@given(row=st.sampled_from(ROWS), how=st.integers(0, 10**6))
def test_case_accents_apostrophes_order_and_council_never_matter(register, row, how):
    text = disguised(row["name"], how)
    assert set(slugs(text)) == set(slugs(row["name"])), text


WORDS = sorted({word for row in ROWS for name in names(row) for word in fold(name).split()})
pieces = st.builds(lambda word, length: word[:length], st.sampled_from(WORDS), st.integers(2, 12))


@found_by_everyone
@given(words=st.lists(pieces, min_size=1, max_size=3))
def test_search_agrees_with_the_oracle_and_names_each_council_once(register, words):
    text = " ".join(words)
    found = slugs(text)
    assert len(found) == len(set(found))
    assert set(found) == oracle(text)


@found_by_everyone
@given(text=st.text(max_size=200))
def test_nothing_typed_breaks_the_search(register, text):
    find(text)


def test_a_slip_of_the_keyboard_is_forgiven(register):
    assert [council.slug for council in find("Calderdle").guesses][:1] == ["calderdale"]
    assert find("Xyzzy").guesses == []


def test_nothing_and_too_much_find_nothing(register):
    for text in ("", "   ", "&", "the council of", "x" * 500):
        assert not find(text)
        assert find(text).guesses == []


def test_long_answers_are_cut_and_counted(register):
    matches = find("s", most=5)
    assert len(matches.councils) == 5
    assert matches.more == len(slugs("s")) - 5


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("HX1 1UJ", True),
        ("hx11uj", True),
        ("HX1", True),
        ("SW1A 1AA", True),
        ("York", False),
        ("E08000033", False),
    ],
)
def test_postcodes_are_recognised(typed, is_one):
    assert looks_like_postcode(typed) is is_one


@pytest.mark.parametrize("count", [3, 30])
def test_search_asks_the_same_questions_however_many_councils(django_assert_num_queries, count):
    CouncilFactory.create_batch(count)
    with django_assert_num_queries(4):
        find("testford")
