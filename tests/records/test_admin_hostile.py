"""What somebody signed in to the admin might send by hand: it is refused, and changes nothing."""

import datetime

import pytest
from django.contrib import admin
from django.urls import reverse
from lxml import html

from records.models import RegisterVersion
from tests.factories import CaseStudyFactory, PauseFactory, TopicFactory

pytestmark = pytest.mark.thorough
CHANGED = {"official_name": "Somewhere Else Council", "name": "Somewhere Else", "basis": "stated"}


def earlier_version(council):
    first = council.history.last()
    return f"{reverse('admin:councils_council_history', args=[council.pk])}{first.pk}/"


def go_back(browser, council):
    kept = {"type": council.type, "tier": council.tier, "region": council.region}
    return browser.post(earlier_version(council), {**kept, **CHANGED})


@pytest.fixture
def save_form():
    """Return a function that opens a page and sends its form as it is shown, but for these answers."""

    def send(browser, page, **answers):
        shown = html.fromstring(browser.get(page).content.decode())
        form = next(form for form in shown.forms if form.get("id", "").endswith("_form"))
        return browser.post(page, {**dict(form.form_values()), **answers, "_save": "Save"})

    return send


def test_who_may_only_read_cannot_write_through_an_earlier_version(sign_in, reviewer, council_a):
    assert sign_in(reviewer).get(earlier_version(council_a)).status_code == 200

    assert go_back(sign_in(reviewer), council_a).status_code == 403

    council_a.refresh_from_db()
    assert council_a.name == "Ambleford"
    assert council_a.history.count() == 1


def test_who_may_change_can_go_back(sign_in, curator, council_a):
    assert go_back(sign_in(curator), council_a).status_code == 302

    council_a.refresh_from_db()
    assert council_a.name == "Somewhere Else"


def test_going_back_never_changes_an_address_or_a_code(sign_in, curator, council_a):
    """They are promises: the page does not offer them, and an import may have changed them since."""
    before = (council_a.slug, council_a.gss_code)
    council_a.slug, council_a.gss_code = "ambleford-and-vale", "E07999999"
    council_a.save()
    assert before != (council_a.slug, council_a.gss_code)

    assert go_back(sign_in(curator), council_a).status_code == 302

    council_a.refresh_from_db()
    assert council_a.name == "Somewhere Else"
    assert (council_a.slug, council_a.gss_code) == ("ambleford-and-vale", "E07999999")


def test_a_study_that_was_published_keeps_its_day_and_its_address(sign_in, curator, save_form):
    study = CaseStudyFactory(slug="first-words", state="draft", published_on=None)
    study.slug, study.state, study.published_on = "tea", "published", datetime.date(2026, 5, 4)
    study.save()
    first = study.history.last()
    page = f"{reverse('admin:practice_casestudy_history', args=[study.pk])}{first.pk}/"

    assert save_form(sign_in(curator), page).status_code == 302

    study.refresh_from_db()
    assert (study.slug, study.published_on) == ("tea", datetime.date(2026, 5, 4))
    assert not study.is_public


def test_going_back_to_other_topics_or_councils_is_seen_at_once(sign_in, curator, save_form):
    """Nothing else changes, and the public pages are kept until the register does."""
    study, pause = CaseStudyFactory(topics=[TopicFactory()]), PauseFactory()
    for row, place in ((study, "practice_casestudy"), (pause, "councils_pause")):
        page = f"{reverse(f'admin:{place}_history', args=[row.pk])}{row.history.first().pk}/"
        before = RegisterVersion.current().number
        assert save_form(sign_in(curator), page).status_code == 302
        assert RegisterVersion.current().number > before


@pytest.mark.parametrize("chosen", ["abc", "a\0b", "-1", "²", "9" * 18, "<script>"])
def test_a_choice_that_is_no_row_is_said_to_be_none(sign_in, curator, save_form, chosen):
    study, pause = CaseStudyFactory(), PauseFactory()
    for row, place, name in ((study, "practice_casestudy", "source"), (pause, "councils_pause", "councils")):
        page = reverse(f"admin:{place}_change", args=[row.pk])
        answer = save_form(sign_in(curator), page, **{name: chosen})

        assert answer.status_code == 200
        assert list(answer.context["adminform"].form.errors) == [name]


@pytest.mark.parametrize("chosen", ["", "abc", "1.5", "-1", "\0", "²", "9" * 30])
def test_odd_row_numbers_are_a_bad_request(sign_in, curator, council_a, chosen):
    sent = {"action": "download_chosen", "_selected_action": [council_a.pk, chosen]}

    assert sign_in(curator).post("/admin/councils/council/", sent).status_code == 400


@pytest.mark.parametrize(
    ("status", "address"),
    [
        (404, "councils/council/abc/history/"),
        (404, "councils/council/abc/history/1/"),
        (404, "councils/council/{pk}/history/1e9/"),
        (404, f"councils/council/{{pk}}/history/{'9' * 30}/"),
        (200, "councils/council/add/?source=abc"),
        (200, "councils/endorsement/add/?membership=%ff"),
        (400, "councils/council/?name__regex=["),
        (400, f"councils/council/?id__in={'9' * 30}"),
        (400, f"accounts/user/?groups={'9' * 30}"),
        (400, "councils/membership/?joined_on__year=9999"),
        (400, "councils/membership/?joined_on__year=0"),
        (400, f"councils/membership/?joined_on__year={'9' * 5000}"),
        (400, "councils/membership/export/?joined_on__year=9999"),
    ],
)
def test_no_address_of_the_admin_is_an_error(sign_in, superuser, council_a, status, address):
    assert sign_in(superuser).get(f"/admin/{address.format(pk=council_a.pk)}").status_code == status


def test_history_shows_rows_without_a_page_of_their_own(sign_in, curator, council_a):
    council_a.aliases.create(name="Ambleford-on-Sea")

    page = sign_in(curator).get(reverse("admin:councils_council_history", args=[council_a.pk]))

    assert page.status_code == 200
    assert "Ambleford-on-Sea" in page.content.decode()


@pytest.mark.thorough
@pytest.mark.feature("ST7")
def test_every_filter_that_a_list_offers_works_and_can_be_saved(sign_in, superuser, register):
    browser = sign_in(superuser)
    followed = 0
    for page in admin.site._registry.values():
        address = reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist")
        for link in offered(browser.get(address)):
            followed += 1
            answer = browser.get(f"{address}{link}")
            assert answer.status_code == 200, f"{address}{link}"
            nothing_chosen = link == "?"
            assert nothing_chosen or b"Save this view" in browser.get(f"{address}views/{link}").content, link

    assert followed > 50


def offered(response):
    """Return where a list's filters and its drill-down by date lead, a few of each."""
    shown = html.fromstring(response.content.decode())
    parts = shown.xpath("//*[@id='changelist-filter']//ul | //ul[contains(@class, 'toplinks')]")
    return [link for part in parts for link in part.xpath(".//a/@href")[:3] if link.startswith("?")]
