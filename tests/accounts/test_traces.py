"""A name is found however it is written, and nothing else is."""

import html
import json
import unicodedata
from urllib.parse import quote, quote_plus

import pytest

from accounts.traces import Known, pattern_of
from tests.factories import UserFactory

NAME, ADDRESS = "Zoë O’Márker-Lee", "zoe.marker+kil@example.org"


@pytest.mark.parametrize(
    "written",
    [
        NAME,
        NAME.upper(),
        NAME.replace("’", "'"),
        NAME.replace(" ", "\n  "),
        unicodedata.normalize("NFD", NAME),
        json.dumps(NAME),
        json.dumps(f"first line\n{NAME}"),
        html.escape(NAME.replace("’", "'")),
        f"q={quote(NAME)}",
        f"q=ask%20{quote(NAME)}",
        f"q={quote_plus(NAME)}&o=1",
        f"({NAME}),",
    ],
)
def test_a_name_is_found_however_it_is_written(written):
    assert pattern_of(NAME).search(written)


@pytest.mark.parametrize("written", ["Zoë O’Márker-Leeds", "AZoë O’Márker-Lee", "Zoë and O’Márker-Lee"])
def test_other_words_are_not_taken_for_it(written):
    assert not pattern_of(NAME).search(written)


@pytest.mark.parametrize("written", [ADDRESS.upper(), f"<{ADDRESS}>", quote(ADDRESS), f"to {ADDRESS}."])
def test_an_address_is_found_however_it_is_written(written):
    assert pattern_of(ADDRESS, is_address=True).search(written)


@pytest.mark.parametrize("written", [f"a.{ADDRESS}", f"{ADDRESS}.uk", "zoe.marker@example.org"])
def test_a_longer_address_is_somebody_elses(written):
    assert not pattern_of(ADDRESS, is_address=True).search(written)


@pytest.mark.django_db
class TestKnown:
    def test_earlier_names_and_addresses_are_known_too(self):
        person = UserFactory(name="Sam Before", email="before@example.org")
        person = type(person).objects.get(pk=person.pk)
        person.name, person.email = "Sam Now", "now@example.org"
        person.save()
        known = Known.of(type(person).objects.get(pk=person.pk))

        assert set(known.names) == {"Sam Now", "Sam Before"}
        assert set(known.addresses) == {"now@example.org", "before@example.org"}
        assert known.without("Sam before, BEFORE@example.org") == "Former colleague, (removed)"

    def test_an_address_that_went_to_somebody_else_stands_for_them(self):
        person = UserFactory(email="head@example.org")
        person = type(person).objects.get(pk=person.pk)
        person.email = "sam@example.org"
        person.save()
        UserFactory(email="Head@example.org")

        assert Known.of(person).addresses == ("sam@example.org",)

    def test_a_save_that_leaves_name_and_address_keeps_nothing(self):
        person = UserFactory(name="Sam Example")
        person = type(person).objects.get(pk=person.pk)
        person.job_title = "Head of Samples"
        person.save()
        person.name = "Sam Other"
        person.save(update_fields=["job_title"])

        assert not person.earlier_names.exists()

    @pytest.mark.parametrize("name", ["Will", "Al Li", "…"])
    def test_a_short_name_is_looked_for_in_copies_alone(self, name):
        known = Known.of(UserFactory(name=name))

        assert known.without(f"We {name} meet") == f"We {name} meet"
        assert known.unsearched == [name]

    def test_a_single_word_is_taken_out_of_copies(self):
        known = Known.of(UserFactory(name="Cher"))

        assert known.without("Cher, Lead officer", certain=True) == "Former colleague, Lead officer"

    def test_what_lies_inside_json_is_found_and_shown_by_itself(self):
        known = Known.of(UserFactory(name=NAME))
        value = {"who": ["Sam", f"Ask {NAME} first"], NAME: 1}

        assert known.without(value) == {"who": ["Sam", "Ask Former colleague first"], "Former colleague": 1}
        assert known.excerpt(json.dumps({"who": [f"Ask {NAME} first"]})) == f"Ask {NAME} first"
