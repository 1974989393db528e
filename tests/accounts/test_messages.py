"""A message is a row with plain values; its text is put together when it is delivered."""

import re

import pytest
from django.utils.html import strip_tags
from lxml import html
from post_office.models import Email, EmailTemplate

from accounts import messages

pytestmark = pytest.mark.django_db
PATH = "assessments/mail/decline"
SAID = {
    "name": "Lead Lowther",
    "by": "Signer Sykes",
    "cycle": "Self-assessment 2026",
    "council": "Ambleford Council",
    "note": "Look at 4a & 5b.\n--\n<b>Soon</b>",
    "deadline": "11:59pm on Friday 1 May 2026",
    "link": "https://portal.example/assessments/ambleford/1/",
    "roles": "lead officer",
}


@pytest.fixture
def sent():
    return messages.queue(PATH, to="lead@example.org", context=SAID)


def parts(row):
    message = row.prepare_email_message()
    ((page, kind),) = message.alternatives
    assert kind == "text/html"
    return message.body, page


def test_the_row_holds_values_and_no_text(sent):
    row = Email.objects.get(pk=sent.pk)
    assert (row.subject, row.message, row.html_message) == ("", "", "")
    assert row.context == SAID
    assert row.message_id


def test_text_and_page_say_the_same(sent):
    text, page = parts(sent)
    shown = html.fromstring(page.partition("</head>")[2]).text_content()
    assert re.findall(r"\w+", shown) == re.findall(r"\w+", text)
    assert "Hello Lead Lowther," in text
    assert "You get it because you are lead officer for Ambleford Council" in strip_tags(page)


def test_the_link_can_be_pressed_and_nothing_that_was_written_becomes_markup(sent):
    _, page = parts(sent)
    document = html.fromstring(page)
    assert document.xpath("//a/@href") == [SAID["link"]]
    assert document.xpath("//b") == []
    assert "4a & 5b" in document.text_content()


def test_a_template_that_an_earlier_version_made_is_brought_up_to_date(sent):
    EmailTemplate.objects.update(html_content="", content="of long ago")
    text, page = parts(messages.queue(PATH, to="lead@example.org", context=SAID))
    assert "Signer Sykes has read" in text
    assert "Signer Sykes has read" in page
    assert EmailTemplate.objects.count() == 1


def test_links_are_on_our_own_origin(settings):
    settings.SITE_ORIGIN = "https://portal.example"
    assert messages.absolute("/councils/") == "https://portal.example/councils/"


def test_two_first_messages_at_once_do_not_stop_all_later_ones(sent):
    """PostgreSQL takes two rows of one name, as they have no template above them."""
    row = EmailTemplate.objects.get()
    EmailTemplate.objects.bulk_create([EmailTemplate(name=row.name, subject="Another")])

    assert messages.queue(PATH, to="lead@example.org", context=SAID).template == row
    assert EmailTemplate.objects.count() == 2


def test_an_answer_goes_where_it_is_meant_to(sent):
    row = messages.queue(PATH, to="lead@example.org", context=SAID, reply_to="ria@bücher.example")
    assert row.prepare_email_message().message()["Reply-To"] == "ria@xn--bcher-kva.example"
    assert Email.objects.get(pk=sent.pk).headers is None
