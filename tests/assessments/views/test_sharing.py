"""Choosing what to share, with the exact public page as its preview."""

import pytest
from django.template.loader import render_to_string

from assessments import actions
from assessments.accepted import preview_result, public_results
from assessments.models import Audience, Evidence, Item
from assessments.workflow import State
from principles.models import Level

PUBLIC, NETWORK, US = (str(audience.value) for audience in (Audience.PUBLIC, Audience.NETWORK, Audience.US))
EVERYTHING = {"levels": PUBLIC, "text": PUBLIC, "evidence": PUBLIC, "plans": PUBLIC}
NOTHING = {"levels": US, "text": US, "evidence": US, "plans": US}


def chosen(assessment):
    return {(row.item, row.scope): row.audience for row in assessment.sharing.all()}


def words(reply):
    return " ".join(reply.content.decode().split())


@pytest.fixture
def filled(assessment, answers, said):
    """The self-assessment with a top-level answer that has a text and a public document."""
    answers({"1a": said(Level.HOW_WE_WORK, "In every ward."), "4b": said(Level.EARLY_DAYS, "Nothing yet.")})
    return assessment


def test_by_default_nothing_but_completing_is_shared(at_state, lead, sign_in):
    path = at_state(State.NOT_STARTED).get_absolute_url()

    page = words(sign_in(lead).get(f"{path}sharing/"))

    for item in ("levels", "text", "evidence"):
        box = page.split(f'name="{item}" value="0"')[1].split(">")[0]
        assert "checked" in box
    assert "covered by the Freedom of Information Act" in page
    assert "Locality will not publish more than you choose." in page
    assert "Never public." in page


@pytest.mark.feature("OF29")
def test_the_preview_is_drawn_by_the_public_pages_own_template(url, filled, lead, sign_in):
    browser = sign_in(lead)
    reply = browser.post(url("sharing/"), EVERYTHING)
    assert reply.url == url("preview/")

    preview = browser.get(reply.url)

    drawn = render_to_string("assessments/result.html", {"result": preview_result(filled)})
    assert "In every ward." in drawn
    assert drawn in preview.content.decode()
    assert "assessments/result.html" in [template.name for template in preview.templates]


@pytest.mark.feature("OF29")
def test_the_council_page_shows_what_the_preview_showed(at_state, council_a, lead, reviewer, client, sign_in):
    shared = {(item, ""): Audience.PUBLIC for item in Item}
    assessment = at_state(State.SUBMITTED, choices=shared)
    before = preview_result(assessment)

    actions.perform(assessment, "accept", by=reviewer)

    (after,) = public_results(council_a)
    assert after.principles == before.principles
    assert after.standard_line == before.standard_line
    assert after.standard_line in client.get(council_a.get_absolute_url()).content.decode()


def test_exceptions_by_principle_and_statement(url, filled, lead, sign_in):
    sign_in(lead).post(
        url("sharing/"), {**NOTHING, "levels_for_4": PUBLIC, "text_for_1a": NETWORK, "text": PUBLIC}
    )

    assert chosen(filled) == {
        ("levels", ""): Audience.US,
        ("levels", "4"): Audience.PUBLIC,
        ("text", ""): Audience.PUBLIC,
        ("text", "1a"): Audience.NETWORK,
        ("evidence", ""): Audience.US,
        ("plans", ""): Audience.US,
    }
    page = words(sign_in(lead).get(url("preview/")))
    assert "Early days" in page
    assert "Nothing yet." in page
    assert "In every ward." not in page


@pytest.mark.parametrize("wrong", ["", "3", "-1", "all", "nul\0", "x" * 5000])
@pytest.mark.parametrize("field", ["levels", "levels_for_1", "text_for_1a"])
def test_what_is_not_on_the_list_is_refused(field, wrong, url, filled, lead, sign_in):
    before = chosen(filled)
    if field != "levels" and not wrong:
        wrong = "9"

    reply = sign_in(lead).post(url("sharing/"), {**NOTHING, field: wrong})

    assert reply.status_code == 200
    assert "Choose who can see it." in words(reply)
    assert chosen(filled) == before


class TestAfterSigning:
    @pytest.fixture
    def signed(self, at_state):
        return at_state(State.COMPLETE, choices={("levels", ""): Audience.PUBLIC})

    @pytest.fixture
    def sharing(self, signed):
        return f"{signed.get_absolute_url()}sharing/"

    def test_the_lead_lowers_it_and_the_page_shows_nothing(
        self, signed, sharing, council_a, lead, sign_in, client
    ):
        assert "In regular use" in client.get(council_a.get_absolute_url()).content.decode()

        sign_in(lead).post(sharing, NOTHING)

        public = client.get(council_a.get_absolute_url()).content.decode()
        assert "In regular use" not in public
        assert "removed" not in public.split("<main", 1)[1]

    def test_the_lead_is_offered_no_more_than_was_signed(self, signed, sharing, lead, sign_in):
        page = words(sign_in(lead).get(sharing))

        assert 'name="levels" value="2"' in page
        assert 'name="text" value="1"' not in page
        assert "only the sign-off officer can share more than was signed" in page

    def test_the_lead_cannot_send_more_than_was_signed(self, signed, sharing, lead, sign_in):
        reply = sign_in(lead).post(sharing, EVERYTHING)

        assert reply.status_code == 200
        assert chosen(signed).get(("text", ""), Audience.US) == Audience.US

    def test_the_signer_can(self, signed, sharing, signer, sign_in):
        sign_in(signer).post(sharing, EVERYTHING)

        assert chosen(signed)["text", ""] == Audience.PUBLIC


def test_a_document_that_may_not_be_seen_is_not_in_the_preview(url, filled, lead, sign_in):
    answer = filled.answers.get(statement__key="1a")
    actions.add_evidence(answer=answer, by=lead, title="Open report", held_by="Clerk", is_public=True)
    actions.add_evidence(answer=answer, by=lead, title="Closed report", held_by="Clerk")
    browser = sign_in(lead)
    browser.post(url("sharing/"), EVERYTHING)

    page = words(browser.get(url("preview/")))

    assert Evidence.objects.count() == 2
    assert "Open report" in page
    assert "Closed report" not in page
