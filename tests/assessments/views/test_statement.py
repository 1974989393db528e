"""One statement on one page: saving, coming back, two people at once, evidence."""

import pytest

from assessments import actions
from assessments.models import Answer, AnswerEvidence, Evidence
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
    assert "<script" not in page


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


class TestTwoPeopleAtOnce:
    @pytest.mark.feature("OF13")
    def test_the_second_sees_both_texts_and_neither_is_lost(
        self, url, assessment, lead, contributor, sign_in, fill
    ):
        sign_in(contributor).post(url("1a/"), fill("2", basis="One ward, says Cole."))

        reply = sign_in(lead).post(url("1a/"), fill("4", basis="Everywhere, says Lowther."))

        page = reply.content.decode()
        assert reply.status_code == 409
        assert "Contributor changed this answer at " in page
        assert "Here are both. Keep one, or join them." in page
        assert page.count("One ward, says Cole.") == 1
        assert page.count("Everywhere, says Lowther.") == 2  # beside the other, and in the form
        assert answer(assessment).basis == "One ward, says Cole."

    @pytest.mark.feature("OF13")
    def test_the_page_that_shows_both_can_keep_mine(self, url, assessment, lead, contributor, sign_in, fill):
        sign_in(contributor).post(url("1a/"), fill("2", basis="One ward."))
        browser = sign_in(lead)
        form = browser.post(url("1a/"), fill("4", basis="Everywhere.")).context["form"]

        joined = fill("3", basis="One ward. Everywhere.", seen_version=form["seen_version"].value())
        assert browser.post(url("1a/"), joined).status_code == 302
        versions = answer(assessment).versions.values_list("basis", flat=True)
        assert list(versions) == ["One ward.", "One ward. Everywhere."]

    def test_evidence_typed_beside_a_stale_answer_stays_on_the_page(
        self, url, lead, contributor, sign_in, fill
    ):
        sign_in(contributor).post(url("1a/"), fill("2"))

        reply = sign_in(lead).post(url("1a/"), fill("4", title="Our report", link="https://example.org/ours"))

        assert "https://example.org/ours" in reply.content.decode()
        assert not Evidence.objects.exists()

    def test_two_who_say_the_same_do_not_disagree(self, url, lead, contributor, sign_in, fill):
        sign_in(contributor).post(url("1a/"), fill())

        assert sign_in(lead).post(url("1a/"), fill()).status_code == 302


