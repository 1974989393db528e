"""A name that was taken down stands in no text either: notes, proposals, suggestions, views, logs."""

import datetime

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.serializers import serialize

from accounts.actions import anonymise, take_down
from accounts.models import User
from accounts.public_names import standing, strike
from accounts.traces import REMOVED
from records.actions import save_view
from records.models import Confirmation, PublicName, RegisterVersion
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST29")]
WHO = "Cllr Robin O'Removed-Example"
BARE = "Robin O'Removed-Example"
NAMES = "/admin/records/publicname/"


@pytest.fixture
def person(council_a, lead, curator):
    """Somebody named as a champion, and typed into texts of every kind."""
    factories.MembershipFactory(council=council_a, joined_note=f"Signed by {WHO}.")
    person = factories.PublicNameFactory(name=WHO)
    champion = factories.ChampionFactory(council=council_a, person=person, note=f"{BARE} stands in.")
    champion.note = ""
    champion.save()
    factories.proposal_of(
        council_a,
        lead,
        councillor_name="Cllr Ali Example",
        note=f"{WHO} has left.",
        changed_on=datetime.date(2026, 5, 20),
    )
    factories.SuggestionFactory(
        text=f"Take {BARE.upper()} down.", replies=[{"on": "2026-05-04", "text": WHO}]
    )
    Confirmation.objects.create(name="Ambleford", by=lead, facts=[f"Champion: {WHO}"])
    query = "q=Robin+O%27Removed-Example"
    save_view(label="records.publicname", name="One", query=query, shared=True, by=curator)
    LogEntry.objects.log_actions(curator.pk, [champion], 2, f"Talked to {WHO}.", single_object=True)
    return person


def dump():
    """Return every row of ours as text, but what is a person's own account."""
    models = [model for model in apps.get_models() if model not in (User,)]
    return "".join(serialize("json", model._base_manager.all()) for model in models)


def test_it_is_there_to_be_found(person):
    assert dump().count("Removed-Example") + dump().count("REMOVED-EXAMPLE") >= 9


def test_nothing_holds_the_name_afterwards(person, curator):
    version = RegisterVersion.current().number
    take_down(names=[person], on=datetime.date(2026, 5, 4), by=curator)
    assert "removed-example" not in dump().lower()
    assert PublicName.objects.get(pk=person.pk).removed_on == datetime.date(2026, 5, 4)
    assert REMOVED in dump()
    assert RegisterVersion.current().number > version


def test_staff_see_where_it_stands_before_they_press(person, sign_in, curator):
    words = standing(person)
    assert words.startswith("Champion councillor, Ambleford.")
    for kind in (
        "proposed changes (1)",
        "suggestions (1)",
        "memberships (1)",
        "earlier versions of champions",
    ):
        assert kind in words, kind
    factories.PublicNameFactory(name=WHO)
    page = sign_in(curator).post(NAMES, {"action": "take_names_down", "_selected_action": [person.pk]})
    shown = page.content.decode()
    assert "Champion councillor, Ambleford." in shown
    assert "The same name stands in 1 more of these rows" in shown
    assert PublicName.objects.get(pk=person.pk).name == WHO


@pytest.mark.parametrize(
    ("on", "complaint"), [("", "Enter the day"), ("soon", "Enter a day"), ("2999-01-01", "not come yet")]
)
def test_the_day_is_asked_for(person, sign_in, curator, on, complaint):
    data = {"action": "take_names_down", "_selected_action": [person.pk], "confirmed": "yes", "on": on}
    assert complaint in sign_in(curator).post(NAMES, data).content.decode()
    assert PublicName.objects.get(pk=person.pk).name == WHO


def test_other_people_and_single_words_are_left_alone(council_a):
    membership = factories.MembershipFactory(
        council=council_a, joined_note="Robin Removedale and Robina Removed signed. Li too."
    )
    before = membership.joined_note
    assert strike("Robin Removed") == strike("Cllr Li") == strike("") == strike("Cllr") == 0
    membership.refresh_from_db()
    assert membership.joined_note == before


def test_a_text_that_would_grow_too_long_is_cut(council_a):
    text = f"{'x' * 240}, Al Bo"
    membership = factories.MembershipFactory(council=council_a, joined_note=text)
    assert strike("Al Bo") == 2
    membership.refresh_from_db()
    assert len(membership.joined_note) == 250
    assert "Al Bo" not in membership.joined_note


def test_accounts_keep_their_names(council_a):
    factories.UserFactory(name="Robin Removed")
    strike("Robin Removed")
    assert User.objects.filter(name="Robin Removed").exists()


def test_a_name_without_a_plain_word_is_found_as_well(council_a, lead):
    """Databases keep it in other letters, and know no capitals of them."""
    Confirmation.objects.create(name="Ambleford", by=lead, facts=["Champion: Zoë Šimůnková"])
    factories.SuggestionFactory(text="ZOË ŠIMŮNKOVÁ asks.")
    assert strike("Zoë Šimůnková") == 2
    assert "imůnkov" not in dump()


def test_a_sender_who_is_erased_is_forgotten_and_other_senders_are_not(curator, lead, superuser):
    mine = factories.SuggestionFactory(reply_to=curator.email)
    theirs = factories.SuggestionFactory(reply_to="reader@example.org", done="x", closed_by=curator)
    anonymise(person=curator, by=superuser)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.reply_to, theirs.reply_to) == ("", "reader@example.org")
