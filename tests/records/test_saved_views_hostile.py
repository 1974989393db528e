"""What may be saved and who may see it: hostile addresses and the whole cast at saved views."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from records.actions import change_view, remove_view, save_view
from records.models import SavedView
from tests.factories import CycleFactory, SavedViewFactory
from tests.records.view_pages import LIST, LONDON, SAVE, VIEWS, above, change, said

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST7"), pytest.mark.thorough]


@pytest.fixture
def pages(sign_in, curator):
    return sign_in(curator)


HOSTILE = [
    "council__region__regex=[",
    "council__roles__user__password__startswith=p",
    "owner__password=x",
    "gaps=yes&next=https://example.org/",
    "https://example.org/?gaps=yes",
    "//example.org/",
    "joined_on__year=9999",
    f"joined_on__year={'9' * 5000}",
    "o=1e9",
    "o=99",
    "o=-name",
    "o=1.1",
    "gaps=%00",
    "q=%00",
    f"q={'a' * 1100}",
    f"council__region__exact={'9' * 30}",
    "_changelist_filters=gaps%3Dyes",
]


def test_two_saves_at_once_cannot_make_one_name_in_two_spellings(curator):
    """Looking for the name would then find two views, and each later save with it be a 500."""
    SavedViewFactory(owner=curator, name="North", label="councils.council")

    with pytest.raises(IntegrityError):
        SavedViewFactory(owner=curator, name="north", label="councils.council")


class TestHostileAddresses:
    @pytest.mark.parametrize("query", HOSTILE)
    def test_what_the_list_does_not_offer_is_refused_in_words(self, pages, query):
        answer = pages.post(VIEWS, {**SAVE, "query": query})

        assert answer.status_code == 200
        assert said(answer)[0].startswith(("This asks for something", "This is too long"))
        assert not SavedView.objects.exists()

    @pytest.mark.parametrize("query", [query for query in HOSTILE if "%00" not in query])
    def test_looking_at_one_is_a_plain_page(self, pages, query):
        assert pages.get(f"{VIEWS}?{query}").status_code == 200

    @pytest.mark.parametrize(
        ("address", "query"),
        [
            ("/admin/accounts/user/views/", "groups__id__exact=abc"),
            ("/admin/assessments/assessment/views/", "cycle__id__exact=abc"),
        ],
    )
    def test_a_filter_that_the_list_cannot_use_is_refused(self, sign_in, superuser, address, query):
        pages = sign_in(superuser)

        # With and without something to choose from.
        assert said(pages.post(address, {**SAVE, "query": query}))[0].startswith("This asks for something")
        CycleFactory()
        assert said(pages.post(address, {**SAVE, "query": query}))[0].startswith("This asks for something")
        assert not SavedView.objects.exists()

    def test_it_leads_back_to_the_list_and_nowhere_else(self, pages):
        done = pages.post(f"{VIEWS}?next=https://example.org/", {**SAVE, "next": "https://example.org/"})

        assert done.url == f"{LIST}?{LONDON}"

    @pytest.mark.parametrize("sent", [{}, {"verb": "drop"}, {"verb": "save"}, {"name": "x", "query": LONDON}])
    def test_a_button_that_does_not_exist_does_nothing(self, pages, sent):
        assert pages.post(VIEWS, sent).status_code in (200, 400)
        assert not SavedView.objects.exists()

    def test_a_view_whose_filter_is_gone_is_named_without_a_link(self, pages, curator):
        SavedViewFactory(owner=curator, name="Old", query="colour__exact=red")

        assert above(pages.get(LIST)) == [("Old (the list no longer has its filters)", "", False)]


class TestWhoSeesWhat:
    def test_shared_ones_are_seen_by_whoever_may_open_the_list(self, browsers, people, curator):
        SavedViewFactory(owner=curator, name="Private words")
        SavedViewFactory(owner=curator, name="Shared words", shared=True)
        seen = {}
        for name, browser in browsers.items():
            pages = [browser.get(address) for address in (LIST, VIEWS)]
            seen[name] = {
                w for w in ("Private", "Shared") if any(f"{w} words" in p.content.decode() for p in pages)
            }

        nothing = {name: set() for name in people}
        assert seen == nothing | {"curator": {"Private", "Shared"}, "superuser": {"Shared"}}

    def test_nobody_else_touches_a_private_one(self, browsers, curator):
        view = SavedViewFactory(owner=curator)
        for name, browser in browsers.items():
            if name != "curator":
                for sent in (change(view, name="Taken over"), {"verb": "remove", "view": view.pk}):
                    assert browser.post(VIEWS, sent).status_code in (302, 403, 404), name

        view.refresh_from_db()
        assert view.name != "Taken over"

    def test_a_shared_one_is_changed_by_its_maker_or_a_superuser(self, sign_in, curator, reviewer, superuser):
        view = SavedViewFactory(label="councils.council", owner=reviewer, shared=True)
        address = "/admin/councils/council/views/"
        assert "Shared by colleagues" in sign_in(curator).get(address).content.decode()

        refused = sign_in(curator).post(address, {"verb": "remove", "view": view.pk})
        assert refused.status_code == 403
        assert "Only Reviewer Rhodes, who made this view, or a superuser can change it." in (
            refused.content.decode()
        )
        assert sign_in(superuser).post(address, change(view, name="Plainer")).status_code == 302
        view.refresh_from_db()
        assert (view.name, view.owner) == ("Plainer", reviewer)

    def test_the_verbs_ask_as_well(self, curator, superuser):
        view = save_view(label="records.source", name="A", query="link=no", shared=False, by=curator)

        for verb in (
            lambda: remove_view(view=view, by=superuser),
            lambda: change_view(view=view, name="B", shared=True, by=superuser),
        ):
            with pytest.raises(PermissionDenied, match="who made this view"):
                verb()

    def test_saving_is_for_those_who_may_open_the_list(self, browsers):
        for name, browser in browsers.items():
            browser.post(VIEWS, {**SAVE, "name": name})

        assert set(SavedView.objects.values_list("name", flat=True)) == {"curator", "superuser"}

    def test_it_is_shared_by_name_and_own_ones_come_first(self, pages, curator, reviewer):
        SavedViewFactory(owner=reviewer, name="A", shared=True)
        SavedViewFactory(owner=curator, name="c", shared=True)
        SavedViewFactory(owner=curator, name="B")

        assert [words for words, _, _ in above(pages.get(LIST))] == [
            "B",
            "c (shared)",
            "A (shared by Reviewer Rhodes)",
        ]

    def test_a_list_that_opened_to_choose_a_row_shows_none(self, pages, curator):
        SavedViewFactory(owner=curator)

        assert "saved-views" not in pages.get(f"{LIST}?_popup=1").content.decode()
