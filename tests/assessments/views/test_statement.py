"""One statement on one page: saving, coming back, two people at once, evidence."""

import pytest

from assessments import actions
from assessments.models import Answer, Evidence
from assessments.workflow import State
from principles.models import Level, Statement
from tests import factories

FULL = " ".join(["word"] * 60)


def answer(assessment, key="1a"):
    return Answer.objects.get(assessment=assessment, statement__key=key)


@pytest.mark.feature("OF7")
def test_the_statement_is_the_legend_and_the_h1(url, lead, sign_in):
    page = sign_in(lead).get(url("4b/")).content.decode()

    assert "Principle 4 · statement 2 of 4" in page
    assert page.count("<h1") == 1
    assert '<legend class="is-title"><h1>We do 4b well.</h1></legend>' in page
    assert "What counts? Words we use" in page
    assert page.count("<script") == page.count('<script src="/static/js/')


@pytest.mark.feature("OF7")
def test_continue_saves_and_goes_to_the_next_unfinished_statement(
    url, assessment, lead, sign_in, fill, answers, said
):
    answers({"1b": said(), "1c": said()})

    reply = sign_in(lead).post(url("1a/"), fill(next="next"))

    assert reply.status_code == 302
    assert reply.url == url("1d/")
    assert answer(assessment).words.basis == "In three wards since 2024."


def test_after_the_last_statement_it_goes_round_and_then_to_checking(
    url, assessment, lead, sign_in, fill, answers, said
):
    keys = list(
        Statement.objects.filter(question_set=assessment.cycle.question_set).values_list("key", flat=True)
    )
    answers({key: said() for key in keys if key not in ("2a", "6d")})

    assert sign_in(lead).post(url("6d/"), fill()).url == url("2a/")
    assert sign_in(lead).post(url("2a/"), fill()).url == url("check/")


@pytest.mark.feature("OF8")
def test_each_level_shows_its_descriptor_in_order_and_no_number(url, lead, sign_in):
    page = sign_in(lead).get(url("2a/")).content.decode()

    places = [page.index(f"2a: {level.label.lower()}.") for level in Level]
    assert places == sorted(places)
    for level in Level:
        assert f'for="id_choice_{level.value - 1}">{level.label}</label>' in page
    assert (
        page.index("How we work</label>")
        < page.index('<p class="or">or</p>')
        < page.index("We do not know yet<")
    )


@pytest.fixture
def allowing(at_state):
    """Return the self-assessment by a question set whose statement 2b may be another council's service."""
    questions = factories.QuestionSetFactory()
    Statement.objects.filter(question_set=questions, key="2b").update(allows_not_our_service=True)
    cycle = factories.CycleFactory(question_set=questions, opened=True)
    return at_state(State.IN_PROGRESS, said={}, cycle=cycle)


class TestTheTwoOtherAnswers:
    @pytest.mark.feature("OF9")
    def test_not_knowing_is_saved_and_is_not_a_level(self, url, assessment, lead, sign_in, fill):
        reply = sign_in(lead).post(url("1a/"), fill("do_not_know", basis=""))

        assert reply.status_code == 302
        assert (answer(assessment).kind, answer(assessment).level) == ("do_not_know", None)
        page = sign_in(lead).get(url()).content.decode()
        assert "0 of 4 statements answered, 1 not known yet" in page

    @pytest.mark.feature("OF9")
    def test_not_our_service_says_whose_it_is(self, allowing, lead, sign_in, fill):
        address = f"{allowing.get_absolute_url()}2b/"
        browser = sign_in(lead)

        silent = browser.post(address, fill("not_our_service", basis="Ours ended in 2019."))
        named = browser.post(address, fill("not_our_service", done_by="The county council"))

        assert "Say which council or body does it." in silent.content.decode()
        assert "Ours ended in 2019." in silent.content.decode()
        assert named.status_code == 302
        assert (answer(allowing, "2b").level, answer(allowing, "2b").done_by) == (None, "The county council")

    @pytest.mark.feature("OF9")
    def test_it_is_offered_only_where_it_can_be_true(self, allowing, lead, sign_in, fill):
        browser, path = sign_in(lead), allowing.get_absolute_url()

        assert "Not our service" in browser.get(f"{path}2b/").content.decode()
        assert "Not our service" not in browser.get(f"{path}2a/").content.decode()
        browser.post(f"{path}2a/", fill("not_our_service", done_by="The county council"))
        assert not allowing.answers.exists()


@pytest.mark.feature("OF10")
def test_come_back_saves_and_says_when_and_by_whom(url, assessment, lead, sign_in, fill):
    browser = sign_in(lead)

    assert browser.post(url("1a/"), fill(back="back")).url == url()
    page = browser.get(url("1a/")).content.decode()
    assert "In three wards since 2024." in page
    assert "Saved at " in page
    assert "by Lead Lowther" in page


