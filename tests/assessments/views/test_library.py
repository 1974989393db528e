"""The council's documents: listed with what uses them, described, changed and put away."""

import socket

import pytest
from django.utils import timezone

from assessments.actions import add_document, add_evidence, as_seen, change_document
from assessments.doubts import INSIDE, NOT_SECURE, PERSONAL, doubts
from assessments.models import Evidence, Snapshot
from assessments.workflow import State
from tests import factories

pytestmark = pytest.mark.django_db
LINK = {"title": "Report", "link": "https://example.org/report"}
HELD = {"title": "Minutes", "held_by": "Head of Housing"}


@pytest.fixture
def at(council_a):
    return lambda part="": f"/assessments/{council_a.slug}/evidence/{part}"


@pytest.fixture
def document(council_a, contributor):
    return add_document(council=council_a, by=contributor, **LINK)


def main(reply):
    return " ".join(reply.content.decode().split("<main", 1)[1].split("</main>")[0].split())


@pytest.mark.feature("OF14")
def test_it_says_where_since_when_for_whom_and_what_uses_it(
    at, assessment, answers, said, lead, contributor, viewer, sign_in
):
    answers({"1a": said(), "3b": said()})
    for answer in assessment.answers.all():
        add_evidence(answer=answer, by=contributor, **LINK, dated_on=timezone.localdate().replace(day=3))
    add_document(council=assessment.council, by=lead, **HELD, is_public=True)

    page = main(sign_in(viewer).get(at()))

    assert 'href="https://example.org/report"' in page
    assert "Held by Head of Housing" in page
    assert "Dated 3 " in page
    assert "Not for the public." in page
    assert "Anyone may see it" in page
    for key in ("1a", "3b"):
        assert f'href="{assessment.get_absolute_url()}{key}/"' in page
    assert "No answer uses it." in page
    assert "Added by Contributor Cole" in page
    assert "Add a document" not in page


def test_an_empty_list_says_what_to_do(at, lead, viewer, sign_in):
    assert "There is no document yet. Add one here" in main(sign_in(lead).get(at()))
    assert "They appear here" in main(sign_in(viewer).get(at()))


@pytest.mark.feature("OF15")
def test_what_is_added_here_is_offered_for_answers(at, url, fill, lead, sign_in):
    browser = sign_in(lead)
    assert browser.post(at("add/"), LINK).url == at()
    document = Evidence.objects.get()

    browser.post(url("2a/"), fill(reuse=[document.pk]))

    assert document.answers.get().statement.key == "2a"


@pytest.mark.feature("OF14")
def test_a_change_shows_everywhere_but_in_what_was_signed(at, at_state, said, lead, sign_in):
    assessment = at_state(State.IN_PROGRESS, said={"1a": said()})
    answer = assessment.answers.get()
    document = add_evidence(answer=answer, by=lead, **LINK).evidence
    factories.walk(assessment, State.SUBMITTED)
    browser = sign_in(lead)
    seen = browser.get(at(f"{document.pk}/")).context["form"]["seen"].value()

    sent = {"title": "Report, second edition", "link": LINK["link"], "seen": seen}
    assert browser.post(at(f"{document.pk}/"), sent).url == at()

    assert Evidence.objects.get().title == "Report, second edition"
    assert Evidence.objects.get().changed_by == lead
    snapshot = Snapshot.objects.get()
    assert snapshot.is_intact
    assert '"title":"Report"' in snapshot.content
    signed = f"{assessment.get_absolute_url()}signed/1/"
    browser.get(at())  # which says what was saved
    assert "second edition" not in browser.get(signed).content.decode()


def test_while_somebody_reads_it_to_sign_it_stays(at, at_state, said, lead, sign_in):
    assessment = at_state(State.IN_PROGRESS, said={"1a": said()})
    document = add_evidence(answer=assessment.answers.get(), by=lead, **LINK).evidence
    factories.walk(assessment, State.AWAITING_SIGN_OFF)
    browser = sign_in(lead)

    assert "waits to be signed" in main(browser.get(at(f"{document.pk}/")))
    assert browser.post(at(f"{document.pk}/"), {**HELD, "seen": "x"}).status_code == 403
    assert Evidence.objects.get().title == "Report"


def test_edge_1_two_who_change_one_document_overwrite_nothing(at, document, lead, contributor, sign_in):
    mine, theirs = sign_in(lead), sign_in(contributor)
    page = at(f"{document.pk}/")
    seen = mine.get(page).context["form"]["seen"].value()
    theirs.post(page, {**LINK, "title": "Theirs", "seen": seen})

    reply = mine.post(page, {**LINK, "title": "Mine", "seen": seen})

    assert "Contributor changed this while you had it open. It now says: “Theirs”" in main(reply)
    assert 'value="Mine"' in main(reply)
    assert Evidence.objects.get().title == "Theirs"
    again = reply.context["form"]["seen"].value()
    assert mine.post(page, {**LINK, "title": "Mine", "seen": again}).status_code == 302
    assert Evidence.objects.get().title == "Mine"


