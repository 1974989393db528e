"""The portal's own settings, with the control pages beside its addresses."""

import os

from keepitlocal.settings import *  # noqa: F403 - every setting but two is the product's

ROOT_URLCONF = "tests.bench.urls"
STATIC_ROOT = os.environ["BENCH_STATIC"]
