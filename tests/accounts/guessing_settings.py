"""The portal's own settings for a server that is guessed at: fast passwords, and a choice of store."""

import os

from tests.bench.settings import *  # noqa: F403 - every setting but these is the product's

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if os.environ["GUESSES_KEPT"] == "by each worker":
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
