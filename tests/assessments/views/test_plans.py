"""The pages of priorities and actions, as an officer uses them."""

import pytest

from assessments import actions
from assessments.models import PlannedAction, Priority
from assessments.workflow import State
from principles.models import Level
from tests import factories
from tests.factories.plans import choose, plan

LONG = "word " * 61
ACTION = {
    "seen_version": 0,
    "ticket": "0e5a6b1c-1111-4222-8333-444455556666",
    "what": "Ask three teams to try the short form.",
    "owner_role": "Head of Commissioning",
    "by_when": "2040-03-31",
    "change": "Small groups apply.",
    "help_needed": "",
}


def words(reply):
    return " ".join(reply.content.decode().split())


def aim(level=Level.HOW_WE_WORK, seen=0, **more):
    return {"aim": str(int(level)), "words": "", "seen_version": seen, **more}


def statuses(reply):
    return [(task.title, task.status and task.status.label) for task in reply.context["ahead"]]


@pytest.fixture
def page(url, lead, sign_in):
    """Return a function that opens or posts to an address under the priorities, as the lead."""
    browser = sign_in(lead)

    def ask(part="", sends=None):
        address = url(f"priorities/{part}")
        return browser.get(address) if sends is None else browser.post(address, sends)

    return ask


class TestTaskList:
    def test_the_six_statuses_follow_what_is_there(self, url, assessment, lead, sign_in, answers, said):
        browser = sign_in(lead)
        choosing, planning = "Choose up to three priorities", "Plan actions for them"
        assert statuses(browser.get(url())) == [(choosing, "Not started"), (planning, "Cannot start yet")]

        first = choose(assessment, "1a", lead, aim=Level.EARLY_DAYS).row
        assert statuses(browser.get(url())) == [(choosing, "Completed"), (planning, "Not started")]

        plan(first, lead)
        choose(assessment, "2a", lead)
        assert statuses(browser.get(url())) == [(choosing, "Completed"), (planning, "In progress")]

        choose(assessment, "2a", lead, no_action="No money.", seen=1)
        assert statuses(browser.get(url()))[1] == (planning, "Completed")

        answers({"1a": said(Level.TRYING_OUT)})
        assert statuses(browser.get(url()))[0] == (choosing, "Needs checking")

    def test_a_reader_is_asked_for_nothing(self, url, viewer, sign_in):
        assert statuses(sign_in(viewer).get(url())) == [("See the priorities", None)]


@pytest.mark.feature("OF26")
class TestChoosing:
    def test_every_statement_is_there_with_this_years_level_in_words(self, page, answers, said):
        answers({"1a": said(Level.EARLY_DAYS)})

        text = words(page())

        assert "Nothing is chosen yet." in text
        assert text.count('<li> <a href="/assessments/') == 24
        assert '<span class="said">Early days</span>' in text

    def test_from_the_list_to_an_action(self, page, url, assessment):
        reply = page("1a/", aim(words="All of it."))

        assert reply.url == url("priorities/1a/actions/")
        assert page("1a/actions/", ACTION).url == url("priorities/1a/actions/")
        text = words(page())
        assert "All of it." in text
        assert "Head of Commissioning, by 31 March 2040" in text

    def test_a_fourth_priority_offers_the_swap_and_loses_nothing(self, page, assessment, lead):
        rows = [choose(assessment, key, lead).row for key in ("1a", "2a", "3a")]
        sent = aim(words="What I typed.")

        reply = page("4a/", sent)

        assert "Choose up to 3. Remove one first." in words(reply)
        assert "What I typed." in words(reply)
        assert Priority.objects.filter(place__isnull=False).count() == 3
        page("4a/", sent | {"instead_of": rows[1].pk})
        standing = Priority.objects.filter(assessment=assessment).chosen()
        assert [one.statement.key for one in standing] == ["1a", "4a", "3a"]

    def test_only_where_you_are_or_further_can_be_aimed_at(self, page, answers, said):
        answers({"1a": said(Level.REGULAR_USE)})

        text = words(page("1a/"))

        assert "In regular use (stay where you are now)" in text
        assert "Early days" not in text
        assert "Select where you want to be." in words(page("1a/", aim(Level.EARLY_DAYS)))

    def test_the_order_changes_by_buttons(self, page, assessment, lead):
        first, second = (choose(assessment, key, lead).row for key in ("1a", "2a"))

        page("", {"priority": second.pk, "seen": 2, "to": 1})

        assert Priority.objects.get(pk=second.pk).place == 1
        assert Priority.objects.get(pk=first.pk).place == 2

    def test_two_people_at_once_both_are_shown(self, page, assessment, lead, contributor):
        choose(assessment, "1a", lead)
        choose(assessment, "1a", contributor, words="Theirs.", seen=1)

        reply = page("1a/", aim(words="Mine.", seen=1))

        assert reply.status_code == 409
        assert "Theirs." in words(reply)
        assert "Mine." in words(reply)
        assert page("1a/", aim(words="Both.", seen=2)).status_code == 302

    def test_what_a_colleague_set_aside_meanwhile_is_said(self, page, assessment, lead, contributor):
        row = choose(assessment, "1a", lead).row
        actions.set_aside(priority=row, by=contributor)

        reply = page("1a/", aim(words="Mine.", seen=1))

        assert reply.status_code == 409
        assert "It was set aside." in words(reply)

    def test_it_is_set_aside_by_a_button_after_a_page(self, page, url, assessment, lead):
        choose(assessment, "1a", lead)
        assert page("1a/set-aside/").status_code == 200
        assert Priority.objects.get().place == 1

        assert page("1a/set-aside/", {}).url == url("priorities/")
        assert Priority.objects.get().place is None
        assert page("1a/actions/").status_code == 404


