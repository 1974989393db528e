"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import os
import shutil

import pytest

from tests.browser.site import Site

# Playwright runs an event loop in the thread of the test, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """Without Chromium these tests are left out, and say so; in CI they fail instead."""
    if CHROMIUM or os.environ.get("CI") == "true":
        return
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="LEFT OUT: Chromium is not installed here."))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def site(browser, live_server, settings):
    """The portal in a browser; a test chooses width, scheme and who is signed in with ``site.as_(…)``."""
    settings.SITE_ORIGIN = live_server.url
    # The server of these tests speaks plain http.
    settings.SECURE_SSL_REDIRECT = False
    opened = Site(browser, live_server.url)
    yield opened
    opened.close()
