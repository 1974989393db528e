"""Loading case studies from a file: looked at first, done whole or not at all, and never published."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse

from practice.models import CaseStudy
from records.forms import ConfirmForm
from tests.councils.admin.test_uploads import button, words
from tests.factories import CaseStudyFactory, CouncilFactory, ServiceAreaFactory, SourceFactory, TopicFactory

pytestmark = pytest.mark.django_db
LOAD = "/admin/practice/casestudy/load/"


def file_of(*rows):
    """A CSV file with these rows; each is a dictionary of the columns it fills."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    made = BytesIO(text.getvalue().encode())
    made.name = "studies.csv"
    return made


def row(**cells):
    return {"slug": "tea", "title": "Tea together", "summary": "Neighbours have tea.", **cells}


@pytest.mark.feature("ST10")
@pytest.mark.feature("ST11")
def test_a_file_is_previewed_finds_councils_by_name_and_makes_drafts(admin_pages):
    council, topic = CouncilFactory(name="Ambleford"), TopicFactory(slug="loneliness")
    source = SourceFactory(key="gazette")
    given = row(council="Ambleford Council", topics="loneliness", year="2024", source="gazette")
    preview = admin_pages.post(LOAD, {"studies": file_of(given)})

    assert "1 new, 0 changed, 0 the same, 0 failed." in words(preview)
    assert not CaseStudy.objects.exists()
    done = admin_pages.post(LOAD, button(preview), follow=True)

    assert "Loaded: 1 new" in words(done)
    study = CaseStudy.objects.get()
    assert (study.council, study.source, list(study.topics.all())) == (council, source, [topic])
    assert not study.is_public
    assert " tea together " in study.search_text


@pytest.mark.feature("ST10")
def test_the_page_says_what_goes_into_each_column(admin_pages):
    page = words(admin_pages.get(LOAD))

    assert "titleTitleYes" in page
    assert "statusStatus: “Under way” or “Ended”No" in page
    assert "topicsHelps with: several with semicolons between" in page
    assert "do_differently_unknownNo source says what they would do differently: yes or no" in page


@pytest.mark.feature("ST11")
def test_topics_and_kinds_of_service_are_found_by_their_names_too(admin_pages):
    topic, service = TopicFactory(name="Older people"), ServiceAreaFactory(name="Social prescribing")
    given = row(topics="older People; nothing", service_area="social prescribing")

    assert "no topic “nothing” is known" in words(admin_pages.post(LOAD, {"studies": file_of(given)}))
    given["topics"] = "older People"
    admin_pages.post(LOAD, button(admin_pages.post(LOAD, {"studies": file_of(given)})))
    study = CaseStudy.objects.get()
    assert (list(study.topics.all()), study.service_area) == ([topic], service)


@pytest.mark.feature("ST10")
@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"council": "Nowhere"}, "No council is called “Nowhere”."),
        ({"council": "E08999999"}, "No council has, or had, the GSS code “E08999999”."),
        ({"topics": "gardening"}, "no topic “gardening” is known"),
        ({"year": "last year"}, "“last year” is not a whole number"),
        ({"title": ""}, "it is empty"),
        ({"state": "published"}, "does not know the column “state”"),
        ({"title": "x" * 141}, "Title:"),
        ({"began_year": "2020", "ended_year": "2019"}, "Ended in: it cannot end before it began."),
        (
            {"do_differently": "Begin sooner.", "do_differently_unknown": "yes"},
            "What they would do differently: it is there, so a source does say.",
        ),
    ],
)
def test_a_bad_row_is_named_and_changes_nothing(admin_pages, cells, reason):
    preview = admin_pages.post(LOAD, {"studies": file_of(row(slug="good"), row(**cells))})

    assert reason in words(preview)
    assert button(preview) is None
    assert not CaseStudy.objects.exists()


def test_what_is_published_stays_published_when_a_file_changes_its_words(admin_pages, client):
    study = CaseStudyFactory(slug="tea")
    preview = admin_pages.post(LOAD, {"studies": file_of(row(title="Tea and cake"))})
    admin_pages.post(LOAD, button(preview))
    study.refresh_from_db()

    assert (study.title, study.is_public) == ("Tea and cake", True)
    assert " tea and cake " in study.search_text
    assert study.history.first().history_change_reason == "Import"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"year": ""}, "Source and year of the facts: it is published"),
        ({"source": ""}, "Source and year of the facts: it is published"),
        ({"do_differently_unknown": "no"}, "What they would do differently: it is published"),
    ],
)
def test_no_file_takes_away_what_a_public_study_needs(admin_pages, cells, reason):
    """Otherwise the button could be pressed again and again, and the register be blamed for it."""
    CaseStudyFactory(slug="tea", do_differently="", do_differently_unknown=True)
    preview = admin_pages.post(LOAD, {"studies": file_of(row(**cells))})

    assert reason in words(preview)
    assert button(preview) is None


def test_a_preview_of_another_list_is_a_bad_request(admin_pages):
    sealed = ConfirmForm.seal({"organisations": b"name\r\nTea\r\n"}, "0" * 64).initial

    assert admin_pages.post(LOAD, sealed).status_code == 400


def test_of_very_many_complaints_the_first_are_shown(admin_pages):
    preview = admin_pages.post(
        LOAD, {"studies": file_of(*(row(slug=f"tea{n}", title="") for n in range(1300)))}
    )

    assert "0 the same, 1300 failed." in words(preview)
    assert preview.content.count(b"it is empty") == 200
    assert "And 1,100 more." in words(preview)


@pytest.mark.parametrize("content", [b"", b"slug,title\n", b"\xff\xfe", b'slug,title,summary\n"a,b,c'])
def test_a_broken_file_says_what_is_wrong(admin_pages, content):
    broken = BytesIO(content)
    broken.name = "studies.csv"
    answer = admin_pages.post(LOAD, {"studies": broken})
    assert answer.status_code == 200
    assert button(answer) is None


def test_only_curators_load_files(sign_in, reviewer, bare_staff):
    assert sign_in(reviewer).get(LOAD).status_code == 403
    assert sign_in(bare_staff).get(LOAD).status_code == 403
    assert reverse("admin:practice_casestudy_upload") == LOAD
