"""The inbox: open ones first, an answer that is kept and mailed, and what was done."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from post_office.models import Email

from accounts.retention import tidy
from councils.actions import answer_suggestion
from records.models import Suggestion
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST20")]
LIST = "/admin/records/suggestion/"


@pytest.fixture
def suggestion(council_a):
    return factories.SuggestionFactory(
        about=council_a.get_absolute_url(), name=council_a.official_name, reply_to="reader@example.org"
    )


def send(browser, suggestion, **said):
    return browser.post(f"{LIST}{suggestion.pk}/answer/", said)


def test_the_list_opens_on_what_is_open(admin_pages, suggestion):
    closed = factories.SuggestionFactory(done="Nothing to do.", closed_at=timezone.now())
    shown = admin_pages.get(LIST).content.decode()
    assert suggestion.reference in shown
    assert closed.reference not in shown
    assert closed.reference in admin_pages.get(f"{LIST}?stands=resolved").content.decode()


def test_a_reply_is_kept_and_mailed_and_leaves_it_open(admin_pages, suggestion):
    assert send(admin_pages, suggestion, reply="Which minutes do you mean?").status_code == 302
    row = Suggestion.objects.get()
    assert [reply["text"] for reply in row.replies] == ["Which minutes do you mean?"]
    assert row.closed_at is None
    (sent,) = Email.objects.all()
    assert sent.to == ["reader@example.org"]
    message = sent.prepare_email_message()
    assert suggestion.reference in message.subject
    assert "Which minutes do you mean?" in message.body
    assert message.body.count("http") == 1


def test_what_was_done_resolves_it(admin_pages, suggestion, curator):
    assert send(admin_pages, suggestion, reply="Thank you.", done="Role put right.").status_code == 302
    row = Suggestion.objects.get()
    assert (row.done, row.closed_by) == ("Role put right.", curator)
    with pytest.raises(PermissionDenied):
        answer_suggestion(suggestion=row, reply="Again", done="", by=curator)
    assert Email.objects.count() == 1


def test_without_an_address_nothing_is_mailed(admin_pages, suggestion):
    Suggestion.objects.update(reply_to="")
    send(admin_pages, suggestion, reply="Thank you.", done="Done.")
    assert Email.objects.count() == 0


def test_an_empty_answer_is_asked_about(admin_pages, suggestion):
    answer = send(admin_pages, suggestion)
    assert answer.status_code == 200
    assert "Write a reply, or say what was done." in answer.content.decode()


def test_markup_is_shown_as_words(admin_pages, suggestion):
    Suggestion.objects.update(text="<script>alert(1)</script>", name="=cmd")
    page = admin_pages.get(f"{LIST}{suggestion.pk}/change/").content.decode()
    assert "<script>alert" not in page
    assert "'=cmd" in admin_pages.get(f"{LIST}export/").content.decode()


def test_it_leads_to_a_proposal_by_a_curator(admin_pages, suggestion, council_a, curator):
    factories.MembershipFactory(council=council_a)
    page = admin_pages.get(f"{LIST}{suggestion.pk}/change/").content.decode()
    assert 'href="/entry/ambleford/change/"' in page
    assert admin_pages.get("/entry/ambleford/change/").status_code == 200


@pytest.mark.feature("ST1")
def test_the_first_page_names_it(admin_pages, suggestion):
    page = admin_pages.get("/admin/").content.decode()
    assert f"{suggestion.reference}, {suggestion.name}" in page


@pytest.mark.parametrize("person", ["lead", "reviewer", "bare_staff"])
def test_only_curators_answer(person, request, suggestion):
    with pytest.raises(PermissionDenied):
        answer_suggestion(suggestion=suggestion, reply="x", done="", by=request.getfixturevalue(person))


@pytest.mark.feature("PU28")
def test_addresses_go_six_months_after():
    now = timezone.now()
    old = factories.SuggestionFactory(
        reply_to="a@example.org", done="x", closed_at=now - datetime.timedelta(days=190)
    )
    new = factories.SuggestionFactory(reply_to="b@example.org", done="x", closed_at=now)
    still_open = factories.SuggestionFactory(reply_to="c@example.org")
    for dry_run, left in ((True, "a@example.org"), (False, ""), (False, "")):
        tidy(dry_run=dry_run)
        old.refresh_from_db()
        assert old.reply_to == left
    for row, kept in ((new, "b@example.org"), (still_open, "c@example.org")):
        row.refresh_from_db()
        assert row.reply_to == kept
