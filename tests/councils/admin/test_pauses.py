"""Pauses in the admin: kept by curators, seen on the start page, and never deleted once they have begun."""

import datetime

import pytest
from django.urls import reverse
from lxml import html

from councils.models import Pause
from records.models import RegisterVersion
from tests.councils.admin.conftest import errors
from tests.factories import CouncilFactory, PauseFactory

pytestmark = pytest.mark.feature("ST27")

LIST = "/admin/councils/pause/"
DAYS = {"starts_on": "23 March 2027", "ends_on": "7 May 2027", "why": "Local elections on 6 May 2027."}


def change(pause):
    return reverse("admin:councils_pause_change", args=[pause.pk])


@pytest.fixture
def today(time_machine):
    """A day on which the factory's pause is on. Ask for it before a browser: sessions end at night."""
    time_machine.move_to("2027-04-01 12:00Z")


def test_a_pause_is_two_days_and_a_sentence(save, curator):
    assert save(f"{LIST}add/", **DAYS).status_code == 302

    pause = Pause.objects.get()
    assert (pause.starts_on, pause.ends_on) == (datetime.date(2027, 3, 23), datetime.date(2027, 5, 7))
    assert not pause.councils.exists()
    assert pause.history.earliest().history_user == curator


def test_it_can_be_for_some_councils(admin_pages, council_a, council_b):
    sent = {**DAYS, "councils": [council_a.pk, council_b.pk]}

    assert admin_pages.post(f"{LIST}add/", sent).status_code == 302
    assert list(Pause.objects.get().councils.all()) == [council_a, council_b]


def test_a_change_of_councils_alone_is_seen_and_kept_in_the_history(admin_pages, council_a, council_b):
    pause = PauseFactory(councils=[council_a])
    before = RegisterVersion.current().number

    admin_pages.post(change(pause), {**DAYS, "councils": [council_b.pk]})

    assert list(pause.councils.all()) == [council_b]
    assert RegisterVersion.current().number > before
    page = html.fromstring(admin_pages.get(f"{LIST}{pause.pk}/history/").content.decode())
    added, removed, *_ = page.xpath("//table[@class='history']/tbody/tr/td[3]")
    assert "Councils: (empty) → Brackwell Metropolitan Borough Council" in added.text_content()
    assert "Councils: Ambleford Metropolitan Borough Council → (empty)" in removed.text_content()


def test_the_history_names_every_council_of_a_long_list(admin_pages):
    pause = PauseFactory(councils=CouncilFactory.create_batch(20))

    history = admin_pages.get(f"{LIST}{pause.pk}/history/").content.decode()

    assert all(council.official_name in history for council in pause.councils.all())


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"ends_on": "22 March 2027"}, "The last day cannot be before the first day."),
        ({"ends_on": "7 May 2028"}, "A pause lasts some weeks, four months at most. Check the year."),
        ({"ends_on": "soon"}, "Enter a day, such as 3 March 2020 or 03/03/2020."),
        ({"why": ""}, "This field is required."),
    ],
)
def test_mistakes_are_said_in_words(admin_pages, sent, said):
    assert errors(admin_pages.post(f"{LIST}add/", {**DAYS, **sent})) == [said]
    assert not Pause.objects.exists()


def test_only_one_that_has_not_begun_can_be_deleted(today, admin_pages):
    going_on = PauseFactory()
    to_come = PauseFactory(starts_on=datetime.date(2027, 4, 2))

    for pause in (going_on, to_come):
        admin_pages.post(f"{LIST}{pause.pk}/delete/", {"post": "yes"})

    assert list(Pause.objects.all()) == [going_on]


def test_the_list_says_how_each_stands_and_for_whom(today, admin_pages, council_a):
    many = CouncilFactory.create_batch(4)
    PauseFactory(starts_on=datetime.date(2027, 4, 2), councils=many)
    PauseFactory(councils=[council_a])
    PauseFactory(starts_on=datetime.date(2026, 3, 23), ends_on=datetime.date(2026, 5, 7))

    rows = html.fromstring(admin_pages.get(LIST).content.decode()).xpath("//tbody/tr")

    assert [
        (row.find_class("field-stands")[0].text_content(), row.find_class("field-covers")[0].text_content())
        for row in rows
    ] == [("Not begun yet", "4 councils"), ("On now", "Ambleford"), ("Over", "All councils")]
    assert all(council.name in admin_pages.get(f"{LIST}export/").content.decode() for council in many)


# --- The start page -----------------------------------------------------------------------


def lines(browser):
    """Return the start page's lines about pauses, as text."""
    page = html.fromstring(browser.get("/admin/").content.decode())
    found = page.xpath("//ul[@class='waiting-list']/li[contains(., 'pre-election pause')]")
    return [" ".join(line.text_content().split()) for line in found]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-03-08", []),
        (
            "2027-03-09",
            [
                "A pre-election pause begins on 23 March 2027: For all councils, until 7 May 2027. "
                "Publish before then what cannot wait. Since today."
            ],
        ),
        (
            "2027-03-23",
            [
                "A pre-election pause is on until 7 May 2027: For all councils. "
                "New publications wait until then. Since today."
            ],
        ),
        (
            "2027-05-07",
            [
                "A pre-election pause is on until 7 May 2027: For all councils. "
                "New publications wait until then. Since 23 March 2027, 1 month, 2 weeks ago."
            ],
        ),
        ("2027-05-08", []),
    ],
)
def test_the_start_page_speaks_of_it_from_two_weeks_before(curator, sign_in, time_machine, day, said):
    PauseFactory()
    time_machine.move_to(f"{day} 12:00Z")

    assert lines(sign_in(curator)) == said


def test_the_start_page_says_for_how_many(today, admin_pages, council_a):
    PauseFactory(councils=[council_a])
    PauseFactory(councils=[council_a, CouncilFactory()])

    assert [line.split(": ")[1].split(".")[0] for line in lines(admin_pages)] == [
        "For 1 council",
        "For 2 councils",
    ]


def test_who_is_told_of_it(today, browsers, people):
    PauseFactory()
    told = {name for name, browser in browsers.items() if people[name].is_staff and lines(browser)}

    assert told == {"curator", "reviewer", "superuser"}
