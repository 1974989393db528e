"""What tests of joining share."""

import re

import pytest
from django.conf import settings
from django.test import Client
from post_office.models import Email

from joining.workflow import State
from tests import factories


@pytest.fixture
def draft(council_a):
    return factories.ApplicationFactory(council=council_a)


@pytest.fixture
def sent(council_a):
    return factories.ApplicationFactory(council=council_a, state=State.SENT)


@pytest.fixture
def holding():
    """Return a function from an application to a browser that may open it."""

    def open_browser(application):
        browser = Client()
        session = browser.session
        session["applications"] = {str(application.key): application.generation}
        session.save()
        browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return browser

    return open_browser


@pytest.fixture
def mailed_link():
    """Return a function that reads the path in the newest message as it would be delivered."""

    def read():
        body = Email.objects.order_by("pk").last().prepare_email_message().body
        (path,) = re.findall(rf"{re.escape(settings.SITE_ORIGIN)}(/\S+)", body)
        return path

    return read
