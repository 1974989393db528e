"""Mail scanners open links: asking for an address with GET or HEAD changes no row, whoever asks."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from accounts.notices import tell
from assessments.actions import remind
from assessments.actions.withdrawing import ask_withdrawal
from assessments.workflow import State
from councils.actions import invite
from councils.models import CouncilRole
from joining.workflow import State as Joining
from readers.actions import ask_to_follow, confirm
from readers.models import What
from readers.things import Thing
from tests import access, dump, factories

pytestmark = pytest.mark.django_db
# A session remembers where somebody was, the shared store counts how often something was asked for.
NOT_FACTS = {"accounts_session", "throttle"}
LINK = re.compile(rf"{re.escape(settings.SITE_ORIGIN)}(/\S*)")
PEOPLE = ("visitor", "nobody", "lead", "signer", "curator")


def facts():
    return {row for row in dump.every_row() if row[0] not in NOT_FACTS}


def changed(before):
    return sorted({table for table, *_ in before ^ facts()})


@pytest.fixture
def everything_mailed(portal, people, council_a, council_b, reviewer, curator, client, monkeypatch):
    """Drive what sends messages with links in them; return the links by the kind of message."""
    portal(State.AWAITING_SIGN_OFF)
    other = factories.AssessmentFactory(council=council_b, state=State.COMPLETE)
    running = factories.AssessmentFactory(cycle=other.cycle, state=State.IN_PROGRESS)
    lead = factories.CouncilRoleFactory(council=running.council, kind=CouncilRole.Kind.LEAD).user
    remind(assessments=[running], by=reviewer)
    invite(council=council_a, email="new@example.org", kind=CouncilRole.Kind.VIEWER, by=people["lead"])
    for state in (Joining.DRAFT, Joining.ASKED, Joining.APPROVED, Joining.DECLINED, Joining.JOINED):
        factories.ApplicationFactory(state=state)
    for address in ("asks@example.org", "follows@example.org"):
        row = ask_to_follow(address=address, thing=Thing(What.COUNCIL, council=council_a))
    confirm(following=row, generation=row.generation)
    ask_to_follow(address="follows@example.org", thing=Thing(What.COUNCIL, council=council_a))
    client.post(reverse("account_reset_password"), {"email": lead.email})
    tell([lead], about="Ambleford", text="Something happened.", path="/assessments/")
    return links_by_kind()


def links_by_kind():
    found = {}
    for row in Email.objects.select_related("template"):
        kind = row.template.name if row.template else "no template"
        body = row.email_message().body
        found.setdefault(kind, set()).update(LINK.findall(body))
    return found


def test_the_mails_with_links_of_their_own_are_among_them(everything_mailed):
    assert {kind.partition(".")[0] for kind in everything_mailed} >= {
        "accounts",
        "assessments",
        "councils",
        "joining",
        "readers",
    }
    for kind in ("councils.invitation", "joining.link", "readers.confirm", "accounts.new_password"):
        assert everything_mailed[kind], kind


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_a_link_from_a_message_changes_nothing(method, everything_mailed, people, sign_in):
    browsers = {name: sign_in(people[name]) for name in PEOPLE}
    before = facts()
    for kind, links in everything_mailed.items():
        for link in links:
            for browser in (*browsers.values(), Client()):
                assert getattr(browser, method)(link).status_code < 500, (kind, link)
    assert changed(before) == []


@pytest.mark.parametrize(
    "state", [State.SUBMITTED, State.CLARIFICATION, State.CONFIRMATION, State.WITHDRAWN, State.NOT_SHARED]
)
def test_nor_does_one_that_leads_to_questions_a_change_or_a_withdrawal(
    state, council_a, lead, signer, reviewer, sign_in
):
    assessment = factories.AssessmentFactory(council=council_a, state=state)
    if assessment.may_be_withdrawn:
        ask_withdrawal(assessment=assessment, by=lead)
    remind(assessments=[assessment], by=reviewer)
    links = set().union(*links_by_kind().values())
    assert links
    browsers = [sign_in(person) for person in (lead, signer)]
    before = facts()
    for link in links:
        for browser in browsers:
            assert browser.get(link).status_code < 500, link
            assert browser.head(link).status_code < 500, link
    assert changed(before) == []


@pytest.mark.thorough
def test_reading_any_address_changes_nothing(portal, people, sign_in):
    known = portal(State.AWAITING_SIGN_OFF)
    browsers = [sign_in(people[name]) for name in PEOPLE]
    before = facts()
    for name, row in access.ROWS.items():
        values = {key: str(value).format(**known) for key, value in row.kwargs.items()}
        address = row.address or reverse(name, kwargs=values)
        for browser in browsers:
            browser.get(address)
            browser.head(address)
        assert changed(before) == [], name
