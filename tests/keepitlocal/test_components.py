"""The components that pages are made of."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string

from records.models import Source

TODAY = "2026-05-20 12:00:00+00:00"


def fact(**fields):
    """Return what the component reads of a row with a source."""
    given = {"source": None, "stated_on": None, "confirmed_on": None, "is_our_reading": False}
    return SimpleNamespace(**{**given, **fields})


def source(**fields):
    return Source(
        **{"key": "s", "title": "Report to the Lead Member", "publisher": "Ambleford Council", **fields}
    )


def drawn(name, **context):
    return " ".join(render_to_string(f"components/{name}", context).split())


@pytest.mark.feature("PU13")
class TestSourceLine:
    def line(self, **fields):
        with time_machine.travel(TODAY):
            return drawn("source_line.html", fact=fact(**fields))

    def test_names_source_date_and_check(self):
        line = self.line(source=source(), stated_on=date(2022, 7, 26), confirmed_on=date(2026, 5, 4))
        assert "Source: Report to the Lead Member, Ambleford Council, 26 July 2022." in line
        assert "Checked 4 May 2026." in line
        assert "Our reading" not in line

    def test_says_in_which_role_somebody_checked(self):
        line = self.line(source=source(), confirmed_on=date(2026, 5, 4), confirmed_by_role="Locality")
        assert "Checked 4 May 2026 by Locality." in line

    def test_links_to_a_source_that_can_be_read(self):
        line = self.line(source=source(url="https://example.org/report"))
        assert '<a href="https://example.org/report">Report to the Lead Member</a>' in line

    def test_says_what_is_our_reading(self):
        assert "Our reading." in self.line(source=source(), is_our_reading=True)

    @pytest.mark.feature("PU29")
    def test_says_what_was_not_confirmed_for_a_year(self):
        assert "Not confirmed since 4 May 2025." in self.line(source=source(), confirmed_on=date(2025, 5, 4))

    def test_says_what_is_not_known(self):
        line = self.line()
        assert "Source: not recorded yet." in line
        assert "Not checked yet." in line


@pytest.mark.feature("PU25")
class TestStrip:
    def test_fills_the_councils_box_and_says_it_in_words(self):
        strip = drawn("strip.html", level=3, label="In regular use", last_level=2, last_label="Trying it out")
        assert 'data-level="3" data-last="2" aria-hidden="true"' in strip
        assert strip.count("<span></span>") == 4
        assert "<strong>In regular use</strong>" in strip
        assert "last year: Trying it out" in strip

    def test_hatches_what_was_not_answered(self):
        strip = drawn("strip.html")
        assert "is-blank" in strip
        assert "<strong>Not answered</strong>" in strip

    @pytest.mark.parametrize("kind", ["do_not_know", "not_our_service"])
    def test_other_answers_are_words_beside_empty_boxes(self, kind):
        strip = drawn("strip.html", kind=kind, label="Words")
        assert "is-blank" not in strip
        assert "data-level" not in strip

    def test_shows_no_number_to_anyone(self):
        strip = drawn("strip.html", level=4, label="How we work")
        assert not any(character.isdigit() for character in strip.split(">", 2)[2])


class TestPagination:
    def page(self, number):
        return Paginator(range(25), 10).page(number)

    def test_keeps_the_filters(self):
        html = drawn("pagination.html", page=self.page(2), query=QueryDict("region=london&page=2"))
        assert 'href="?region=london&amp;page=1"' in html
        assert 'href="?region=london&amp;page=3"' in html
        assert "Page 2 of 3" in html

    def test_the_first_page_has_none_before_it(self):
        html = drawn("pagination.html", page=self.page(1), query=QueryDict())
        assert 'rel="prev"' not in html
        assert 'rel="next"' in html

    def test_one_page_needs_none(self):
        assert drawn("pagination.html", page=Paginator([1], 10).page(1), query=QueryDict()) == ""


def test_a_summary_list_says_what_is_not_known_and_what_a_link_changes():
    rows = [{"term": "Joined", "text": "3 March 2020"}, {"term": "Champions", "text": "", "address": "/x/"}]
    html = drawn("summary_list.html", rows=rows)
    assert "<dt>Joined</dt> <dd>3 March 2020</dd>" in html
    assert "<dd>Not yet recorded</dd>" in html
    assert '<a href="/x/">Change<span class="hidden-words"> champions</span></a>' in html


def test_the_standard_line_is_about_membership_unless_told_otherwise():
    assert "It is not a rating." in drawn("standard_line.html")
    assert "Self-assessed by Ambleford" in drawn("standard_line.html", text="Self-assessed by Ambleford")


def test_an_answer_a_card_and_a_list_of_contents():
    answer = drawn(
        "answer_panel.html", title="Yes.", address="/councils/leeds/", words="See what it promised"
    )
    assert '<h2>Yes.</h2> <p><a href="/councils/leeds/">See what it promised</a></p>' in answer
    card = drawn("card.html", title="<b>Hubs</b>", text="Four of them", address="/x/")
    assert '<h3><a href="/x/">&lt;b&gt;Hubs&lt;/b&gt;</a></h3>' in card
    assert '<a href="#history">History</a>' in drawn("contents.html", links=[("#history", "History")])


def test_breadcrumbs_lead_from_the_start():
    html = drawn("breadcrumbs.html", links=[("/councils/", "Councils")])
    assert html.index('href="/"') < html.index('href="/councils/"')
    assert 'aria-label="You are here"' in html


def test_notices_are_announced_with_their_kind():
    notice = SimpleNamespace(level_tag="error", __str__=lambda: "x")
    html = drawn("notices.html", notices=[notice])
    assert '<div role="status">' in html
    assert '<ul class="notices">' in html
    assert '<li class="error">' in html
