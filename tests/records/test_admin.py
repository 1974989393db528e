"""Sources and names in the admin; one removal reaches every place."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from accounts.actions import take_down
from records.models import PublicName, Source
from tests import factories

NAMES = "/admin/records/publicname/"
WHO = "Cllr Robin Removed"


@pytest.fixture
def pages(sign_in, curator):
    return sign_in(curator)


@pytest.fixture
def champion(council_a):
    """A champion whose name stands in the row, in two of its versions, and in the admin's log."""
    factories.MembershipFactory(council=council_a)
    champion = factories.ChampionFactory(council=council_a, person=factories.PublicNameFactory(name=WHO))
    champion.role = "Lead Member for Place"
    champion.save()
    return champion


def texts(pages, client, champion):
    addresses = [
        "/admin/",
        NAMES,
        "/admin/councils/champion/",
        "/admin/councils/champion/export/",
        reverse("admin:councils_champion_change", args=[champion.pk]),
        reverse("admin:councils_champion_history", args=[champion.pk]),
        f"{reverse('admin:councils_champion_history', args=[champion.pk])}{champion.history.last().pk}/",
        reverse("admin:councils_council_history", args=[champion.council_id]),
        reverse("admin:records_publicname_history", args=[champion.person_id]),
    ]
    read = {address: pages.get(address).content.decode() for address in addresses}
    public = champion.council.get_absolute_url()
    return {**read, public: client.get(public).content.decode()}


@pytest.mark.feature("PU11")
def test_a_name_taken_down_disappears_from_every_page_and_version(pages, client, champion):
    changed = reverse("admin:records_publicname_change", args=[champion.person_id])
    pages.post(changed, {"name": f"{WHO} OBE"})
    shown = texts(pages, client, champion)
    assert sum(WHO in text for text in shown.values()) >= 7

    data = {"action": "take_names_down", "_selected_action": [champion.person_id]}
    preview = pages.post(NAMES, data)
    assert "This cannot be undone." in preview.content.decode()
    assert PublicName.objects.get().name
    pages.post(NAMES, {**data, "confirmed": "yes", "on": timezone.localdate().isoformat()})

    assert [address for address, text in texts(pages, client, champion).items() if WHO in text] == []
    assert not LogEntry.objects.filter(object_repr__contains="Robin").exists()
    assert not LogEntry.objects.filter(change_message__contains="Robin").exists()
    assert PublicName.objects.get().removed_on == timezone.localdate()


@pytest.mark.feature("ST29")
def test_a_name_taken_down_cannot_be_typed_back(pages, champion, curator):
    take_down(names=[champion.person], by=curator)

    response = pages.post(
        reverse("admin:records_publicname_change", args=[champion.person_id]), {"name": "Back Again"}
    )

    assert response.status_code == 403
    assert PublicName.objects.get().name == ""


@pytest.mark.parametrize("name", ["", "  ", "\u00a0"])
def test_a_person_without_a_name_is_asked_for_it(pages, champion, name):
    page = reverse("admin:records_publicname_change", args=[champion.person_id])
    for address in (page, reverse("admin:records_publicname_add")):
        answer = pages.post(address, {"name": name})

        assert answer.status_code == 200
        assert "Enter the name, or the day it was removed" in answer.content.decode()
    assert PublicName.objects.get().name == WHO


def test_taking_down_twice_keeps_the_first_day(champion, curator):
    PublicName.objects.update(name="", removed_on=datetime.date(2025, 1, 1))

    take_down(names=[PublicName.objects.get()], by=curator)

    assert PublicName.objects.get().removed_on == datetime.date(2025, 1, 1)


def test_the_key_of_a_source_is_set_once(pages):
    source = factories.SourceFactory(key="first")
    data = {"title": "Minutes", "publisher": "Example", "url": "", "note": "", "key": "second"}

    pages.post(reverse("admin:records_source_change", args=[source.pk]), data)

    source.refresh_from_db()
    assert (source.key, source.title) == ("first", "Minutes")


def test_sources_without_a_link_are_found(pages):
    factories.SourceFactory(title="Linked")
    factories.SourceFactory(title="Bare", url="")

    found = pages.get("/admin/records/source/?link=no").context["cl"].result_list

    assert [source.title for source in found] == ["Bare"]


def test_a_source_with_a_script_for_a_link_is_refused(pages):
    data = {"title": "T", "publisher": "P", "url": "javascript:alert(1)", "key": "bad", "note": ""}

    response = pages.post("/admin/records/source/add/", data)

    assert "Enter a valid URL." in response.content.decode()
    assert not Source.objects.exists()
