"""Fill the questions in away from the portal, and bring the file back."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import actions
from assessments.offline import ANSWER, BASIS, COLUMNS, DONE_BY, HEADS, KEY, MARK, VERSION
from assessments.workflow import State
from principles.models import Level, Statement
from records.workbook import read, write
from tests import factories
from tests.test_validity import faults


def text_of(reply):
    return " ".join(html.unescape(reply.content.decode()).split())


@pytest.fixture
def take(url, lead, sign_in):
    """Return a function that downloads the file and gives its rows by number, to be filled in."""
    return lambda: read(sign_in(lead).get(url("offline.xlsx")).content)


def line_of(rows, key):
    return next(cells for number, cells in rows.items() if number > HEADS and cells[KEY] == key)


def fill(rows, key, answer, basis="", done_by=""):
    line = line_of(rows, key)
    line[ANSWER], line[BASIS], line[DONE_BY] = answer, basis, done_by


def file_of(rows):
    last = max(rows)
    data = write("Back", [rows.get(number, ()) for number in range(1, last + 1)], widths=(9,) * len(COLUMNS))
    return SimpleUploadedFile("filled.xlsx", data)


@pytest.fixture
def bring(url, lead, sign_in):
    """Return a function that brings rows back as the lead, and returns the preview."""
    return lambda rows, person=lead: sign_in(person).post(url("offline/"), {"file": file_of(rows)})


def press(reply, url, person, sign_in):
    """Press the preview's button."""
    return sign_in(person).post(url("offline/"), {"sealed": reply.context["sealed"]["sealed"].value()})


@pytest.mark.feature("OF44")
def test_the_file_asks_everything_with_its_levels_and_the_answers_of_now(take, answers, said):
    answers({"1a": said(basis="=SUM(A1)")})

    rows = take()

    assert tuple(rows[HEADS]) == COLUMNS
    assert len([number for number in rows if number > HEADS]) == 24
    line = line_of(rows, "1a")
    assert line[2:6] == ["1a: early days.", "1a: trying it out.", "1a: in regular use.", "1a: how we work."]
    assert (line[ANSWER], line[BASIS], line[VERSION]) == ("In regular use", "=SUM(A1)", "1")
    assert line_of(rows, "1b")[VERSION] == "0"


@pytest.mark.feature("OF44")
def test_what_was_filled_in_is_shown_first_and_then_saved(take, bring, url, assessment, lead, sign_in):
    rows = take()
    fill(rows, "1a", " how we WORK ", "In every\nservice.")
    fill(rows, "1b", "We do not know yet")

    shown = bring(rows)

    assert "New: 2" in text_of(shown)
    assert "Left empty: 22" in text_of(shown)
    assert faults(shown.content.decode()) == []
    assert not assessment.answers.exists()

    reply = press(shown, url, lead, sign_in)

    assert reply.url == url()
    answer = assessment.answers.get(statement__key="1a")
    assert (answer.level, answer.basis, answer.saved_by) == (Level.HOW_WE_WORK, "In every\nservice.", lead)
    assert assessment.answers.get(statement__key="1b").kind == "do_not_know"
    press(shown, url, lead, sign_in)  # twice changes nothing
    assert assessment.answers.get(statement__key="1a").version == 1


@pytest.mark.feature("OF44")
def test_what_somebody_saved_after_the_file_was_made_stays(
    take, bring, url, assessment, answers, said, lead, contributor, sign_in
):
    answers({"1a": said(basis="At first."), "1b": said(basis="At first.")})
    rows = take()
    fill(rows, "1a", "Early days", "From the file.")
    fill(rows, "1b", "Early days", "From the file.")
    fill(rows, "1c", "Early days", "From the file.")
    newer = {"kind": "level", "level": 4, "basis": "Newer."}
    asked = {row.key: row for row in assessment.cycle.question_set.statements.all()}
    actions.save_answer(assessment=assessment, statement=asked["1a"], by=contributor, seen_version=1, **newer)

    shown = bring(rows)

    assert "Stays, as it was saved after the file was made: 1" in text_of(shown)
    assert "Would change: 1" in text_of(shown)
    # One more is saved between looking and pressing.
    actions.save_answer(assessment=assessment, statement=asked["1c"], by=contributor, seen_version=0, **newer)
    reply = press(shown, url, lead, sign_in)
    assert reply.status_code == 302
    said_now = dict(assessment.answers.values_list("statement__key", "basis"))
    assert said_now == {"1a": "Newer.", "1b": "From the file.", "1c": "Newer."}


