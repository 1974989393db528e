"""Steps of a person who sets up a second factor and signs in with it."""

import re

from post_office.models import Email

from tests.doors import app_code
from tests.factories import PASSWORD

SET_UP = "/account/second-factor/set-up/"
STEP = "/account/login/second-factor/"
NEW_CODES = "/account/second-factor/recovery-codes/"
TURN_OFF = "/account/second-factor/turn-off/"


def shown_key(response):
    """Return the key to type, and the sealed one that the form sends back."""
    text = response.content.decode()
    key = re.search(r'class="key">([A-Z2-7 ]+)<', text).group(1).replace(" ", "")
    return key, re.search(r'name="key" value="([^"]+)"', text).group(1)


def set_up(mine):
    """Set a second factor up; return the secret in the app and the recovery codes shown."""
    key, hidden = shown_key(mine.get(SET_UP))
    response = mine.post(SET_UP, {"key": hidden, "code": app_code(key)})
    return key, re.findall(r"<li>(\d{4} \d{4})</li>", response.content.decode())


def sign_in(client, code):
    client.post("/account/login/password/", {"login": "sam@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in client.session, "the password alone is not enough"
    return client.post(STEP, {"code": code})


def is_in(client):
    return "_auth_user_id" in client.session


def mails():
    return [row.template.name.rpartition(".")[2] for row in Email.objects.order_by("pk")]
