"""How often somebody may guess at one account: one budget for all its doors, and for all workers.

Password, emailed code, app code and recovery code take from the same budget, counted in the
shared store. One network address may use up half of it, so that a stranger at one place does
not shut out the person at another. What was refused is not counted: five minutes after the
guessing stops, everything is as before.
"""

import unicodedata
from dataclasses import dataclass, field

from allauth.core.internal import ratelimit
from django import forms

TOO_MANY = "Too many tries. Wait five minutes, then try again."


@dataclass
class Guess:
    """One guess that was counted, until it turns out right."""

    uses: list = field(default_factory=list)

    def rollback(self):
        """Take it out of the budget again: it was no guess but the real thing."""
        for use in self.uses:
            use.rollback()


def take(request, address):
    """Count a guess at the account with this address; raise a ``ValidationError`` if there were too many."""
    account, place = plain(address), ratelimit.get_ip(request)
    guess = _count(request, [("guess_at_all", ""), ("guess_from", f"{account} {place}"), ("guess", account)])
    if guess is None:
        raise forms.ValidationError(TOO_MANY)
    return guess


def may_ask(request, address):
    """Count that a code was asked for, and return whether that is within the limits."""
    account, place = plain(address), ratelimit.get_ip(request)
    return (
        _count(request, [("ask_at_all", ""), ("ask_from", f"{account} {place}"), ("ask", account)])
        is not None
    )


def plain(address):
    """Return one form of all the ways to write an address that a database may take for the same."""
    return unicodedata.normalize("NFKC", address).strip().upper().lower()


def _count(request, budgets):
    guess = Guess()
    for action, key in budgets:
        used = ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True)
        if used is None:
            guess.rollback()
            return None
        guess.uses.append(used)
    return guess
