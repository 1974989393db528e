"""Saved views of the admin's lists: saved, marked, renamed, shared and removed."""

import pytest
from lxml import html

from accounts.actions import anonymise
from records.actions import MOST_VIEWS, TAKEN
from records.models import SavedView
from tests.factories import CouncilFactory, MembershipFactory, SavedViewFactory
from tests.records.view_pages import LIST, LONDON, SAVE, VIEWS, above, change, said

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST7")]


@pytest.fixture
def pages(sign_in, curator):
    return sign_in(curator)


class TestSaving:
    def test_what_the_list_shows_is_saved_under_a_name(self, pages, curator):
        offer = html.fromstring(
            pages.get(f"{LIST}?gaps=yes&p=1&council__region__exact=london").content.decode()
        )
        (link,) = offer.xpath("//nav[@class='saved-views']/a/@href")
        assert link == f"{VIEWS}?{LONDON}"

        page = pages.get(link).content.decode()
        assert "What is missing: Anything" in page
        assert "Region: London" in page
        done = pages.post(VIEWS, SAVE)

        assert done.url == f"{LIST}?{LONDON}"
        assert SavedView.objects.values_list("label", "name", "query", "owner", "shared").get() == (
            "councils.membership",
            "London to do",
            LONDON,
            curator.pk,
            False,
        )
        assert "“London to do” is saved." in pages.get(done.url).content.decode()

    def test_it_shows_the_same_rows_again(self, pages):
        MembershipFactory(council=CouncilFactory(name="Ashby", region="london"))
        MembershipFactory(council=CouncilFactory(name="Birley"))
        pages.post(VIEWS, SAVE)
        ((_, address, _),) = above(pages.get(LIST))

        rows = pages.get(f"{LIST}{address}").context["cl"].result_list

        assert [row.council.name for row in rows] == ["Ashby"]

    def test_search_and_order_are_kept_and_said_in_words(self, pages):
        page = pages.get(f"{VIEWS}?o=-1.2&q=north&joined_on__year=2020").content.decode()

        assert "Search: “north”" in page
        assert "Joined on: year 2020" in page
        assert "Order: Council (backwards), then Region" in page

    def test_the_view_in_use_is_marked_however_its_address_is_written(self, pages, curator):
        SavedViewFactory(owner=curator, name="Mine")
        assert above(pages.get(LIST)) == [("Mine", f"?{LONDON}", False)]

        shown = pages.get(f"{LIST}?gaps=yes&council__region__exact=london&p=1")

        assert above(shown) == [("Mine (shown now)", f"?{LONDON}", True)]
        assert "Save this view" not in shown.content.decode()

    def test_nothing_chosen_is_nothing_to_save(self, pages):
        assert "saved-views" not in pages.get(LIST).content.decode()
        assert "choose filters, a search or an order" in pages.get(VIEWS).content.decode()
        pages.post(VIEWS, {**SAVE, "query": ""})
        pages.post(VIEWS, {**SAVE, "query": "p=3&q="})
        assert not SavedView.objects.exists()

    def test_sending_it_twice_saves_it_once(self, pages):
        first, second = pages.post(VIEWS, SAVE), pages.post(VIEWS, SAVE)

        assert first.url == second.url
        assert SavedView.objects.count() == 1

    @pytest.mark.parametrize("name", ["London to do", "london TO DO"])
    def test_a_name_is_used_once_per_list_and_person(self, pages, sign_in, superuser, name):
        pages.post(VIEWS, SAVE)

        refused = pages.post(VIEWS, {**SAVE, "name": name, "query": "gaps=no"})
        assert said(refused) == [TAKEN]
        assert f'value="{name}"' in refused.content.decode(), "what was typed is still there"
        pages.post("/admin/councils/council/views/", {**SAVE, "name": name, "query": "gaps=no"})
        sign_in(superuser).post(VIEWS, {**SAVE, "name": name})

        assert SavedView.objects.count() == 3

    @pytest.mark.parametrize(
        ("name", "problem"),
        [
            ("", "Give it a name, so that you find it again."),
            ("   ", "Give it a name, so that you find it again."),
            ("n" * 61, "Ensure this value has at most 60 characters (it has 61)."),
            ("a\0b", "Null characters are not allowed."),
        ],
    )
    def test_a_name_is_needed(self, pages, name, problem):
        assert said(pages.post(VIEWS, {**SAVE, "name": name})) == [problem]
        assert not SavedView.objects.exists()

    def test_a_person_keeps_so_many_of_a_list_and_no_more(self, pages, curator):
        SavedViewFactory.create_batch(MOST_VIEWS, owner=curator)

        assert said(pages.post(VIEWS, SAVE)) == [
            f"You keep {MOST_VIEWS} views of this list, which is the most. Remove one first."
        ]
        assert SavedView.objects.count() == MOST_VIEWS

    def test_markup_in_a_name_is_text(self, pages):
        pages.post(VIEWS, {**SAVE, "name": "<script>alert(1)</script>"})

        for address in (LIST, VIEWS):
            assert "<script>alert" not in pages.get(address).content.decode()


class TestKeeping:
    def test_one_is_renamed_shared_and_removed_by_its_maker(self, pages, curator):
        view = SavedViewFactory(owner=curator)

        assert pages.post(VIEWS, change(view, name="Better", shared="on")).url == VIEWS
        view.refresh_from_db()
        assert (view.name, view.shared, view.query) == ("Better", True, LONDON)
        assert pages.post(VIEWS, {"verb": "remove", "view": view.pk}).url == VIEWS
        assert not SavedView.objects.exists()

    @pytest.mark.parametrize("name", ["taken", ""])
    def test_a_name_that_will_not_do_is_said_beside_it(self, pages, curator, name):
        SavedViewFactory(owner=curator, name="Taken")
        view = SavedViewFactory(owner=curator, name="Mine")

        assert len(said(pages.post(VIEWS, change(view, name=name)))) == 1
        view.refresh_from_db()
        assert view.name == "Mine"

    def test_looking_changes_nothing(self, pages, curator):
        view = SavedViewFactory(owner=curator)

        pages.get(VIEWS, {"verb": "remove", "view": view.pk})
        pages.get(VIEWS, SAVE)

        assert list(SavedView.objects.all()) == [view]

    @pytest.mark.parametrize("number", ["", "abc", "-1", "²", "9" * 30, "999999"])
    @pytest.mark.parametrize("verb", ["change", "remove"])
    def test_an_unknown_one_is_not_found(self, pages, verb, number):
        assert pages.post(VIEWS, {"verb": verb, "view": number}).status_code == 404

    def test_one_of_another_list_is_not_found_here(self, pages, curator):
        view = SavedViewFactory(owner=curator, label="councils.council")

        assert pages.post(VIEWS, {"verb": "remove", "view": view.pk}).status_code == 404
        assert SavedView.objects.exists()


@pytest.mark.parametrize("address", [LIST, VIEWS])
def test_any_number_of_views_costs_one_query(pages, curator, django_assert_max_num_queries, address):
    counts = []
    for _ in range(2):
        SavedViewFactory.create_batch(5, owner=curator)
        SavedViewFactory.create_batch(5, shared=True)
        with django_assert_max_num_queries(11) as asked:
            pages.get(f"{address}?gaps=yes")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_is_anonymised_leaves_no_private_view(curator, superuser):
    SavedViewFactory(owner=curator, name="Private")
    SavedViewFactory(owner=curator, name="Shared", shared=True)

    anonymise(person=curator, by=superuser)

    assert [view.name for view in SavedView.objects.all()] == ["Shared"]
