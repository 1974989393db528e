"""Asking and following in a real browser: by keyboard, on any width, without a fault."""

import re

import pytest
from django.core import mail

from accounts import delivery
from readers import tokens
from readers.actions import ask_to_follow, confirm
from readers.models import Following, Question, What
from readers.things import Thing
from tests.browser.site import PHONE, WIDE, check_all
from tests.factories import CaseStudyFactory, MembershipFactory, PrincipleFactory, QuestionFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _outbox(settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }


@pytest.fixture
def study(council_a, lead):
    MembershipFactory(council=council_a)
    return CaseStudyFactory(council=council_a, title="Neighbours help")


def link_in(message, address):
    return re.search(rf"{re.escape(address)}(/follow/\S*)", message.body)[1]


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_is_accessible_and_fits(site, study, council_b, width):
    asked = ask_to_follow(address="a@example.org", thing=Thing(What.COUNCIL, council=council_b))
    followed = ask_to_follow(address="b@example.org", thing=Thing(What.COUNCIL, council=council_b))
    confirm(following=followed, generation=1)
    principle = PrincipleFactory(number=2)
    site.as_(width=width)
    check_all(
        site,
        [
            study.get_absolute_url(),
            f"{study.get_absolute_url()}contact/",
            f"{study.council.get_absolute_url()}contact/",
            f"{council_b.get_absolute_url()}contact/",
            tokens.sent_path(QuestionFactory(study=study).pk),
            "/follow/",
            f"{council_b.get_absolute_url()}follow/",
            f"{principle.get_absolute_url()}follow/",
            "/follow/asked/",
            tokens.confirm_path(asked.pk, asked.generation),
            tokens.manage_path(followed.follower_id, 1),
            f"{tokens.manage_path(followed.follower_id, 1)}?confirmed",
            f"{tokens.manage_path(followed.follower_id, 1)}?stopped",
            tokens.stop_path(followed.follower_id),
            "/follow/stopped/",
        ],
    )
    site.open(tokens.confirm_path(asked.pk, 99), status=410)
    assert site.problems() == []
    site.open("/follow/")
    site.page.get_by_role("button", name="Follow by email").click()
    assert site.problems() == []


@pytest.mark.feature("PU30")
@pytest.mark.parametrize("script", [True, False])
def test_following_and_stopping_by_keyboard(site, council_b, script):
    """From the council's page to the mail, to yes, and to stopping again."""
    site.as_(script=script)
    site.open(council_b.get_absolute_url())
    site.tab_to("Follow by email")
    site.press("Enter")
    site.page.wait_for_url("**/follow/")
    site.tab_to("Your email address")
    site.page.keyboard.type("ria@example.org")
    assert site.tab() == "Follow by email", "no box that people do not see takes the focus"
    site.press("Enter")
    site.page.wait_for_url("**/follow/asked/")
    delivery.deliver_due()
    site.open(link_in(mail.outbox[-1], site.address))
    assert Following.objects.get().state == "asked"
    site.tab_to("Yes, send me news")
    site.press("Enter")
    site.page.wait_for_url("**/follow/manage/**")
    assert "Thank you" in site.page.inner_text("main")
    assert Following.objects.get().is_confirmed
    site.tab_to("Stop")
    site.press("Enter")
    site.page.wait_for_url("**?stopped")
    assert "Nothing at present" in site.page.inner_text("main")
    assert Following.objects.get().state == "stopped"


@pytest.mark.feature("PU21")
def test_asking_by_keyboard(site, study):
    site.open(study.get_absolute_url())
    site.tab_to("Ask a question", most=120)
    site.press("Enter")
    site.page.wait_for_url("**/contact/")
    for box, words in (
        ("Your name", "Ria Reader"),
        ("Your email address", "ria@example.org"),
        ("Your message", "How did you begin?"),
    ):
        site.tab_to(box)
        site.page.keyboard.type(words)
    assert site.tab() == "Send message"
    site.press("Enter")
    site.page.wait_for_url("**/contact/sent/**")
    assert Question.objects.get().reference in site.page.inner_text("main")
    assert site.problems() == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_pages_of_staff_are_accessible(site, curator, study, width):
    question = QuestionFactory(study=study)
    check_all(
        site.as_(curator, width=width),
        [
            "/admin/",
            "/admin/readers/question/",
            f"/admin/readers/question/{question.pk}/change/",
            f"/admin/readers/question/{question.pk}/answered/",
            "/admin/readers/follower/",
            "/admin/readers/follower/?q=ria@example.org",
        ],
    )
