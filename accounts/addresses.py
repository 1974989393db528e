"""Proof that a mailbox is somebody's: a signed value that only the mail to it holds.

It names the person and the address they have now, so that it is over once that has changed.
"""

from django.core import signing

SALT = "accounts.addresses"
GOOD_FOR = 24 * 60 * 60


def token_for(person, address):
    """Return the proof for this person, that they read mail at this address."""
    return signing.dumps([person.pk, person.email, address], salt=SALT)


def proven(person, token):
    """Return the address that this person has proven to be theirs, or None."""
    try:
        pk, now, address = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return address if (pk, now) == (person.pk, person.email) else None
