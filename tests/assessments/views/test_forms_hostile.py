"""Every form of a self-assessment, and a sender who writes anything into any of its fields."""

import itertools
import re

import pytest
from django.db import transaction
from django.urls import reverse
from lxml import html

from assessments import actions
from assessments.actions.assisting import begin_assistance
from assessments.workflow import State
from principles.places import places
from tests import factories

pytestmark = [pytest.mark.thorough, pytest.mark.django_db]

VALUES = {
    "nul": "a\0b",
    "digits": "9" * 30,
    "negative": "-1",
    "odd digit": "²",
    "other digits": "٣٤",
    "markup": "<script>alert(1)</script>\"'",
    "half a pair": "\ud83d".encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"),
    "long": "word " * 5000,
    "one long word": "x" * 6000,
    "array": ["1", "\0", "9" * 30, "<b>"],
    "nothing": [],
    "empty": "",
    "path": "../../etc/passwd",
    "day out of reach": "9999-12-31",
    "first day": "0001-01-01",
}
# A field alone meets three of them, in turns: all of them in each take minutes.
TURNS = itertools.cycle(sorted(VALUES))
ODD = ["", "\0", "9" * 30, "²", "-1", "<b>", "x" * 3000]
# Who opens which page in which state; the first part of the address is the self-assessment's own.
PAGES = {
    State.IN_PROGRESS: {
        "lead": [
            *("1a/", "1a/comments/", "section/1/", "priorities/", "priorities/1b/", "priorities/1a/"),
            *("priorities/1a/set-aside/", "priorities/1a/actions/", "priorities/1a/actions/{action}/"),
            *("priorities/1a/actions/{action}/remove/", "sharing/", "send/", "withdraw/", "offline/"),
            "1a/what-happened/",
        ],
    },
    State.AWAITING_SIGN_OFF: {"lead": ["recall/"], "signer": ["sign/", "decline/", "sharing/"]},
    State.CLARIFICATION: {"lead": ["clarification/", "1a/", "sharing/"]},
    State.CONFIRMATION: {"signer": ["confirm/", "send-back/"]},
    State.WITHDRAWN: {"lead": ["withdraw/"]},
}


def forms_of(browser, address):
    """Return the fields of each form on a page that is sent to the portal, with the address it goes to."""
    page = browser.get(address)
    assert page.status_code == 200, address
    shown = html.fromstring(page.content.decode())
    shown.make_links_absolute(f"http://testserver{address}")
    for form in shown.forms:
        if form.method == "POST" and "/account/" not in (form.action or ""):
            names = {*form.fields, *form.xpath(".//button/@name"), "other"} - {"csrfmiddlewaretoken"}
            where = (form.action or f"http://testserver{address}").removeprefix("http://testserver")
            yield where, _sent(form), one_of_each(names)


def one_of_each(names):
    """Of fields that differ only by a statement or a number, such as ``reply_1a``, the first will do."""
    kinds = {}
    for name in sorted(names):
        kinds.setdefault(re.sub(r"\d[a-z]?$", "", name), name)
    return list(kinds.values())


def _sent(form):
    said = {}
    for name, value in form.form_values():
        said.setdefault(name, []).append(value)
    return said


def attack(browser, address):
    """Send each form of a page: everything in all of its fields at once, and some odd things in one alone."""
    count = 0
    for where, usual, names in forms_of(browser, address):
        for kind, value in VALUES.items():
            send(browser, where, dict.fromkeys(names, value), kind)
        for name in names:
            for kind in ("nul", "digits", next(TURNS)):
                send(browser, where, {**usual, name: VALUES[kind]}, (name, kind))
                count += 1
    assert count, address


def send(browser, where, said, what):
    with transaction.atomic():
        reply = browser.post(where, said)
        transaction.set_rollback(True)
    assert reply.status_code < 500, (where, what)
    assert b"<script>alert(1)" not in reply.content, (where, what)


def priority_in(assessment, lead):
    """Choose two priorities and plan an action for 1a; returns the action's number."""
    factories.plans.choose(assessment, "2a", lead, no_action="We wait.")
    chosen = factories.plans.choose(assessment, "1a", lead).row
    return factories.plans.plan(chosen, lead).row.pk


@pytest.mark.parametrize("state", PAGES)
def test_no_form_of_a_self_assessment_breaks(state, at_state, lead, sign_in, request):
    assessment = at_state(state)
    action = priority_in(assessment, lead) if state == State.IN_PROGRESS else 0
    for person, pages in PAGES[state].items():
        browser = sign_in(request.getfixturevalue(person))
        for page in pages:
            attack(browser, f"{assessment.get_absolute_url()}{page.format(action=action)}")


def test_no_form_of_what_was_brought_forward_breaks(brought, lead, sign_in):
    for page in ("1a/still-true/", "1a/what-happened/", "1a/"):
        attack(sign_in(lead), f"{brought.get_absolute_url()}{page}")


def test_no_form_of_the_library_breaks(assessment, answers, lead, sign_in):
    library = f"/assessments/{assessment.council.slug}/evidence/"
    said = {"title": "Report", "link": "", "held_by": "Clerk", "dated_on": None, "is_public": False}
    document = actions.add_document(council=assessment.council, by=lead, **said)
    for page in ("add/", f"{document.pk}/"):
        attack(sign_in(lead), f"{library}{page}")


def test_no_form_that_reviewers_are_shown_breaks(at_state, superuser, sign_in):
    """The page of a signed self-assessment, and the one that gives more time."""
    signed, late = at_state(State.SUBMITTED), factories.AssessmentFactory(cycle__opened=True)
    desk = "admin:assessments_assessment"
    attack(sign_in(superuser), reverse(f"{desk}_change", args=[signed.pk]))
    attack(sign_in(superuser), reverse(f"{desk}_extend", args=[late.pk]))
    attack(sign_in(superuser), reverse("admin:assessments_cycle_next_year", args=[signed.cycle_id]))


def test_no_form_that_puts_wording_right_breaks(at_state, superuser, sign_in):
    questions = at_state(State.IN_PROGRESS).cycle.question_set
    fix = reverse("admin:principles_questionset_fix", args=[questions.pk])
    place = next(iter(places(questions))).key
    attack(sign_in(superuser), f"{fix}?place={place}")
    for odd in ODD:
        assert sign_in(superuser).get(fix, {"place": odd}).status_code in (400, 404)


def test_no_form_of_staff_who_enter_answers_breaks(assessment, superuser, sign_in):
    begun = begin_assistance(assessment=assessment, asked_by="Jo, policy", how="phone", by=superuser)
    for page in ("1a/", ""):
        attack(sign_in(superuser), f"/assessments/assisted/{begun.pk}/{page}")


@pytest.mark.parametrize("odd", ODD)
def test_no_odd_question_to_a_page_breaks_it(odd, assessment, lead, reviewer, sign_in):
    asks = {"show": odd, "more": odd, "days": odd, "stands": odd, "reader": odd, "page": odd}
    silence = reverse("admin:assessments_cycle_silence", args=[assessment.cycle_id])
    pages = ["", "1a/", "check/", "history/", "movement/", "results/", "paper/", "answers.csv"]
    for page in pages:
        assert sign_in(lead).get(f"{assessment.get_absolute_url()}{page}", asks).status_code in (200, 400)
    for page in (silence, reverse("admin:assessments_assessment_changelist")):
        assert sign_in(reviewer).get(page, asks).status_code in (200, 302, 400)
