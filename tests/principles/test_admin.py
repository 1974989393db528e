"""The questions in the admin: draft, look, freeze, and put typing mistakes right in public."""

import pytest

from principles.models import QuestionSet, Statement
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST14")]

SETS = "/admin/principles/questionset/"


@pytest.fixture
def used():
    questions = factories.QuestionSetFactory()
    questions.freeze()
    return questions


@pytest.fixture
def desk(sign_in, curator):
    return sign_in(curator)


SENT = {
    "seen": "We do 4a well.",
    "new": "We do 4a <very> well.",
    "reason": "A word & a <b>mark</b> were missing.",
    "same_meaning": "on",
}


def fixing(questions, asked="?place=4a-text"):
    return f"{SETS}{questions.pk}/fix/{asked}"


def test_a_copy_is_made_by_a_button_after_a_page_that_says_what_it_is(desk, used):
    assert "../copy/" in desk.get(f"{SETS}{used.pk}/change/").content.decode()
    assert "Nothing has happened yet." in desk.get(f"{SETS}{used.pk}/copy/").content.decode()
    assert QuestionSet.objects.count() == 1
    done = desk.post(f"{SETS}{used.pk}/copy/", follow=True).content.decode()
    assert "only staff see it" in done
    assert QuestionSet.objects.filter(is_draft=True).count() == 1


def test_a_draft_is_seen_by_staff_alone(desk, used, client):
    desk.post(f"{SETS}{used.pk}/copy/")
    draft = QuestionSet.objects.get(is_draft=True)
    address = draft.get_absolute_url()
    assert client.get(address).status_code == 404
    assert client.get(f"/about/questions/{draft.version}.docx").status_code == 404
    assert f'href="{address}"' not in client.get(used.get_absolute_url()).content.decode()
    assert address not in client.get("/sitemap.xml").content.decode()
    page = desk.get(f"{address}preview/").content.decode()
    assert "Preview: this is how everybody will see these questions." in page
    assert "We do 4a well." in page


def test_a_curator_writes_a_draft_and_takes_a_statement_out(desk, used):
    desk.post(f"{SETS}{used.pk}/copy/")
    statement = Statement.objects.get(question_set__is_draft=True, key="4a")
    page = desk.get(f"/admin/principles/statement/{statement.pk}/change/")
    assert 'name="text"' in page.content.decode()
    assert (
        desk.post(f"/admin/principles/statement/{statement.pk}/delete/", {"post": "yes"}).status_code == 302
    )
    assert not Statement.objects.filter(pk=statement.pk).exists()
    kept = used.statements.get(key="4a")
    assert desk.post(f"/admin/principles/statement/{kept.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_used_text_stands_beside_the_text_as_it_should_be(desk, used):
    assert "4a: the statement" in desk.get(fixing(used, "")).content.decode()
    page = desk.get(fixing(used)).content.decode()
    assert "As it is now:" in page
    assert page.count("We do 4a well.") == 3  # as it is, in the box, and as it was read
    assert "a change of meaning needs a new version" in page


def test_what_was_put_right_stands_in_public_without_a_name(desk, used, client, curator):
    assert "What was put right" not in client.get(used.get_absolute_url()).content.decode()
    desk.post(fixing(used), SENT)
    page = client.get(used.get_absolute_url()).content.decode()
    assert "What was put right" in page
    assert f"The wording is now {used.version}.1." in page
    assert "It said: “We do 4a well.”" in page
    assert "It says: “We do 4a &lt;very&gt; well.”" in page
    assert "<b>mark</b>" not in page
    assert curator.name not in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"same_meaning": ""}, "If not, make a new version."),
        ({"reason": ""}, "Say what the mistake is."),
        ({"new": ""}, "Write the text as it should be."),
        ({"new": "x" * 201}, "At most 200 characters fit here."),
        ({"new": "a\x00b"}, "Null characters are not allowed."),
        ({"seen": "Something else."}, "Somebody has changed this text"),
    ],
)
def test_mistakes_are_said_and_change_nothing(change, said, desk, used):
    page = desk.post(fixing(used), {**SENT, **change})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert used.statements.get(key="4a").text == "We do 4a well."


@pytest.mark.parametrize("asked", ["?place=", "?place=9z-text", "?place=4a-text'--", f"?place={'9' * 400}"])
def test_there_is_no_page_for_a_text_that_is_not_there(asked, desk, used):
    assert desk.get(fixing(used, asked)).status_code == 404


def test_a_draft_has_no_such_page_and_says_why(desk):
    draft = factories.QuestionSetFactory()
    assert "have not been used yet" in desk.get(fixing(draft, "")).content.decode()
    assert desk.post(fixing(draft), SENT).status_code == 403
