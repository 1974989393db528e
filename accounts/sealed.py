"""Short secrets that must not be readable in the database: sealed with keys made from SECRET_KEY.

The first key seals. What an earlier key sealed is opened with SECRET_KEY_FALLBACKS, so that
the key can be changed; ``manage.py reseal`` then seals everything anew.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Another purpose gives other keys than whatever else Django makes from the same secret.
PURPOSE = b"keepitlocal.accounts.sealed"


def seal(text):
    """Return a text that only this portal can read, different each time."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed, within=None):
    """Return what was sealed, at most ``within`` seconds ago; None if it cannot be read, or no longer."""
    try:
        return _box().decrypt(sealed.encode(), ttl=within).decode()
    except (InvalidToken, UnicodeError):
        return None


def reseal(sealed):
    """Return the same secret sealed with the newest key."""
    return _box().rotate(sealed.encode()).decode()


def _box():
    return _boxes((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=8)
def _boxes(secrets):
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret):
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return urlsafe_b64encode(derived)
