"""A membership on one page, as a curator uses it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from councils.actions import champion_now
from councils.models import Champion, Council, Endorsement, Membership
from records.models import PublicName
from tests import factories
from tests.councils.admin.conftest import errors

ADD = "/admin/councils/membership/add/"
VISIBLE = ".//input[not(@type='hidden') and not(@type='submit')] | .//select | .//textarea"


def address(membership, page="change"):
    return reverse(f"admin:councils_membership_{page}", args=[membership.pk])


@pytest.fixture
def source(db):
    return factories.SourceFactory()


@pytest.fixture
def answers(council_a, source):
    return {
        "council": council_a.pk,
        "joined_on": "3 March 2026",
        "endorsed": "made:cabinet",
        "decided_on": "11/02/2026",
        "link": "https://example.org/decision",
        "councillor_state": "in-cabinet",
        "councillor_role": "Lead Member for Communities",
        "councillor_name": "Cllr Sam Example",
        "officer_state": "appointing",
        "conversation": "held",
        "conversation_when": "4 June 2026",
        "source": source.pk,
    }


@pytest.fixture
def membership(save, answers):
    save(ADD, **answers)
    return Membership.objects.get()


def visible_fields(page):
    shown = html.fromstring(page.content.decode())
    form = next(form for form in shown.forms if form.get("id") == "membership_form")
    for closed in form.xpath(".//details"):
        closed.drop_tree()
    return [field.get("name") for field in form.xpath(VISIBLE)]


@pytest.mark.feature("ST8")
def test_a_new_member_takes_at_most_14_fields_and_one_save(admin_pages, save, answers, curator, source):
    assert len(visible_fields(admin_pages.get(ADD))) <= 14

    response = save(ADD, **answers)

    assert response.status_code == 302, errors(response)
    membership = Membership.objects.get()
    councillor = champion_now(membership.council, "councillor")
    assert membership.joined_on == datetime.date(2026, 3, 3)
    assert (membership.endorsement.route, membership.endorsement.standing) == ("cabinet", "made")
    assert (councillor.in_cabinet, str(councillor.person)) == (True, "Cllr Sam Example")
    assert champion_now(membership.council, "officer").being_appointed
    assert membership.conversations.get().held_on == datetime.date(2026, 6, 4)
    facts = [membership, membership.endorsement, membership.conversations.get(), *Champion.objects.all()]
    assert {fact.source for fact in facts} == {source}
    assert {fact.history.get().history_user for fact in facts} == {curator}


def test_a_new_member_needs_only_council_day_and_source(save, council_a, source):
    response = save(ADD, council=council_a.pk, joined_on="03/03/2026", source=source.pk)

    assert response.status_code == 302, errors(response)
    assert not Endorsement.objects.exists()
    assert not Champion.objects.exists()


def test_a_post_alone_means_that_somebody_is_in_it(save, council_a, source):
    only = {"council": council_a.pk, "joined_on": "03/03/2026", "source": source.pk}

    save(ADD, **only, officer_role="Director of Public Health")

    assert champion_now(council_a, "officer").role == "Director of Public Health"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"source": ""}, "Choose the source that says so. Use the plus sign to add one."),
        ({"councillor_role": ""}, "Enter the post, such as “Director of Public Health”."),
        ({"officer_name": "Pat"}, "Choose “In post”, or leave post and name empty while somebody is being"),
        ({"conversation_when": "spring"}, "Enter the day the conversation was held, such as 3 March 2020."),
        ({"conversation": ""}, "Choose whether the conversation is planned or was held."),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_what_cannot_be_right_is_said_plainly_and_changes_nothing(save, answers, change, complaint):
    response = save(ADD, **{**answers, **change})

    assert [error for error in errors(response) if error.startswith(complaint)]
    assert not Membership.objects.exists()
    assert not PublicName.objects.exists()


def test_a_member_is_not_offered_and_not_taken_twice(admin_pages, save, membership, answers, council_b):
    offered = admin_pages.get(
        "/admin/autocomplete/",
        {"app_label": "councils", "model_name": "membership", "field_name": "council", "term": ""},
    ).json()
    again = save(ADD, **answers)

    assert [row["text"] for row in offered["results"]] == [council_b.official_name]
    assert errors(again) == ["This council is a member already. Change its membership instead."]


def test_the_page_of_a_member_shows_what_is_on_record(admin_pages, membership):
    form = admin_pages.get(address(membership)).context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}

    assert shown["endorsed"] == "made:cabinet"
    assert shown["councillor_name"] == "Cllr Sam Example"
    assert shown["officer_state"] == "appointing"
    assert shown["conversation_when"] == "4 June 2026"
    assert shown["source"] is None
    assert len(visible_fields(admin_pages.get(address(membership)))) <= 14


def test_saving_the_page_as_it_stands_changes_nothing(save, membership):
    response = save(address(membership))

    assert response.status_code == 302, errors(response)
    assert membership.history.count() == 1
    assert Champion.objects.count() == 2


@pytest.mark.feature("PU12")
def test_another_champion_needs_the_day_and_the_one_before_stays(save, membership, source):
    new = {"councillor_name": "Cllr Alex Example", "source": source.pk}

    refused = save(address(membership), **new)
    taken = save(address(membership), **new, champions_changed_on="20 May 2026")

    assert errors(refused)[0].startswith(
        "Enter the first day of the change, so that the champion before stays"
    )
    assert taken.status_code == 302, errors(taken)
    names = Champion.objects.filter(slot="councillor").values_list("person__name", "to_on")
    assert set(names) == {
        ("Cllr Sam Example", datetime.date(2026, 5, 20)),
        ("Cllr Alex Example", None),
    }


def test_a_champion_may_leave_before_another_is_found(save, membership, source):
    gone = {"councillor_state": "appointing", "councillor_role": "", "councillor_name": ""}

    refused = save(address(membership), **gone)
    taken = save(address(membership), **gone, champions_changed_on="20/05/2026", source=source.pk)

    assert errors(refused)
    assert taken.status_code == 302, errors(taken)
    assert champion_now(membership.council, "councillor").being_appointed
    assert Champion.objects.filter(slot="councillor", to_on=datetime.date(2026, 5, 20)).exists()


def test_something_new_on_the_page_needs_its_source(save, membership):
    response = save(address(membership), officer_state="in-post", officer_role="Director of Place")
    fresh = save(address(membership), councillor_name="Cllr Alex Example", champions_changed_on="20/05/2026")

    assert response.status_code == 302, errors(response)  # fills a post that has a source
    assert errors(fresh) == ["Choose the source for what is new here."]


def test_a_name_taken_down_cannot_come_back_by_the_way(save, membership):
    PublicName.objects.update(name="", removed_on=timezone.localdate())

    response = save(address(membership), councillor_name="Cllr Sam Example")

    assert errors(response)[0].startswith("This name was taken down on request.")


def test_leaving_is_on_the_same_page(save, membership):
    response = save(address(membership), ended_on="31/10/2026", ended_note="The council withdrew.")

    assert response.status_code == 302, errors(response)
    membership.refresh_from_db()
    assert (membership.ended_on, membership.ended_note) == (
        datetime.date(2026, 10, 31),
        "The council withdrew.",
    )


@pytest.mark.feature("ST5")
def test_history_says_who_changed_what_and_goes_back(admin_pages, save, membership, curator):
    save(address(membership), joined_on="04/03/2026", link="https://example.org/other")
    page = admin_pages.get(address(membership, "history")).content.decode()
    first = membership.history.last()

    assert "Curator Crabtree" in page
    assert "March 3, 2026" not in page
    assert "3 March 2026 → 4 March 2026" in " ".join(page.split())
    assert "https://example.org/decision → https://example.org/other" in " ".join(page.split())

    back = f"{address(membership, 'history')}{first.pk}/"
    response = save(back)

    assert response.status_code == 302, errors(response)
    membership.refresh_from_db()
    assert membership.joined_on == datetime.date(2026, 3, 3)
    assert membership.history.count() == 3
    assert membership.history.first().history_user == curator


def test_a_councils_page_holds_the_same_form(admin_pages, save, membership):
    council = reverse("admin:councils_council_change", args=[membership.council_id])

    response = save(
        council, **{"memberships-0-officer_state": "in-post", "memberships-0-officer_role": "Chief"}
    )

    assert response.status_code == 302, errors(response)
    assert champion_now(membership.council, "officer").role == "Chief"
    assert Council.objects.get().history.count() == 1  # nothing about the place itself changed


def test_two_presses_at_once_admit_once(admin_pages, answers, monkeypatch):
    """The second press passed the form's check before the first was saved."""
    admin_pages.post(ADD, answers)
    monkeypatch.setattr("councils.forms.membership.MembershipForm.clean_council", lambda form: council)
    council = Council.objects.get()

    response = admin_pages.post(ADD, answers, follow=True)

    assert response.status_code == 200
    assert "is a member already." in response.content.decode()
    assert Membership.objects.count() == 1
