"""The task list, everything on one page, and the history."""

import pytest

from assessments import actions
from assessments.models import Assessment
from assessments.views.sheet import TaskStatus
from assessments.workflow import State
from principles.models import Level


def words(reply):
    return " ".join(reply.content.decode().split())


def statuses(reply):
    """Return the status of each statement by its key, as the page was given them."""
    return {line.statement.key: line.status for line in reply.context["sheet"].lines}


@pytest.mark.feature("OF6")
def test_statuses_are_the_six_words():
    assert set(TaskStatus.labels) == {
        "Cannot start yet",
        "Not started",
        "In progress",
        "Needs checking",
        "Completed",
        "There is a problem",
    }


@pytest.mark.feature("OF6")
def test_each_statement_says_where_it_stands(url, lead, answers, said, sign_in):
    answers({"1a": said(), "1b": said(Level.HOW_WE_WORK), "1c": {"kind": "do_not_know"}})

    reply = sign_in(lead).get(url())

    shown = statuses(reply)
    assert (shown["1a"], shown["1b"], shown["1c"], shown["1d"]) == (
        TaskStatus.COMPLETED,
        TaskStatus.PROBLEM,
        TaskStatus.COMPLETED,
        TaskStatus.NOT_STARTED,
    )
    assert "2 of 4 statements answered, 1 not known yet" in words(reply)
    assert "%" not in words(reply).split("<main", 1)[1].split("</main>")[0]


@pytest.mark.feature("OF6")
def test_any_order_except_sign_off(at_state, lead, sign_in):
    path = at_state(State.NOT_STARTED).get_absolute_url()

    reply = sign_in(lead).get(path)

    for key in ("1a", "3c", "6d"):
        assert f'href="{path}{key}/"' in words(reply)
    assert [task.status for task in reply.context["last_tasks"]] == [
        TaskStatus.NOT_STARTED,
        TaskStatus.CANNOT_START,
    ]


@pytest.mark.feature("OF6")
def test_what_came_back_needs_checking_and_says_why(at_state, lead, signer, sign_in):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    actions.perform(assessment, "decline", by=signer, note="Statement 1a needs a date.")

    reply = sign_in(lead).get(assessment.get_absolute_url())

    assert "Statement 1a needs a date." in words(reply)
    assert reply.context["last_tasks"][-1].status == TaskStatus.NEEDS_CHECKING


def test_it_names_who_leads_and_who_signs_and_where_the_paper_is(url, assessment, lead, sign_in):
    page = words(sign_in(lead).get(url()))

    assert "Lead Lowther" in page
    assert "Signer Sykes" in page
    version = assessment.cycle.question_set.version
    assert f'href="/about/questions/{version}/"' in page
    assert f'href="/about/questions/{version}.docx"' in page


def test_a_viewer_sees_the_same_list_and_why_they_cannot_answer(url, viewer, sign_in):
    page = words(sign_in(viewer).get(url()))

    assert "Lead officers and contributors answer it." in page
    assert "See what is shared" in page


def test_what_is_only_to_read_has_no_status(url, viewer, sign_in):
    """“Cannot start yet” would be untrue: a viewer can read everything at any time."""
    reply = sign_in(viewer).get(url())

    assert [(task.title, task.status) for task in reply.context["last_tasks"]] == [
        ("See what is shared", None),
        ("Read everything on one page", None),
    ]
    assert "Cannot start yet" not in words(reply)
    assert "It is to be sent for sign-off by" in words(reply)


def test_what_is_locked_is_to_read_and_asks_for_nothing(at_state, lead, said, sign_in):
    reply = sign_in(lead).get(at_state(State.SUBMITTED, said={"1a": said()}).get_absolute_url())

    assert set(statuses(reply).values()) == {None}
    assert "Not answered" in words(reply)
    for untrue in ("Not started", "Answer in any order", "What happens next: the lead officer sends it"):
        assert untrue not in words(reply)


