"""Words that a stranger would try first do not count towards the length of a password.

No rule asks for capitals or figures, and nobody has to change a password that nobody knows
(NIST SP 800-63B, 3.1.1.2: compare with words of the service and of the person).
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

LENGTH = 12
# Shorter pieces of a name, such as “de”, stand in too many other words.
SHORTEST = 4
PORTAL = ("keepitlocal", "keep it local", "locality", "council", "password")


class GuessableWordsValidator:
    """Refuse a password that is too short once the portal's words and the person's own are left out."""

    def validate(self, password, user=None):
        left, found = plain(password), []
        for word in sorted(words_of(user), key=len, reverse=True):
            if word in left:
                found.append(word)
                left = left.replace(word, "")
        if found and len(left) < LENGTH:
            raise ValidationError(
                f"“{found[0]}” is easy to guess for you, so it does not count. Add other words: without "
                f"your name, your address, your council and the name of this portal, at least {LENGTH} "
                "letters or figures must be left.",
                code="guessable_words",
            )

    def get_help_text(self):
        return "Your name, your address, your council and the name of this portal do not count."


def words_of(user):
    """Return what a stranger would try for this person, in small letters without spaces or accents."""
    texts = [*PORTAL]
    if user is not None:
        texts += [user.name, *user.name.split(), user.email, *re.split(r"[@.+_-]", user.email)]
        texts += [name for name in _councils(user) for name in (name, *name.split())]
    return {word for word in map(plain, texts) if len(word) >= SHORTEST}


def _councils(user):
    return user.council_roles.values_list("council__name", flat=True) if user.pk else ()


def plain(text):
    """Return only the letters and figures of a text, small and without accents."""
    whole = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in whole if letter.isalnum())
