"""Every address × every person × every method, walked; what is missing from the table fails."""

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from principles.models import Level
from tests import access, factories
from tests.conftest import CAST

SECRET = "Ambleford-keeps-this-to-itself"


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


@pytest.fixture
def portal(people, council_a, council_b):
    """Return a function that makes a portal where council A's self-assessment stands at a state."""

    def make(state):
        for council in (council_a, council_b):
            factories.MembershipFactory(council=council)
        answer = {"kind": "level", "level": Level.REGULAR_USE, "basis": SECRET}
        assessment = factories.AssessmentFactory(
            council=council_a, state=state, said={"1a": answer, "1b": answer}
        )
        return {
            "council": council_a.slug,
            "cycle": assessment.cycle_id,
            "lock_version": assessment.lock_version,
            "version": assessment.cycle.question_set.version,
        }

    return make


def filled(values, known):
    return {name: str(value).format(**known) for name, value in values.items()}


def answer(client, method, address, data=None):
    """Ask, and take back whatever it changed."""
    with transaction.atomic():
        response = client.generic(method, address) if data is None else client.post(address, data)
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
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


@pytest.mark.parametrize("name", access.ROWS)
def test_people_get_what_the_row_says(name, portal, people, sign_in):
    row = access.ROWS[name]
    known = portal(row.state)
    address = row.address or reverse(name, kwargs=filled(row.kwargs, known))
    got, told = {}, []
    for person in CAST:
        client = sign_in(people[person], raise_request_exception=False)
        got["GET", person], body = answer(client, "GET", address)
        got["HEAD", person], _ = answer(client, "HEAD", address)
        got["POST", person], reply = answer(client, "POST", address, filled(row.sends, known))
        told += [person] if SECRET in body + reply else []

    expected = {(method, person): row.expected(method)[person] for method, person in got}
    assert differences(got, expected) == {}
    assert set(told) <= set(access.TEAM.split())


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_no_address_answers_to_strange_methods(method, portal, people, sign_in):
    known = portal(access.State.IN_PROGRESS)
    got = {}
    for name, row in access.ROWS.items():
        address = row.address or reverse(name, kwargs=filled(row.kwargs, known))
        for person in ("visitor", "lead"):
            got[name, person], _ = answer(
                sign_in(people[person], raise_request_exception=False), method, address
            )

    assert set(got.values()) == {405}


def test_the_secret_is_there_to_be_found(portal, people, sign_in):
    """The walk above looks for words that council A's own people do read."""
    known = portal(access.State.IN_PROGRESS)
    address = reverse("assessments:check", kwargs=filled(access.SELF_ASSESSMENT, known))

    assert SECRET in answer(sign_in(people["viewer"]), "GET", address)[1]
