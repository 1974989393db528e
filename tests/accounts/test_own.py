"""One's own pages: details, messages, data; and that nothing of theirs is anybody else's."""

import json
import re

import pytest
from django.urls import reverse

from accounts.models import Digest, ErasureRequest
from keepitlocal.admin_site import PortalAdminSite
from tests.factories import SECRET, UserFactory

pytestmark = pytest.mark.django_db
# The most queries of each page: who is signed in, the session, the register's day, and the page's own.
MOST = {"own_details": 5, "message_choices": 5, "your_data": 5}


@pytest.fixture
def person():
    return UserFactory(name="Sam Example", email="sam@example.org", job_title="Head of Samples")


@pytest.fixture
def mine(person, sign_in):
    return sign_in(person)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("name", MOST)
def test_what_the_pages_cost(name, mine, django_assert_max_num_queries):
    mine.get(reverse(name))

    with django_assert_max_num_queries(MOST[name]):
        assert mine.get(reverse(name)).status_code == 200


class TestDetails:
    def test_name_and_title_are_changed_and_nothing_else(self, mine, person):
        sent = {"name": " Sam  Other ", "job_title": "", "email": "evil@example.org", "is_superuser": "on"}
        response = mine.post(reverse("own_details"), sent, follow=True)

        assert "Saved." in text_of(response)
        person.refresh_from_db()
        assert (person.name, person.job_title) == ("Sam  Other", "")
        assert (person.email, person.is_superuser) == ("sam@example.org", False)
        assert [row.words for row in person.earlier_names.all()] == ["Sam Example"]

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("", "Enter your name."),
            ("   ", "Enter your name."),
            ("a" * 151, "150"),
            ("Sam\nBcc: all@example.org", "line breaks"),
            ("Sam\u202eelpmaxE", "signs that cannot be seen"),
            ("\u200b", "signs that cannot be seen"),
        ],
    )
    def test_a_name_that_is_none_is_refused_in_words_and_kept_in_the_box(self, mine, person, name, says):
        response = mine.post(reverse("own_details"), {"name": name, "job_title": "Head of Boxes"})

        assert response.status_code == 200
        assert says in text_of(response)
        assert "Head of Boxes" in text_of(response)
        person.refresh_from_db()
        assert person.job_title == "Head of Samples"

    def test_the_frame_shows_who_is_signed_in_and_not_what_was_typed(self, mine):
        page = text_of(mine.post(reverse("own_details"), {"name": "x" * 200}))

        assert "<strong>Sam Example</strong>" in page

    def test_markup_stays_words(self, mine):
        page = text_of(mine.post(reverse("own_details"), {"name": "<b>Sam</b>"}, follow=True))

        assert "<b>Sam</b>" not in page
        assert "&lt;b&gt;Sam&lt;/b&gt;" in page


class TestMessages:
    def test_a_choice_is_kept(self, mine, person):
        assert person.digest == Digest.DAILY
        mine.post(reverse("message_choices"), {"digest": "weekly"})

        person.refresh_from_db()
        assert person.digest == Digest.WEEKLY
        page = text_of(mine.get(reverse("message_choices")))
        assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["weekly"]

    @pytest.mark.parametrize("sent", [{}, {"digest": "hourly"}, {"digest": "9" * 30}])
    def test_no_choice_is_refused_in_words(self, mine, person, sent):
        page = text_of(mine.post(reverse("message_choices"), sent))

        assert "Choose one of these." in page
        person.refresh_from_db()
        assert person.digest == Digest.DAILY

    def test_it_says_what_always_comes(self, mine):
        page = text_of(mine.get(reverse("message_choices")))

        assert "a code or a link that you asked for" in page
        assert "what asks you to do something" in page


class TestData:
    def test_the_file_is_ones_own_and_nobody_keeps_it(self, mine):
        response = mine.post(reverse("download_my_data"))

        assert response["Cache-Control"] == "private, no-store"
        assert response["Content-Disposition"].startswith('attachment; filename="keep-it-local-my-data-')
        document = json.loads(response.content)
        assert document["data"]["Account"][0]["email address"] == "sam@example.org"
        assert "password" not in document["data"]["Account"][0]
        assert mine.session.session_key not in text_of(response)

    def test_another_councils_words_are_not_in_it(self, portal, people, sign_in):
        """Not even by taking a name that stands in them."""
        portal("in_progress")
        mine = sign_in(people["other_lead"])
        mine.post(reverse("own_details"), {"name": SECRET.replace("-", " ")})
        mine.post(reverse("own_details"), {"name": f"x {SECRET}"})

        document = json.loads(mine.post(reverse("download_my_data")).content)
        assert "basis" not in str(document)
        assert set(document["data"]) <= {
            "Account",
            "Earlier names and addresses",
            "Messages",
            "Sessions that are open",
            "Roles on councils",
            "Changes to roles on councils (councils)",
        }

    def test_asking_to_be_forgotten_waits_for_a_superuser_and_can_be_taken_back(
        self, mine, person, superuser, curator
    ):
        for _ in range(2):
            page = mine.post(reverse("ask_to_be_forgotten"), follow=True)
        assert "Locality answers within a month." in text_of(page)
        assert ErasureRequest.objects.count() == 1
        assert [thing.what for thing in waiting(superuser)] == ["Sam Example"]
        assert waiting(curator) == []

        assert "Everything stays as it is." in text_of(mine.post(reverse("take_back_request"), follow=True))
        assert waiting(superuser) == []

    def test_looking_asks_for_nothing(self, mine):
        for name in ("ask_to_be_forgotten", "take_back_request", "download_my_data"):
            assert mine.get(reverse(name)).status_code == 405
        assert not ErasureRequest.objects.exists()


def waiting(user):
    """Return what the admin's first page says of requests."""
    things = [thing for queue in PortalAdminSite().queues for thing in queue(user)]
    return [thing for thing in things if thing.kind == "Asks to be forgotten"]
