"""What tests of joining share."""

import pytest

from joining.workflow import State
from tests import factories


@pytest.fixture
def draft(council_a):
    return factories.ApplicationFactory(council=council_a)


@pytest.fixture
def sent(council_a):
    return factories.ApplicationFactory(council=council_a, state=State.SENT)


@pytest.fixture
def holder(client):
    """Return a function that makes a browser hold an application, as its mailed link does."""

    def hold(application, browser=client):
        session = browser.session
        held = session.get("applications", {})
        session["applications"] = {**held, str(application.key): application.generation}
        session.save()
        from django.conf import settings

        browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return browser

    return hold
