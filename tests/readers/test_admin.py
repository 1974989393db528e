"""Staff answer what waits for them, see how many follow what, and never a list of addresses."""

import pytest
from django.contrib.admin.models import LogEntry

from keepitlocal.admin_site import OURS
from readers.actions import ask_to_follow, confirm
from readers.models import Follower, Following, Question, What
from readers.queue import waiting
from readers.things import Thing
from tests.factories import CaseStudyFactory, CouncilFactory, PrincipleFactory, QuestionFactory
from tests.readers.conftest import RIA, contact, follow

pytestmark = pytest.mark.django_db

QUESTIONS, FOLLOWERS = "/admin/readers/question/", "/admin/readers/follower/"


@pytest.fixture
def question(client, settings):
    """A question that waits, as no council and no mailbox gets it."""
    settings.CONTACT_EMAIL = ""
    study = CaseStudyFactory(council=None, title="Neighbours help")
    client.post(contact(study), {"name": "Ria", "address": RIA, "text": "How did you begin?"})
    return Question.objects.get()


@pytest.mark.feature("PU21")
def test_a_question_that_waits_is_named_on_the_first_page(sign_in, curator, reviewer, question):
    page = sign_in(curator).get("/admin/").content.decode()

    assert f"{question.reference}: Neighbours help" in page
    assert f"{QUESTIONS}{question.pk}/change/" in page
    assert waiting(reviewer) == []
    assert "readers" in OURS


@pytest.mark.feature("PU21")
def test_it_is_read_answered_and_its_words_are_gone(sign_in, curator, question):
    browser = sign_in(curator)
    page = browser.get(f"{QUESTIONS}{question.pk}/change/").content.decode()
    assert "How did you begin?" in page
    assert RIA in page
    assert "Mark as answered" in page
    assert 'name="_save"' not in page
    address = f"{QUESTIONS}{question.pk}/answered/"
    assert "Nothing has happened yet" in browser.get(address).content.decode()
    assert Question.objects.waiting().count() == 1
    assert browser.post(address).url == QUESTIONS

    question.refresh_from_db()
    assert (question.name, question.address, question.text) == ("", "", "")
    assert question.answered_by == curator
    assert waiting(curator) == []
    assert browser.post(address).status_code == 302
    assert "does not wait for an answer" in browser.get(address).content.decode()


@pytest.mark.feature("PU21")
def test_of_what_went_on_by_email_staff_see_that_it_was_sent(sign_in, curator, client, study, lead):
    client.post(contact(study), {"name": "Ria", "address": RIA, "text": "How did you begin?"})
    question = Question.objects.get()
    page = sign_in(curator).get(f"{QUESTIONS}{question.pk}/change/").content.decode()

    assert "Its words are not kept here." in page
    assert "How did you begin?" not in page
    assert RIA not in page
    assert f"{QUESTIONS}{question.pk}/answered/" not in page


@pytest.mark.feature("PU21")
def test_who_may_not_answer_changes_nothing(sign_in, question, reviewer, bare_staff, lead):
    for person in (reviewer, bare_staff):
        assert sign_in(person).post(f"{QUESTIONS}{question.pk}/answered/").status_code == 403
    assert sign_in(lead).post(f"{QUESTIONS}{question.pk}/answered/").status_code == 302
    assert Question.objects.waiting().count() == 1


@pytest.mark.parametrize("key", ["0", "9" * 30, "x", "-1"])
def test_rows_that_are_not_there(sign_in, curator, key):
    for ending in ("answered/", "change/"):
        assert sign_in(curator).get(f"{QUESTIONS}{key}/{ending}").status_code in (302, 404)
    for ending in ("delete/", "change/"):
        assert sign_in(curator).get(f"{FOLLOWERS}{key}/{ending}").status_code in (302, 404)


# --- Followers ------------------------------------------------------------------------------


@pytest.fixture
def followers(council_a):
    for n in range(3):
        follow(What.COUNCIL, address=f"reader{n}@example.org", council=council_a)
    follow(What.PRINCIPLE, address=RIA, principle=PrincipleFactory(number=2))
    ask_to_follow(address="asked@example.org", thing=Thing(What.COUNCIL, council=council_a))
    return Follower.objects.all()


@pytest.mark.feature("PU30")
def test_staff_see_counts_and_no_address(sign_in, curator, followers):
    browser = sign_in(curator)
    for query in ("", "?q=", "?q=example.org", "?q=reader", "?q=@", "?q=%25", "?all=", "?o=1"):
        page = browser.get(f"{FOLLOWERS}{query}", follow=True).content.decode()
        assert "@example.org" not in page.replace('value="@', "")
        assert "0 followers by email" in page or "0 results" in page, query
    assert "Ambleford Metropolitan Borough Council</th><td>3</td>" in page
    assert "Principle 2: Name of principle 2</th><td>1</td>" in page


@pytest.mark.feature("PU30")
def test_no_page_of_a_follower_shows_the_address(sign_in, curator, followers):
    for row in followers:
        for ending in ("change", "delete", "history"):
            page = sign_in(curator).get(f"{FOLLOWERS}{row.pk}/{ending}/").content.decode()
            assert "@example.org" not in page


@pytest.mark.feature("PU30")
def test_somebody_who_asks_is_found_and_deleted(sign_in, curator, followers):
    browser = sign_in(curator)
    page = browser.get(FOLLOWERS, {"q": " Reader1@Example.org "}).content.decode()
    row = Follower.objects.get(address="reader1@example.org")
    assert f"{FOLLOWERS}{row.pk}/change/" in page
    assert "Ambleford Council (Followed)" in page
    browser.post(f"{FOLLOWERS}{row.pk}/delete/", {"post": "yes"})

    assert not Follower.objects.filter(address="reader1@example.org").exists()
    assert Following.objects.count() == 4
    assert "example.org" not in str(LogEntry.objects.values())


@pytest.mark.feature("PU30")
@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_however_many_follow(sign_in, curator, count, django_assert_max_num_queries):
    for n in range(count):
        row = ask_to_follow(address=f"r{n}@example.org", thing=Thing(What.COUNCIL, council=CouncilFactory()))
        confirm(following=row, generation=1)
    browser = sign_in(curator)
    with django_assert_max_num_queries(12):
        browser.get(FOLLOWERS)


@pytest.mark.feature("PU21")
@pytest.mark.parametrize("count", [1, 20])
def test_the_questions_cost_the_same_however_many_there_are(
    sign_in, curator, count, django_assert_max_num_queries
):
    for _ in range(count):
        QuestionFactory(study=CaseStudyFactory())
    browser = sign_in(curator)
    with django_assert_max_num_queries(14):
        browser.get(QUESTIONS)