class TestCheck:
    def test_gaps_are_listed_by_name_with_links(self, url, lead, answers, said, sign_in):
        answers({"1a": said(), "1b": {"kind": "do_not_know"}})

        page = words(sign_in(lead).get(url("check/")))

        gaps = page.split('id="gaps"')[1].split("statement-answers")[0]
        assert f'<a href="{url("1b/")}">We do 1b well.</a>' in gaps
        assert f'<a href="{url("6d/")}">We do 6d well.</a>' in gaps
        assert "We do 1a well." not in gaps

    def test_how_we_work_without_evidence_is_a_problem_with_a_link(self, url, lead, answers, said, sign_in):
        answers({"1a": said(Level.HOW_WE_WORK)})

        page = words(sign_in(lead).get(url("check/")))

        assert f'<a href="{url("1a/")}">We do 1a well.</a> says “How we work”' in page
        assert "Go on to send it" not in page

    def test_when_nothing_is_missing_it_leads_on(self, url, assessment, lead, answers, said, sign_in):
        answers({"1a": said()})
        actions.share(assessment=assessment, choices={}, by=lead)

        page = words(sign_in(lead).get(url("check/")))

        assert "Everything that must be there is there." in page
        assert f'href="{url("send/")}"' in page

    def test_nobody_to_sign_is_said(self, url, signer, lead, sign_in):
        signer.council_roles.update(ends_on="2024-05-01")

        assert "Nobody else can sign this off yet." in words(sign_in(lead).get(url("check/")))

    def test_a_viewer_reads_without_change_links(self, url, viewer, answers, said, sign_in):
        answers({"1a": said(basis="In three wards.")})

        page = words(sign_in(viewer).get(url("check/")))

        assert "In three wards." in page
        assert ">Change<" not in page


class TestHistory:
    def test_it_tells_who_did_what_in_words(self, at_state, viewer, sign_in):
        assessment = at_state(State.SUBMITTED)

        page = words(sign_in(viewer).get(f"{assessment.get_absolute_url()}history/"))

        told = ["Started", "Chose what to share", "Sent for sign-off", "Signed and submitted"]
        assert [page.index(line) for line in told] == sorted(page.index(line) for line in told)
        assert "Lead Lowther (Lead officer)" in page
        assert f'href="{assessment.get_absolute_url()}signed/1/"' in page

    def test_before_anything_happened_it_says_so(self, at_state, lead, sign_in):
        assessment = at_state(State.NOT_STARTED)

        assert "Nothing has happened yet." in words(
            sign_in(lead).get(f"{assessment.get_absolute_url()}history/")
        )


@pytest.mark.parametrize("part", ["", "check/", "1a/", "sharing/", "send/", "preview/", "history/"])
def test_looking_changes_nothing(part, at_state, lead, sign_in):
    assessment = at_state(State.NOT_STARTED)
    rows = Assessment.objects.filter(pk=assessment.pk).values()
    before = rows.get()

    sign_in(lead).get(f"{assessment.get_absolute_url()}{part}")

    assert rows.get() == before
    assert not assessment.events.exists()
    assert not assessment.answers.exists()


@pytest.mark.parametrize("part", ["", "check/", "1a/", "sharing/", "preview/", "send/", "history/"])
def test_another_councils_pages_are_404_and_none_of_their_bytes_appear(
    part, url, answers, said, other_lead, sign_in
):
    answers({"1a": said(basis="Ambleford secret")})

    reply = sign_in(other_lead).get(url(part))

    assert reply.status_code == 404
    assert "Ambleford" not in reply.content.decode()


@pytest.mark.parametrize("part", ["", "check/", "1a/", "history/"])
def test_pages_are_for_their_reader_alone(part, url, lead, sign_in):
    reply = sign_in(lead).get(url(part))

    assert {"private", "no-store"} <= set(reply["Cache-Control"].replace(" ", "").split(","))


@pytest.mark.parametrize("address", ["x/1/", "ambleford/999999999/", "ambleford/0/", "ambleford/9999999999/"])
def test_an_unknown_address_is_404(address, url, lead, sign_in):
    assert sign_in(lead).get(f"/assessments/{address}").status_code == 404