@pytest.mark.feature("OF27")
class TestActions:
    @pytest.fixture
    def priority(self, assessment, lead):
        return choose(assessment, "1a", lead).row

    @pytest.mark.parametrize("role", ["sam@example.org", "Contributor"])
    def test_an_owner_is_a_role_and_not_a_person(self, page, priority, contributor, role):
        role = contributor.name if role == "Contributor" else role

        reply = page("1a/actions/", ACTION | {"owner_role": role})

        assert "not a person." in words(reply)
        assert "Ask three teams" in words(reply)
        assert not PlannedAction.objects.exists()

    def test_no_action_needs_a_reason(self, page, priority):
        empty = {"give_reason": "yes", "reason-seen_version": 1, "reason-no_action": ""}
        assert "Say why no action is planned" in words(page("1a/actions/", empty))

        page("1a/actions/", empty | {"reason-no_action": "No money this year."})

        assert Priority.objects.get().no_action == "No money this year."

    def test_an_action_is_changed_and_removed(self, page, priority, lead):
        row = plan(priority, lead).row
        page(f"1a/actions/{row.pk}/", ACTION | {"ticket": row.ticket, "seen_version": 1, "what": "Else."})
        assert PlannedAction.objects.get().what == "Else."

        assert page(f"1a/actions/{row.pk}/remove/").status_code == 200
        assert PlannedAction.objects.standing().count() == 1
        page(f"1a/actions/{row.pk}/remove/", {})
        page(f"1a/actions/{row.pk}/remove/", {})
        assert not PlannedAction.objects.standing().exists()

    def test_the_form_sent_twice_adds_one(self, page, priority):
        for _ in range(2):
            assert page("1a/actions/", ACTION).status_code == 302

        assert PlannedAction.objects.count() == 1

    def test_anothers_action_is_not_there(self, page, assessment, priority):
        theirs = factories.AssessmentFactory(council=factories.CouncilFactory(), state=State.IN_PROGRESS)
        officer = factories.officer(theirs.council, "lead")
        row = plan(choose(theirs, "1a", officer).row, officer).row

        assert page(f"1a/actions/{row.pk}/").status_code == 404
        assert page(f"1a/actions/{row.pk}/remove/", {}).status_code == 404

    @pytest.mark.parametrize(
        "wrong",
        [
            {"seen_version": "9" * 30},
            {"seen_version": "-1"},
            {"ticket": "<script>"},
            {"what": LONG},
            {"what": ""},
            {"by_when": "31 o'clock"},
            {"by_when": "1999-01-01"},
            {"by_when": "9999-12-31"},
            {"owner_role": "x" * 400},
        ],
    )
    def test_hostile_input_is_a_mistake_on_the_page(self, page, priority, wrong):
        assert page("1a/actions/", ACTION | wrong).status_code == 200
        assert not PlannedAction.objects.exists()

    @pytest.mark.parametrize("number", ["9" * 9, "9" * 30])
    def test_a_number_that_fits_no_row_is_not_found(self, page, priority, number):
        assert page(f"1a/actions/{number}/").status_code == 404

    def test_markup_is_shown_as_text(self, page, priority):
        page("1a/actions/", ACTION | {"what": "<b>Bold</b>"})

        assert "&lt;b&gt;Bold&lt;/b&gt;" in page().content.decode()


@pytest.mark.parametrize(
    "sends",
    [
        {},
        {"priority": "x"},
        {"priority": "9" * 30, "seen": "1", "to": "1"},
        {"priority": "1", "seen": "1", "to": "7"},
    ],
)
def test_an_order_that_makes_no_sense_changes_nothing(page, assessment, lead, sends):
    choose(assessment, "1a", lead)

    assert page("", sends).status_code == 302
    assert Priority.objects.get().place == 1


def test_what_is_lacking_stands_on_the_page_to_check(url, assessment, lead, sign_in):
    choose(assessment, "1a", lead)

    text = words(sign_in(lead).get(url("check/")))

    assert "add an action, or say why none is planned" in text
    assert url("priorities/1a/actions/") in text


def test_queries_do_not_grow(page, assessment, lead, django_assert_max_num_queries):
    choose(assessment, "1a", lead)
    with django_assert_max_num_queries(16) as few:
        page()
    for key in ("2a", "3a"):
        row = choose(assessment, key, lead).row
        for number in range(4):
            plan(row, lead, f"Action {number}")
    with django_assert_max_num_queries(len(few)):
        page()
