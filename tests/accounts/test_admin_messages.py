"""Staff see how far each message got, and never what it said."""

import pytest
from post_office.models import STATUS, Email, Log, RecipientDeliveryStatus

from accounts import delivery
from assessments.workflow import State

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/message/"
ENDS = {
    "queued": ({"status": STATUS.queued}, "waiting", "Waiting to be sent"),
    "again": ({"status": STATUS.requeued}, "waiting", "Tried, and will be tried again"),
    "sent": ({"status": STATUS.sent}, "sent", "Sent"),
    "failed": ({"status": STATUS.failed}, "given_up", "Given up: it could not be sent"),
    "back": (
        {"status": STATUS.sent, "recipient_delivery_status": RecipientDeliveryStatus.HARD_BOUNCED},
        "came_back",
        "Came back: it did not arrive",
    ),
}


@pytest.fixture
def messages():
    return {
        name: Email.objects.create(
            from_email="kil@example.org",
            to=[f"{name}@example.org"],
            subject=f"About {name}",
            message="ABCD-EFGH",
            **fields,
        )
        for name, (fields, _, _) in ENDS.items()
    }


@pytest.mark.feature("ST19")
@pytest.mark.parametrize("name", ENDS)
def test_each_stands_under_how_far_it_got(messages, sign_in, curator, name):
    _, standing, words = ENDS[name]
    page = sign_in(curator).get(LIST, {"standing": standing}).content.decode()

    wanted = {other for other, (_, stands, _) in ENDS.items() if stands == standing}
    assert {other for other in ENDS if f"{other}@example.org" in page} == wanted
    assert words in page


@pytest.mark.feature("ST19")
def test_its_page_says_what_mail_servers_said_and_no_text(messages, sign_in, curator):
    Log.objects.create(email=messages["failed"], status=STATUS.failed, message="connection refused")
    page = sign_in(curator).get(f"{LIST}{messages['failed'].pk}/change/").content.decode()

    assert "connection refused" in page
    assert "About failed" in page
    assert "ABCD-EFGH" not in page


def test_nobody_changes_or_removes_a_message(messages, sign_in, superuser):
    browser, address = sign_in(superuser), f"{LIST}{messages['sent'].pk}"

    assert browser.post(f"{address}/change/", {"subject": "Another"}).status_code == 403
    assert browser.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert browser.get(f"{LIST}add/").status_code == 403


def test_a_sent_message_keeps_its_subject(settings, portal, lead):
    portal(State.IN_PROGRESS)
    backend = {"default": "django.core.mail.backends.locmem.EmailBackend"}
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": backend}
    waiting = Email.objects.filter(to=lead.email)
    assert set(waiting.values_list("subject", flat=True)) == {""}

    delivery.deliver_due()

    assert all("Ambleford" in subject for subject in waiting.values_list("subject", flat=True))
