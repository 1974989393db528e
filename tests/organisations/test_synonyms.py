"""The short list of words that mean the same, and how what is typed is understood with it."""

import re

import pytest

from councils.names import fold
from organisations.names import searchable
from organisations.synonyms import MOST_WORDS, Piece, groups, other_words, understand


def other(text):
    return other_words(understand(text))


def says(text, typed):
    return all(piece.is_in(searchable(text)) for piece in understand(typed))


@pytest.mark.feature("PU27")
def test_befriending_also_means_loneliness():
    assert other("befriending") == ["loneliness", "isolation", "companionship", "being alone"]
    assert says("Fewer people said that they were lonely.", "Befriending")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("homeless", "a bed for rough sleepers"),
        ("rough sleeping", "Housing First"),
        ("link worker", "social prescribing in every surgery"),
        ("social prescribing", "a link worker in every surgery"),
        ("carer", "for people caring for someone at home"),
        ("youth", "young people lead it"),
        ("tender", "a new way of commissioning"),
        ("contracts", "how it procures care"),
        ("asset transfer", "two community centres"),
        ("covid-19", "in the lockdown"),
        ("food banks", "a foodbank"),
    ],
)
def test_either_word_finds_the_other(typed, said):
    assert says(said, typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("bus", "a training day"), ("transport", "a business"), ("park", "gardenias"), ("grant", "fundamental")],
)
def test_a_word_without_a_star_is_a_whole_word(typed, said):
    assert not says(said, typed)


def test_a_phrase_is_one_piece_and_its_words_may_still_stand_apart():
    (piece,) = understand("Rough sleeping")
    assert piece.words == ("rough", "sleeping")
    assert says("sleeping on rough ground", "rough sleeping")
    assert understand("rough ground") == [Piece(("rough",)), Piece(("ground",))]


def test_words_that_say_nothing_are_left_out_and_nothing_is_asked_twice():
    assert [piece.words for piece in understand("the Garden of the council, garden")] == [("garden",)]
    assert understand("the council of") == understand("") == understand("'’&") == understand("図書館") == []


def test_a_typed_word_is_not_named_as_another_word():
    assert "parks" not in other("parks")
    assert says("a park", "parks")
    assert other("xyzzy") == []


def test_no_more_than_eight_pieces_are_looked_for():
    assert len(understand(" ".join(f"w{n}" for n in range(60)))) == MOST_WORDS


def test_every_word_of_the_list_is_understood_and_stands_in_one_group():
    """So that nobody is led from word to word to something else."""
    words = [word for group in groups() for word in group]
    for word in words:
        assert len(understand(word.whole)) == 1, word.whole
        assert other(word.whole), word.whole
        assert word.is_meant_by(fold(word.whole)), word.whole
    for form in (form for word in words for form in word.forms):
        assert re.fullmatch(" [a-z0-9][a-z0-9 ]{2,}", form), form
        meaning = [word.whole for word in words if word.is_meant_by(form.strip())]
        assert len(meaning) == 1, (form, meaning)
