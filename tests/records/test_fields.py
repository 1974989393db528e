"""What people paste becomes plain text, and words are counted as people count them."""

import pytest
from django.core.exceptions import ValidationError

from records.fields import PlainLineField, PlainTextField, count_words, plain

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("One\r\ntwo\rthree", "One\ntwo\nthree"),
        ("NUL\0 inside", "NUL inside"),
        ("Word’s “quotes” – and dashes…", "Word’s “quotes” – and dashes…"),
        ("hard\u00a0space\tand  more", "hard space and more"),
        ("line\x0bbreak", "line\nbreak"),
        ("\uf0b7 a bullet", "• a bullet"),
        ("zero\u200bwidth\ufeff and soft\u00adhyphen", "zerowidth and softhyphen"),
        ("\u202eevil\u202c", "evil"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("  around  \n ", "around"),
        ("cafe\u0301", "café"),
        ("a lone \ud800 surrogate", "a lone surrogate"),
        ("👩‍👩‍👧 and " + ENGLAND, "👩‍👩‍👧 and " + ENGLAND),
        ("<b>markup</b> =1+1", "<b>markup</b> =1+1"),
    ],
)
def test_pasted_text_is_cleaned_and_nothing_readable_is_lost(pasted, kept):
    assert plain(pasted) == kept


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one", 1), ("one – two", 2), ("• first\n• second", 2), ("don't stop", 2), ("🙂 🙂", 0)],
)
def test_words_are_counted_as_people_count_them(text, words):
    assert count_words(text) == words


class TestPlainTextField:
    field = PlainTextField(max_words=60, max_length=1000)

    def test_sixty_words_are_taken(self):
        assert self.field.clean(" ".join(["word"] * 60))

    def test_a_word_too_many_is_said_in_words(self):
        with pytest.raises(ValidationError) as refused:
            self.field.clean(" ".join(["word"] * 61))

        assert refused.value.messages == ["You have 61 words. Use 60 or fewer: take out 1 word."]

    def test_one_endless_word_is_refused(self):
        with pytest.raises(ValidationError) as refused:
            self.field.clean("w" * 1001)

        assert "too long to keep" in refused.value.messages[0]

    def test_the_browser_is_not_told_to_cut_what_is_pasted(self):
        assert "maxlength" not in self.field.widget.attrs


def test_a_line_stays_one_line():
    assert PlainLineField(max_length=20).clean("one\ntwo\0") == "one two"
