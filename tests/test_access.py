"""Every address × every person × every method, walked; what is missing from the table fails."""

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from tests import access
from tests.factories import SECRET


def walk(patterns=None, namespace=""):
    """Yield ``(name, view)`` for every address of the portal; the admin's are computed below."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern.callback
        elif pattern.app_name != "admin":
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from walk(pattern.url_patterns, namespace + inner)


def is_public(view):
    return not getattr(view, "login_required", True)


def filled(values, known):
    return {name: str(value).format(**known) for name, value in values.items()}


def answer(client, method, address, data=None):
    """Ask, and take back whatever it changed, in the database and in the browser."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.generic(method, address) if data is None else client.post(address, data)
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    client.cookies = cookies
    led = response.status_code == 302 and response.url.startswith("/account/login/?next=")
    return "to sign-in" if led else response.status_code, body.decode(errors="replace")


def differences(got, expected):
    return {
        key: f"{status} instead of {expected[key]}" for key, status in got.items() if status != expected[key]
    }


# --- The table is whole ---------------------------------------------------------------


def test_every_address_has_a_row_and_every_row_an_address():
    assert {name for name, _ in walk()} == set(access.ROWS)


def test_the_public_views_are_the_ones_that_the_table_calls_public():
    marked = {name for name, view in walk() if is_public(view)}

    assert marked == {name for name, row in access.ROWS.items() if row.public}


# --- Every row holds --------------------------------------------------------------------


@pytest.mark.parametrize("state", sorted({row.state for row in access.ROWS.values()}))
def test_people_get_what_the_rows_say(state, portal, browsers):
    """One portal for all rows of a state: what a request changes is taken back."""
    known = portal(state)
    got, due, told = {}, {}, set()
    for name, row in access.ROWS.items():
        if row.state != state:
            continue
        address = row.address or reverse(name, kwargs=filled(row.kwargs, known))
        for person, browser in browsers.items():
            due |= {(name, method, person): row.expected(method)[person] for method in ("GET", "POST")}
            got[name, "GET", person], body = answer(browser, "GET", address)
            got[name, "POST", person], reply = answer(browser, "POST", address, filled(row.sends, known))
            told |= {person} if SECRET in body + reply else set()

    assert differences(got, due) == {}
    assert told <= set(access.TEAM.split())


@pytest.mark.thorough
def test_head_is_answered_like_get(portal, browsers):
    known = portal(access.State.IN_PROGRESS)
    got, due = {}, {}
    for name, row in access.ROWS.items():
        if row.state != access.State.IN_PROGRESS:
            continue
        address = row.address or reverse(name, kwargs=filled(row.kwargs, known))
        for person in ("visitor", "lead", "other_lead"):
            got[name, person], body = answer(browsers[person], "HEAD", address)
            due[name, person] = row.expected("GET")[person]
            assert body == ""

    assert differences(got, due) == {}


def test_no_address_answers_to_strange_methods(portal, browsers):
    known = portal(access.State.IN_PROGRESS)
    got = {}
    for name, row in access.ROWS.items():
        address = row.address or reverse(name, kwargs=filled(row.kwargs, known))
        for method in ("PUT", "PATCH", "DELETE", "TRACE"):
            for person in ("visitor", "lead"):
                got[name, method, person], _ = answer(browsers[person], method, address)

    assert set(got.values()) == {405}


def test_the_secret_is_there_to_be_found(portal, people, sign_in):
    """The walk above looks for words that council A's own people do read."""
    known = portal(access.State.IN_PROGRESS)
    address = reverse("assessments:check", kwargs=filled(access.SELF_ASSESSMENT, known))

    assert SECRET in answer(sign_in(people["viewer"]), "GET", address)[1]