@pytest.mark.parametrize(
    ("answer", "basis", "done_by", "why"),
    [
        ("Excellent", "", "", "“Excellent” is none of the answers"),
        ("", "Words without an answer.", "", "There are words and no answer"),
        ("Early days", "word " * 61, "", "Use 60 words or fewer"),
        ("Not our service", "", "The county", "cannot be chosen for this statement"),
        ("<script>alert(1)</script>", "", "", "none of the answers"),
    ],
)
def test_a_row_that_is_not_understood_says_why_and_stops_no_other(
    answer, basis, done_by, why, take, bring, url, assessment, lead, sign_in
):
    rows = take()
    fill(rows, "1a", answer, basis, done_by)
    fill(rows, "1b", "Early days")

    shown = bring(rows)

    assert why in text_of(shown)
    assert f"Row {HEADS + 1}: 1a" in text_of(shown)
    assert "<script>alert" not in shown.content.decode()
    press(shown, url, lead, sign_in)
    assert list(assessment.answers.values_list("statement__key", flat=True)) == ["1b"]


def test_not_our_service_says_whose(take, bring, assessment):
    # The wording is frozen; who may answer so is set here as if it had been from the beginning.
    Statement._base_manager.filter(key="1a").update(allows_not_our_service=True)
    rows = take()
    fill(rows, "1a", "Not our service")

    assert "Say which council does it." in text_of(bring(rows))


@pytest.mark.parametrize("version", ["x", "-1", "9" * 30, "", "1.5"])
def test_a_changed_version_is_not_believed(version, take, bring, assessment):
    rows = take()
    fill(rows, "1a", "Early days")
    line_of(rows, "1a")[VERSION] = version

    assert "The column “Version” has been changed" in text_of(bring(rows))


def test_a_version_of_the_future_overwrites_nothing(
    take, bring, url, answers, said, assessment, lead, sign_in
):
    answers({"1a": said(basis="Ours.")})
    rows = take()
    fill(rows, "1a", "Early days")
    line_of(rows, "1a")[VERSION] = "7"

    press(bring(rows), url, lead, sign_in)

    assert assessment.answers.get().basis == "Ours."


@pytest.mark.feature("OF44")
def test_a_file_of_another_council_or_version_is_refused(take, bring):
    rows = take()
    fill(rows, "1a", "Early days")
    rows[MARK][1] = rows[MARK][1].replace("ambleford", "brackwell")

    assert "another council, another year or another version" in text_of(bring(rows))


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04" + b"\x00" * 99, write("Other", [("x",)], widths=(9,))]
)
def test_a_broken_file_changes_nothing_and_says_what_to_do(data, url, lead, assessment, sign_in):
    reply = sign_in(lead).post(url("offline/"), {"file": SimpleUploadedFile("x.xlsx", data)})

    assert reply.status_code == 200
    assert "error-summary" in reply.content.decode()
    assert not assessment.answers.exists()


def test_a_double_and_an_unknown_row_are_named(take, bring):
    rows = take()
    fill(rows, "1a", "Early days")
    rows[90] = list(line_of(rows, "1a"))
    rows[91] = ["9z" * 300, "?"]

    page = text_of(bring(rows))

    assert "This statement is in the file twice." in page
    assert "There is no statement with this key." in page


def test_what_is_sealed_is_for_this_person_and_this_page(take, bring, url, contributor, assessment, sign_in):
    rows = take()
    fill(rows, "1a", "Early days")
    shown = bring(rows)

    assert press(shown, url, contributor, sign_in).url == url("offline/")
    forged = sign_in(contributor).post(url("offline/"), {"sealed": "x" * 500})
    assert forged.url == url("offline/")
    assert not assessment.answers.exists()


def test_it_is_closed_once_it_is_sent(at_state, lead, sign_in):
    path = at_state(State.AWAITING_SIGN_OFF).get_absolute_url()

    assert sign_in(lead).get(f"{path}offline/").status_code == 403
    assert sign_in(lead).get(f"{path}offline.xlsx").status_code == 200


def test_it_asks_little(take, bring, url, lead, sign_in, django_assert_max_num_queries):
    rows = take()
    for key in ("1a", "1b", "1c"):
        fill(rows, key, "Early days")
    browser, data = sign_in(lead), file_of(rows)
    with django_assert_max_num_queries(14):
        browser.post(url("offline/"), {"file": data})
    with django_assert_max_num_queries(12):
        browser.get(url("offline.xlsx"))


def test_a_formula_is_refused_by_its_row(take, url, lead, sign_in, monkeypatch):
    rows = take()
    data = file_of(rows).read()
    made = factories.formula_in(data, f"G{HEADS + 1}")

    reply = sign_in(lead).post(url("offline/"), {"file": SimpleUploadedFile("x.xlsx", made)})

    assert f"Row {HEADS + 1} works something out." in text_of(reply)