class TestEvidence:
    @pytest.mark.feature("OF14")
    @pytest.mark.parametrize(
        "where", [{"link": "https://example.org/report"}, {"held_by": "Head of Commissioning"}]
    )
    def test_a_link_or_who_holds_it_is_enough(self, where, url, assessment, lead, sign_in, fill):
        reply = sign_in(lead).post(
            url("1a/"), fill(title="Report", dated_on="2024-03-03", add="add", **where)
        )

        assert reply.url == url("1a/?more=1#evidence")
        document = answer(assessment).evidence.get()
        assert {"link": document.link, "held_by": document.held_by} == {"link": "", "held_by": ""} | where
        page = sign_in(lead).get(url("1a/")).content.decode()
        assert "3 March 2024" in page
        assert 'type="file"' not in page

    @pytest.mark.feature("OF14")
    def test_it_is_used_again_without_retyping(self, url, assessment, lead, contributor, sign_in, fill):
        sign_in(contributor).post(url("1a/"), fill(title="Report", held_by="Head of Housing"))
        page = sign_in(lead).get(url("1b/")).content.decode()
        document = Evidence.objects.get()

        reply = sign_in(lead).post(url("1b/"), fill(reuse=[document.pk]))

        assert "Use again from your council&#x27;s list" in page
        assert reply.status_code == 302
        assert answer(assessment, "1b").evidence.get() == document

    @pytest.mark.feature("OF14")
    def test_it_is_removed_from_the_statement_and_stays_in_the_library(
        self, url, assessment, lead, sign_in, fill
    ):
        browser = sign_in(lead)
        browser.post(url("1a/"), fill(title="Report", held_by="Head of Housing"))
        document = Evidence.objects.get()

        browser.post(url("1a/"), fill(seen_version=1, remove=[document.pk]))

        assert not AnswerEvidence.objects.exists()
        assert Evidence.objects.get() == document

    def test_pressing_twice_adds_it_once(self, url, lead, sign_in, fill):
        browser = sign_in(lead)
        for _ in range(2):
            browser.post(url("1a/"), fill(title="Report", held_by="Head of Housing"))

        assert Evidence.objects.count() == 1
        assert AnswerEvidence.objects.count() == 1

    def test_a_sixth_piece_is_refused_and_kept_on_the_page(self, url, assessment, lead, sign_in, fill):
        sign_in(lead).post(url("1a/"), fill())
        for number in range(5):
            actions.add_evidence(
                answer=answer(assessment), by=lead, title=f"Report {number}", held_by="Clerk"
            )

        reply = sign_in(lead).post(url("1a/"), fill(seen_version=1, title="Report 6", held_by="Clerk"))

        assert "Remove one first." in reply.content.decode()
        assert answer(assessment).evidence.count() == 5

    @pytest.mark.parametrize("name", ["reuse", "remove"])
    def test_another_councils_document_cannot_be_named(
        self, name, url, assessment, lead, other_lead, council_b, sign_in, fill
    ):
        theirs = Evidence.objects.create(
            council=council_b, title="Brackwell secret", held_by="Clerk", added_by=other_lead
        )

        reply = sign_in(lead).post(url("1a/"), fill(**{name: [theirs.pk]}))

        assert "Brackwell secret" not in reply.content.decode()
        assert not AnswerEvidence.objects.exists()

    def test_both_a_link_and_a_holder_is_a_mistake(self, url, lead, sign_in, fill):
        reply = sign_in(lead).post(url("1a/"), fill(title="R", link="https://example.org", held_by="Clerk"))

        assert "not both" in reply.content.decode()
        assert not Evidence.objects.exists()


HOSTILE = {
    "markup": "<script>alert(1)</script>\"'><img src=x>",
    "nul": "nul\0byte",
    "long": "x" * 5000,
    "emoji": "👩‍👩‍👧 café",
    "surrogate": "\ud83d broken",
    "formula": "=HYPERLINK(1)",
}


FIELDS = (
    "choice",
    "seen_version",
    "done_by",
    "basis",
    "title",
    "link",
    "held_by",
    "dated_on",
    "reuse",
    "remove",
)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_input_is_kept_out_or_escaped(kind, url, lead, sign_in, fill):
    text = HOSTILE[kind].encode("utf-8", "replace").decode()
    browser = sign_in(lead)
    pages = []
    for field in FIELDS:
        base = {"title": "Report"} if field in ("link", "held_by", "dated_on") else {}
        pages.append(browser.post(url("1a/"), fill(**(base | {field: text}))))
    pages += [browser.get(url(page)) for page in ("1a/", "", "check/", "preview/", "sharing/")]

    assert {page.status_code for page in pages} <= {200, 302, 409}
    for page in pages:
        assert b"<script>alert" not in page.content
        assert b"<img src=x" not in page.content


def test_foreign_fields_change_nothing_else(url, assessment, lead, viewer, sign_in, fill):
    before = {
        name: getattr(assessment, name) for name in ("state", "reference", "council_id", "published_id")
    }
    foreign = {
        "assessment": 999, "statement": 999, "saved_by": viewer.pk, "version": 77, "saved_at": "2001-01-01",
        "state": "complete", "reference": "KIL-0", "council": 999, "kind": "excellent", "level": 1, "id": 5,
        "added_by": viewer.pk, "published": 1, "by": viewer.pk,
    }  # fmt: skip

    sign_in(lead).post(url("1a/"), fill("3", **foreign))

    assessment.refresh_from_db()
    saved = answer(assessment)
    assert {name: getattr(assessment, name) for name in before} == before
    assert (saved.level, saved.version, saved.saved_by) == (Level.REGULAR_USE, 1, lead)
    assert saved.saved_at.year > 2001
    assert Answer.objects.count() == 1


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