@pytest.mark.feature("OF10")
@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "not a link", "ftp://example.org/x", "https://", "https://" + "a" * 600]
)
def test_a_bad_link_costs_neither_level_nor_text(link, url, assessment, lead, sign_in, fill):
    reply = sign_in(lead).post(url("1a/"), fill("4", title="Cabinet report", link=link))

    page = reply.content.decode()
    assert reply.status_code == 200
    assert answer(assessment).words.level == Level.HOW_WE_WORK
    assert answer(assessment).basis == "In three wards since 2024."
    assert 'id="error-summary"' in page
    assert "Your answer is saved." in page
    assert "Cabinet report" in page
    assert link in page
    assert not Evidence.objects.exists()


@pytest.mark.feature("OF10")
def test_after_a_bad_link_the_same_page_can_be_sent_again(url, assessment, lead, sign_in, fill):
    browser = sign_in(lead)
    again = browser.post(url("1a/"), fill("4", title="Report", link="no")).context["form"]
    seen = again["seen_version"].value()

    reply = browser.post(
        url("1a/"), fill("4", seen_version=seen, title="Report", link="https://example.org/r")
    )

    assert reply.status_code == 302
    assert answer(assessment).evidence.get().link == "https://example.org/r"


@pytest.mark.feature("OF10")
def test_a_text_that_is_too_long_costs_no_level_and_stays_on_the_page(url, assessment, lead, sign_in, fill):
    reply = sign_in(lead).post(url("1a/"), fill("2", basis=f"{FULL} more"))

    assert answer(assessment).level == Level.TRYING_OUT
    assert answer(assessment).basis == ""
    assert f"{FULL} more" in reply.content.decode()
    assert "You have 61 words. Use 60 or fewer" in reply.content.decode()


def test_without_a_choice_nothing_is_saved_and_nothing_lost(url, assessment, lead, sign_in, fill):
    reply = sign_in(lead).post(url("1a/"), fill("", basis="My words", title="My report"))

    page = reply.content.decode()
    assert not assessment.answers.exists()
    assert "Select the answer that fits best, or “We do not know yet”." in page
    assert "My words" in page
    assert "My report" in page


def test_saving_without_a_change_keeps_who_saved_it(url, assessment, lead, contributor, sign_in, fill):
    sign_in(lead).post(url("1a/"), fill())

    reply = sign_in(contributor).post(url("1a/"), fill(seen_version=1))

    assert reply.status_code == 302
    assert (answer(assessment).version, answer(assessment).saved_by) == (1, lead)


class TestReadingOnly:
    def test_a_viewer_reads_the_answer_and_why_it_cannot_be_changed(
        self, url, viewer, answers, said, sign_in
    ):
        answers({"1a": said(basis="In three wards.")})

        page = sign_in(viewer).get(url("1a/")).content.decode()

        assert "In three wards." in page
        assert "Lead officers and contributors answer it." in page
        assert "<textarea" not in page

    def test_a_viewer_saves_nothing(self, url, assessment, viewer, sign_in, fill):
        reply = sign_in(viewer).post(url("1a/"), fill())

        assert reply.status_code == 403
        assert "Lead officers and contributors answer it." in reply.content.decode()
        assert not assessment.answers.exists()

    def test_words_typed_while_it_was_sent_are_given_back(
        self, url, assessment, lead, contributor, sign_in, fill
    ):
        actions.share(assessment=assessment, choices={}, by=lead)
        actions.perform(assessment, "send", by=lead, gaps_acknowledged=True)

        reply = sign_in(contributor).post(
            url("1a/"), fill(basis="Words I had nearly finished."), headers={"origin": "http://testserver"}
        )

        assert reply.status_code == 403
        assert "The answers are locked" in reply.content.decode()
        assert "Words I had nearly finished." in reply.content.decode()

    def test_words_sent_after_the_session_ended_are_given_back(self, url, client, assessment, fill):
        typed = fill(basis="Words I had nearly finished.")

        reply = client.post(url("1a/"), typed, headers={"origin": "http://testserver"})
        strange = client.post(url("1a/"), typed, headers={"origin": "https://example.org"})

        assert reply.status_code == 403
        assert "Words I had nearly finished." in reply.content.decode()
        assert "You were signed out" in reply.content.decode()
        assert strange.status_code == 302
        assert not assessment.answers.exists()


@pytest.mark.parametrize("key", ["0a", "9z", "1e", "aa", "1A"])
def test_an_unknown_statement_is_404(key, url, lead, sign_in):
    assert sign_in(lead).get(url(f"{key}/")).status_code == 404


def test_statements_of_another_question_set_are_404(url, lead, sign_in):
    other = factories.QuestionSetFactory()
    factories.add_statement(other, factories.PrincipleFactory(number=1), "1z")

    assert sign_in(lead).get(url("1z/")).status_code == 404
