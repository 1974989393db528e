"""One statement, several people: two at once, and the evidence that they share."""

import pytest

from assessments import actions
from assessments.models import Answer, AnswerEvidence, Evidence


def answer(assessment, key="1a"):
    return Answer.objects.get(assessment=assessment, statement__key=key)


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
