"""The page of a version's questions, to read, print and download."""

import html

import pytest
from django.utils import timezone

from principles.exports import WORD
from principles.models import LevelDescriptor, QuestionSet, Statement
from tests.factories import QuestionSetFactory

pytestmark = pytest.mark.django_db


def text_of(response):
    return html.unescape(response.content.decode())


@pytest.mark.feature("OF44")
def test_every_statement_with_its_levels_is_on_one_page(register, client):
    page = text_of(client.get("/about/questions/1/"))

    assert [text for text in Statement.objects.values_list("text", flat=True) if text not in page] == []
    assert [text for text in LevelDescriptor.objects.values_list("text", flat=True) if text not in page] == []
    assert 'href="/about/questions/1.docx"' in page
    assert page.count("<h1") == 1


@pytest.mark.feature("PU36")
def test_the_page_says_how_this_version_was_made(register, client):
    page = text_of(client.get("/about/questions/1/"))

    assert "No official Keep it Local question set, scale or result has been published." in page
    assert "there is no total, average or rank" in page
    assert "No council has used these questions yet" in page
    assert "Several" in page
    assert "True if it would carry on if the people changed." in page


@pytest.mark.feature("PU36")
def test_each_version_has_its_own_page_and_says_since_when_it_is_used(register, client):
    questions = QuestionSet.objects.get(version=1)
    questions.freeze()
    QuestionSetFactory(version=2)

    first, second = text_of(client.get("/about/questions/1/")), text_of(client.get("/about/questions/2/"))

    today = timezone.localdate()
    assert f"in use since {today.day} {today:%B %Y}" in first
    assert 'href="/about/questions/2/"' in first
    assert 'href="/about/questions/1/"' in second


def test_a_set_without_statements_still_has_a_page(client):
    QuestionSet.objects.create(version=3, title="Version 3")

    response = client.get("/about/questions/3/")

    assert response.status_code == 200
    assert "The questions, version 3" in text_of(response)


@pytest.mark.feature("OF44")
def test_the_word_file_is_named_after_its_version(register, client):
    response = client.get("/about/questions/1.docx")

    assert response.headers["Content-Type"] == WORD
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="keep-it-local-questions-version-1.docx"'
    )
    assert response.content.startswith(b"PK")


@pytest.mark.parametrize("version", ["2", "0", "9" * 30])
@pytest.mark.parametrize("ending", ["/", ".docx"])
def test_there_is_no_page_for_a_version_that_is_not_there(register, client, version, ending):
    assert client.get(f"/about/questions/{version}{ending}").status_code == 404


@pytest.mark.parametrize("address", ["/about/questions/1/", "/about/questions/1.docx"])
def test_the_pages_are_shared_and_only_read(register, client, address):
    response = client.get(address)

    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert client.post(address).status_code == 405


def test_the_page_asks_a_handful_of_queries(register, client, django_assert_max_num_queries, settings):
    settings.CACHE_PUBLIC_PAGES = False
    with django_assert_max_num_queries(9):
        assert client.get("/about/questions/1/").status_code == 200
