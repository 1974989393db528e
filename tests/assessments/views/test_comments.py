"""Comments for colleagues: written, read and removed by the council's people, and by nobody else."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.actions import export
from accounts.erasure import UNREAD, Plan
from accounts.models import Notice
from accounts.put_by import mark_for
from assessments.actions import add_comment, give_parts, remove_comment
from assessments.models import Comment, Snapshot
from assessments.workflow import State
from tests import access
from tests.doors import force_in
from tests.factories import AMONG_COLLEAGUES
from tests.test_access import answer as ask
from tests.test_access import filled
from tests.test_access_admin import addresses, pages

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF23")]


@pytest.fixture
def statement(assessment):
    return assessment.cycle.question_set.statements.get(key="1a")


@pytest.fixture
def page(url):
    return url("1a/comments/")


@pytest.fixture
def write(assessment, statement):
    """Return a function that writes a comment on 1a."""
    return lambda by, text="Ask housing.": add_comment(
        assessment=assessment, statement=statement, by=by, text=text
    )


def main(reply):
    return " ".join(reply.content.decode().split("<main", 1)[1].split("</main>")[0].split())


def test_colleagues_read_and_answer_each_other(page, url, lead, contributor, viewer, sign_in):
    sign_in(lead).post(page, {"text": "Is this\nright?"})
    assert sign_in(contributor).post(page, {"text": "<b>Yes</b>, since May."}).url == page

    for person in (lead, contributor, viewer):
        read = main(sign_in(person).get(page))
        assert "Is this<br>right?" in read
        assert "&lt;b&gt;Yes&lt;/b&gt;, since May." in read
        assert "Nobody at Locality can read them" in read
        assert "Comments for colleagues (2)" in main(sign_in(person).get(url("1a/")))
    assert "Comments for colleagues</a>" in main(sign_in(lead).get(url("1b/")))


def test_ones_own_can_be_removed_and_others_cannot(page, write, lead, contributor, sign_in):
    mine, theirs = write(lead), write(contributor, "Theirs.")
    browser = sign_in(lead)

    assert browser.post(page, {"remove": theirs.pk}).status_code == 404
    assert browser.post(page, {"remove": mine.pk}).url == page
    assert [comment.text for comment in Comment.objects.all()] == ["Theirs."]
    with pytest.raises(PermissionDenied, match="Only who wrote"):
        remove_comment(comment=theirs, by=lead)


@pytest.mark.parametrize("number", ["", "0", "9" * 15, "9" * 30, "x", "\0", "٣", "-1"])
def test_strange_numbers_are_not_found(number, page, lead, sign_in):
    assert sign_in(lead).post(page, {"remove": number}).status_code in (400, 404)


def test_mistakes_keep_what_was_typed(page, lead, sign_in):
    browser = sign_in(lead)
    assert "Write your comment first." in main(browser.post(page, {"text": "  "}))
    long = "word " * 201
    assert long.strip() in main(browser.post(page, {"text": long}))
    assert not Comment.objects.exists()


def test_pressing_twice_writes_once(page, lead, sign_in):
    browser = sign_in(lead)
    for _ in range(2):
        browser.post(page, {"text": "Once."})
    assert Comment.objects.count() == 1


def test_a_viewer_is_told_who_writes(page, viewer, sign_in):
    browser = sign_in(viewer)
    assert "Colleagues who answer or sign write them." in main(browser.get(page))
    assert browser.post(page, {"text": "I too."}).status_code == 403


def test_they_are_written_at_any_time_and_stay_when_somebody_leaves(at_state, lead, contributor, sign_in):
    assessment = at_state(State.COMPLETE)
    page = f"{assessment.get_absolute_url()}1a/comments/"
    sign_in(contributor).post(page, {"text": "For next year."})
    contributor.council_roles.update(ends_on=timezone.localdate())

    read = main(sign_in(lead).get(page))
    assert "For next year." in read
    assert "Contributor Cole (former colleague)" in read
    assert sign_in(contributor).get(page).status_code == 404


def test_those_who_have_a_part_in_it_hear_of_it_without_the_words(
    write, assessment, lead, contributor, signer, viewer
):
    give_parts(assessment=assessment, person=contributor, keys=["1a"], by=lead)
    Notice.objects.all().delete()

    write(lead, "Zebrawort.")

    notice = Notice.objects.get()
    assert notice.person == contributor
    assert notice.text == "Lead Lowther wrote a comment for colleagues on “We do 1a well.”"
    write(contributor, "Yes.")
    assert set(Notice.objects.values_list("person__name", flat=True)) == {"Contributor Cole", "Lead Lowther"}
    assert not Notice.objects.filter(text__contains="Zebrawort").exists()


def test_what_was_sent_after_signing_out_is_there_again(page, lead, client):
    sent = {"text": "Written over lunch.", "by": lead.pk, "drawn": mark_for(lead.pk)}
    reply = client.post(page, sent, headers={"Origin": "http://testserver"})
    assert reply.status_code == 403
    force_in(client, lead)
    assert "Written over lunch." in main(client.get(page))
    assert not Comment.objects.exists()


def test_no_page_of_the_portal_shows_them_to_others(portal, browsers):
    known = portal(State.COMPLETE)
    heard = set()
    for name, row in access.ROWS.items():
        address = row.address or reverse(name, kwargs=filled(row.kwargs, known))
        for person, browser in browsers.items():
            if AMONG_COLLEAGUES in ask(browser, "GET", address)[1]:
                heard.add((name, person))

    assert heard == {("assessments:comments", person) for person in access.TEAM.split()}


def test_no_page_of_the_admin_shows_them(portal, browsers):
    portal(State.SUBMITTED)
    told = [
        address
        for page in pages()
        if (row := page.model._default_manager.first())
        for _, address in addresses(page, row)
        for person in ("reviewer", "curator", "superuser")
        if AMONG_COLLEAGUES in ask(browsers[person], "GET", address)[1]
    ]
    assert told == []
    assert Comment not in {page.model for page in pages()}


def test_no_snapshot_and_no_export_for_staff_holds_them(portal, people):
    portal(State.COMPLETE)
    text = f"{AMONG_COLLEAGUES} {people['contributor'].name}"
    Comment.objects.update(text=text)

    assert not any(AMONG_COLLEAGUES in snapshot.content for snapshot in Snapshot.objects.all())
    for person in (people["lead"], people["contributor"]):
        handed_out = json.dumps(export(person=person, by=people["superuser"], for_staff=True))
        assert AMONG_COLLEAGUES not in handed_out
    # Their own words are theirs to take away.
    assert AMONG_COLLEAGUES in json.dumps(export(person=people["lead"], by=people["lead"]))
    # Erasing somebody whom a comment names says where, and not what.
    mentions = [m for m in Plan(people["contributor"]).mentions if "assessments.comment" in m.key]
    assert [mention.excerpt for mention in mentions] == [UNREAD]


def test_strangers_learn_nothing(page, write, lead, other_lead, reviewer, superuser, sign_in):
    write(lead)
    for person in (other_lead, reviewer, superuser):
        assert sign_in(person).get(page).status_code == 404
        assert sign_in(person).post(page, {"text": "Hello"}).status_code == 404
    assert sign_in(AnonymousUser()).get(page).status_code == 302
