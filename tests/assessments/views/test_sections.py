"""“Have you finished this section?”: yes with gaps names them and is allowed; a later change says so."""

import pytest

from assessments.models import SectionCheck
from assessments.permissions import missing
from assessments.workflow import State
from principles.models import Level


def words(reply):
    return " ".join(reply.content.decode().split())


def status(reply, number=1):
    (_, lines) = reply.context["work"].sections[number - 1]
    return lines[-1].status.label, lines[-1].said


@pytest.fixture
def finish(url, lead, sign_in):
    """Return a function that says as the lead whether the first section is finished."""
    browser = sign_in(lead)
    return lambda said="yes": browser.post(url("section/1/"), {"finished": said}, follow=True)


@pytest.mark.feature("OF25")
class TestSections:
    def test_yes_with_gaps_names_them_and_is_allowed(self, finish, answers, said):
        answers({"1a": said(), "1b": {"kind": "do_not_know"}})

        reply = finish()

        assert status(reply) == ("Completed", "")
        assert "Without an answer: We do 1b well.; We do 1c well.; We do 1d well." in words(reply)

    def test_yes_without_gaps_names_none(self, finish, answers, said):
        answers({key: said() for key in ("1a", "1b", "1c", "1d")})

        assert "Without an answer" not in words(finish())

    def test_not_yet_and_never_asked(self, finish, url, lead, sign_in):
        assert status(sign_in(lead).get(url())) == ("Not started", "")
        assert status(finish("later")) == ("In progress", "")

    def test_an_answer_changed_afterwards_says_so(self, finish, url, answers, said, lead, sign_in):
        finish()
        answers({"1c": said(Level.EARLY_DAYS)})
        browser = sign_in(lead)

        assert status(browser.get(url())) == ("Needs checking", "Changed since somebody checked it")
        page = words(browser.get(url("section/1/")))
        assert f"Changed since {lead.name} said that this section is finished: We do 1c well." in page
        assert status(finish()) == ("Completed", "")

    def test_another_section_is_left_alone(self, finish):
        assert status(finish(), 2) == ("Not started", "")

    def test_it_holds_nothing_up(self, finish, assessment, lead):
        before = missing(assessment, lead)
        finish("later")

        assert missing(assessment, lead) == before

    def test_without_a_choice_it_asks_again(self, finish):
        assert "Select “Yes” or “No, later”." in words(finish(""))
        assert not SectionCheck.objects.exists()

    def test_said_again_there_is_one_row(self, finish):
        finish("later")
        finish()
        finish()

        assert SectionCheck.objects.get().is_finished

    def test_a_reader_reads_and_is_asked_nothing(self, url, viewer, sign_in):
        browser = sign_in(viewer)

        assert "Have you finished" not in words(browser.get(url("section/1/")))
        assert browser.post(url("section/1/"), {"finished": "yes"}).status_code == 403
        assert "Check your answers for this principle" not in words(browser.get(url()))

    def test_locked_with_the_answers(self, at_state, lead, sign_in):
        path = at_state(State.AWAITING_SIGN_OFF).get_absolute_url()

        assert sign_in(lead).post(f"{path}section/1/", {"finished": "yes"}).status_code == 403
        assert not SectionCheck.objects.exists()

    def test_there_are_six(self, url, lead, sign_in):
        assert sign_in(lead).get(url("section/7/")).status_code == 404
