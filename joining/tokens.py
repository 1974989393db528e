"""The links that lead back to an application: signed values, made at delivery and stored nowhere.

A link names a row and its generation. It is good for 30 days, as often as wanted; all
links of a row end when its generation is raised.
"""

import datetime
import uuid

from django.core import signing

GOOD_FOR = datetime.timedelta(days=30)
_SALT = "joining.return"
_LONGEST = 200


def make(key, generation):
    """Return the token for an application's key (a UUID or its text) and generation."""
    return signing.TimestampSigner(salt=_SALT).sign(f"{uuid.UUID(str(key)).hex}-{int(generation)}")


def read(token):
    """Return ``(key, generation)``, or ``None`` for a token that is forged, cut off or too old."""
    if len(token) > _LONGEST:
        return None
    try:
        said = signing.TimestampSigner(salt=_SALT).unsign(token, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    key, _, generation = said.partition("-")
    return uuid.UUID(key), int(generation)