def test_a_change_on_an_older_reading_is_refused_below_the_page_too(document, lead):
    seen = as_seen(document)
    assert change_document(document=document, seen=seen, by=lead, **HELD)
    assert not change_document(document=document, seen=seen, by=lead, **LINK)


def test_only_what_nothing_uses_is_put_away_and_it_can_come_back(
    at, url, assessment, answers, said, lead, sign_in
):
    answers({"1a": said()})
    document = add_evidence(answer=assessment.answers.get(), by=lead, **LINK).evidence
    page, browser = at(f"{document.pk}/"), sign_in(lead)
    assert "An answer still points to it." in main(browser.get(page))
    assert browser.post(page, {"retire": "retire"}).status_code == 403
    assessment.answers.get().pointers.all().delete()

    assert browser.post(page, {"retire": "retire"}).url == at()
    assert "Put away" in main(browser.get(at()))
    assert "Use again from your council" not in main(browser.get(url("1a/")))
    browser.post(page, {"back": "back"})
    assert "Use again from your council" in main(browser.get(url("1a/")))


def test_what_is_described_anew_in_the_same_words_comes_back(at, document, council_a, lead, sign_in):
    browser = sign_in(lead)
    browser.post(at(f"{document.pk}/"), {"retire": "retire"})

    browser.post(at("add/"), LINK)

    assert Evidence.objects.get().retired_at is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title": ""}, "Say what the document is called."),
        ({"link": "nowhere"}, "Enter a link that starts with https://"),
        ({"link": "javascript:alert(1)"}, "Enter a link that starts with https://"),
        ({"link": ""}, "Enter a link that starts with https://"),
        ({"held_by": "Clerk"}, "not both"),
        ({"dated_on": "30 Feb"}, "Enter the date of the document"),
        ({"title": "x" * 201}, "Use 200 characters or fewer"),
        ({"dated_on": "9" * 30}, "Enter the date of the document"),
    ],
)
def test_mistakes_keep_what_was_typed(sent, said, at, lead, sign_in):
    page = main(sign_in(lead).post(at("add/"), {**LINK, "title": "Our <report>", **sent}))

    assert said in page
    assert "Our &lt;report&gt;" in page or "title" in sent
    assert not Evidence.objects.exists()


@pytest.mark.feature("OF14")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (LINK, []),
        (HELD, []),
        ({"title": "Notes of jo@council.gov.uk"}, [PERSONAL]),
        ({"title": "Ring 01632 960417"}, [PERSONAL]),
        ({"title": "Plan", "held_by": "Jo, +44 7700 900123"}, [PERSONAL]),
        ({"title": "Report 2019-2024, 12345678901"}, []),
        ({"title": "Report", "link": "http://example.org/"}, [NOT_SECURE]),
        ({"title": "Report", "link": "https://sharepoint/sites/x"}, [INSIDE]),
        ({"title": "Report", "link": "http://10.0.0.4/x"}, [INSIDE]),
        ({"title": "Report", "link": "https://docs.council.local/x"}, [INSIDE]),
        ({"title": "Report", "link": "https://[bad"}, [INSIDE]),
    ],
)
def test_what_deserves_a_second_look_is_said(words, found):
    assert doubts(**words) == found


@pytest.mark.feature("OF14")
def test_edge_13_nothing_is_fetched_and_a_doubt_stops_nothing(at, url, fill, lead, sign_in, monkeypatch):
    browser = sign_in(lead)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: pytest.fail("A name was looked up."))

    reply = browser.post(at("add/"), {"title": "Report", "link": "https://docs.council.local/x"}, follow=True)
    assert INSIDE in main(reply)
    doubtful = fill(title="List of jo@council.gov.uk", held_by="Clerk")
    assert PERSONAL.split(".")[0] in main(browser.post(url("1a/"), doubtful, follow=True))

    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("number", ["0", "999999999"])
def test_foreign_documents_are_not_found(number, at, lead, other_lead, council_b, sign_in):
    theirs = add_document(council=council_b, by=other_lead, title="Brackwell secret", held_by="Clerk")
    for there in (number, theirs.pk):
        assert sign_in(lead).get(at(f"{there}/")).status_code == 404
        assert sign_in(lead).post(at(f"{there}/"), {"retire": "x"}).status_code == 404
    assert "Brackwell" not in main(sign_in(lead).get(at()))


def test_queries_do_not_grow_with_documents(
    at, assessment, answers, said, lead, sign_in, django_assert_max_num_queries
):
    answers({key: said() for key in ("1a", "1b", "1c")})
    browser = sign_in(lead)
    add_evidence(answer=assessment.answers.first(), by=lead, **LINK)
    with django_assert_max_num_queries(12) as few:
        browser.get(at())
    for answer in assessment.answers.all():
        for number in range(4):
            add_evidence(answer=answer, by=lead, title=f"Report {number} on {answer.pk}", held_by="Clerk")
    with django_assert_max_num_queries(12) as many:
        browser.get(at())
    assert len(many) == len(few)
