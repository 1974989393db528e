"""Fields that take what people paste and count in words, as their hints promise."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

# What Word, web pages and phones put where a plain character is meant.
_LOOKALIKES = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\t": " ",
        "\x0b": "\n", "\x0c": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n",
        "\uf0b7": "•", "\uf0a7": "•",
    }
)  # fmt: skip
# Join the parts of one emoji (the flag of England among them) and letters in several scripts.
_JOINERS = {"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}
_UNSEEN = {"Cc", "Cf", "Cs", "Co"}


def plain(text):
    """Return the text without what nobody can see or store: NUL, control and layout marks.

    Emoji, accents and curly quotes stay. Runs of spaces become one; at most one line is left empty.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_LOOKALIKES))
    text = "".join(c for c in text if c == "\n" or c in _JOINERS or unicodedata.category(c) not in _UNSEEN)
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def count_words(text):
    """Words as a person counts them: a dash or a bullet on its own is not one."""
    return sum(1 for piece in text.split() if any(c.isalnum() for c in piece))


class PlainTextField(forms.CharField):
    """Text of a sentence or two; ``max_words`` is what people are told, ``max_length`` a backstop."""

    def __init__(self, *, max_words, max_length, rows=4, **kwargs):
        self.max_words = max_words
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)
        # The browser counts characters differently (line ends) and would cut pasted text in silence.
        self.widget.attrs.pop("maxlength", None)
        self.error_messages["max_length"] = (
            f"This is too long to keep. Use {max_words} words or fewer, with spaces between them."
        )

    def to_python(self, value):
        value = super().to_python(value)
        return plain(value) if value else value

    def validate(self, value):
        super().validate(value)
        words = count_words(value)
        if words > self.max_words:
            over = words - self.max_words
            raise ValidationError(
                f"You have {words} words. Use {self.max_words} or fewer: take out {over} "
                f"{'word' if over == 1 else 'words'}.",
                code="words",
            )


class PlainLineField(forms.CharField):
    """One line of text, such as a title or a role."""

    def __init__(self, *, max_length, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs.pop("maxlength", None)
        self.error_messages["max_length"] = f"Use {max_length} characters or fewer."

    def to_python(self, value):
        value = super().to_python(value)
        return plain(value).replace("\n", " ") if value else value
