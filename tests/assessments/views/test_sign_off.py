"""Send, take back, sign, decline; and what stays afterwards."""

import pytest
from django.utils import timezone

from assessments import actions
from assessments.models import Event, Signature, Snapshot
from assessments.views.signed import ASK_AFTER
from assessments.workflow import State
from principles.models import Level

AGREED = {"fair": "on", "seen_public": "on"}


def words(reply):
    return " ".join(reply.content.decode().split())


def seen(assessment, **more):
    assessment.refresh_from_db()
    return {"seen": assessment.lock_version, **more}


@pytest.fixture
def ready(at_state):
    """One statement answered, sharing chosen: ready to be sent with gaps."""
    return at_state(State.IN_PROGRESS, said={"1a": {"kind": "level", "level": 3, "basis": "In three wards."}})


@pytest.fixture
def waiting(at_state):
    return at_state(State.AWAITING_SIGN_OFF)


class TestSend:
    def test_it_says_who_can_sign_and_names_the_gaps(self, ready, lead, sign_in):
        page = words(sign_in(lead).get(f"{ready.get_absolute_url()}send/"))

        assert "Signer Sykes" in page
        assert "We do 6d well." in page
        assert "Send it without these answers" in page

    def test_gaps_must_be_seen(self, ready, lead, sign_in):
        reply = sign_in(lead).post(f"{ready.get_absolute_url()}send/", seen(ready, note="Please sign."))

        ready.refresh_from_db()
        assert ready.state == State.IN_PROGRESS
        assert "Tick to send it without these answers" in words(reply)
        assert "Please sign." in words(reply)

    @pytest.mark.feature("OF30")
    def test_sent_it_is_locked_and_the_message_is_kept(self, ready, lead, contributor, sign_in):
        path = ready.get_absolute_url()

        reply = sign_in(lead).post(f"{path}send/", seen(ready, note="Please sign.", gaps_seen="on"))

        ready.refresh_from_db()
        assert (reply.url, ready.state) == (path, State.AWAITING_SIGN_OFF)
        assert Event.objects.get(move="send").note == "Please sign."
        late = sign_in(contributor).post(f"{path}1b/", {"choice": "1", "seen_version": 0})
        assert late.status_code == 403
        assert "The answers are locked" in words(late)
        assert "<textarea" not in words(sign_in(contributor).get(f"{path}1b/"))

    def test_sending_twice_is_sending_once(self, ready, lead, sign_in):
        browser, form = sign_in(lead), seen(ready, gaps_seen="on")

        replies = [browser.post(f"{ready.get_absolute_url()}send/", form) for _ in range(2)]

        assert [reply.status_code for reply in replies] == [302, 302]
        assert Event.objects.filter(move="send").count() == 1

    def test_what_is_missing_is_said(self, assessment, lead, signer, sign_in):
        signer.council_roles.update(ends_on="2024-05-01")

        page = words(sign_in(lead).get(f"{assessment.get_absolute_url()}send/"))

        assert "It cannot be sent yet" in page
        assert "Nobody else can sign this off yet." in page
        assert '<form method="post" novalidate' not in page

    def test_a_contributor_is_told_why_not(self, ready, contributor, sign_in):
        reply = sign_in(contributor).get(f"{ready.get_absolute_url()}send/")

        assert reply.status_code == 403
        assert "Only a lead officer can do this." in words(reply)


class TestRecall:
    @pytest.mark.feature("OF30")
    def test_the_lead_takes_it_back_before_it_is_signed(self, waiting, lead, signer, sign_in):
        path = waiting.get_absolute_url()

        sign_in(lead).post(f"{path}recall/", seen(waiting))

        waiting.refresh_from_db()
        assert waiting.state == State.IN_PROGRESS
        assert sign_in(signer).get(f"{path}sign/").status_code == 403

    def test_after_signing_it_is_too_late(self, at_state, lead, sign_in):
        signed = at_state(State.SUBMITTED)

        reply = sign_in(lead).post(f"{signed.get_absolute_url()}recall/", seen(signed))

        assert reply.status_code == 403
        assert "This self-assessment is now “Submitted”" in words(reply)


class TestSign:
    @pytest.mark.feature("OF31")
    def test_the_page_shows_top_level_claims_gaps_and_what_becomes_public(
        self, at_state, lead, signer, sign_in, said
    ):
        assessment = at_state(State.IN_PROGRESS, said={"1a": said(Level.HOW_WE_WORK, "In every ward.")})
        answer = assessment.answers.get()
        actions.add_evidence(answer=answer, by=lead, title="Ward report", held_by="Clerk")
        actions.perform(assessment, "send", by=lead, gaps_acknowledged=True, note="Two minutes, please.")

        reply = sign_in(signer).get(f"{assessment.get_absolute_url()}sign/")

        page = words(reply)
        top = page.split('id="top"')[1].split('id="gaps"')[0]
        assert "In every ward." in top
        assert "Ward report, held by Clerk" in top
        assert "We do 6d well." in page.split('id="gaps"')[1].split('id="public"')[0]
        assert "Two minutes, please." in page
        assert "assessments/result.html" in [template.name for template in reply.templates]
        assert "I am content this is a fair account by Ambleford Metropolitan Borough Council." in page
        assert "I have seen what will be public." in page

    @pytest.mark.feature("OF31")
    def test_signing_gives_the_reference_and_a_snapshot(self, waiting, signer, sign_in):
        path = waiting.get_absolute_url()

        reply = sign_in(signer).post(f"{path}sign/", seen(waiting, **AGREED))

        waiting.refresh_from_db()
        assert (reply.url, waiting.state) == (f"{path}confirmation/", State.SUBMITTED)
        assert waiting.reference in words(sign_in(signer).get(reply.url))
        assert Signature.objects.get().person == signer

    @pytest.mark.parametrize("left_out", AGREED)
    def test_both_statements_are_agreed_to(self, left_out, waiting, signer, sign_in):
        form = {name: "on" for name in AGREED if name != left_out}

        reply = sign_in(signer).post(f"{waiting.get_absolute_url()}sign/", seen(waiting, **form))

        waiting.refresh_from_db()
        assert waiting.state == State.AWAITING_SIGN_OFF
        assert 'id="error-summary"' in words(reply)

    def test_signing_twice_gives_one_submission_and_the_same_reference(self, waiting, signer, sign_in):
        browser, form = sign_in(signer), seen(waiting, **AGREED)
        references = set()
        for _ in range(2):
            reply = browser.post(f"{waiting.get_absolute_url()}sign/", form)
            waiting.refresh_from_db()
            references.add((reply.status_code, reply.url, waiting.reference))

        assert len(references) == 1
        assert Snapshot.objects.count() == 1
        assert Event.objects.filter(move="sign").count() == 1

    def test_a_page_that_was_read_before_a_recall_cannot_be_signed(self, waiting, lead, signer, sign_in):
        old = seen(waiting, **AGREED)
        actions.perform(waiting, "recall", by=lead)
        actions.perform(waiting, "send", by=lead, gaps_acknowledged=True)

        reply = sign_in(signer).post(f"{waiting.get_absolute_url()}sign/", old)

        assert reply.status_code == 403
        assert "it has changed since you opened the page" in words(reply)
        assert not Snapshot.objects.exists()

    def test_the_lead_cannot_sign(self, waiting, lead, sign_in):
        reply = sign_in(lead).post(f"{waiting.get_absolute_url()}sign/", seen(waiting, **AGREED))

        assert reply.status_code == 403
        assert "Only the sign-off officer can do this." in words(reply)


class TestDecline:
    @pytest.mark.feature("OF31")
    def test_it_goes_back_to_the_lead_with_the_reason(self, waiting, signer, lead, sign_in):
        path = waiting.get_absolute_url()

        sign_in(signer).post(f"{path}decline/", seen(waiting, note="Statement 1a needs a date.\0"))

        waiting.refresh_from_db()
        assert waiting.state == State.IN_PROGRESS
        assert "Statement 1a needs a date." in words(sign_in(lead).get(path))

    @pytest.mark.parametrize("note", ["", "   ", "\0", "word " * 201, "x" * 4000])
    def test_a_reason_is_needed_and_can_be_read(self, note, waiting, signer, sign_in):
        reply = sign_in(signer).post(f"{waiting.get_absolute_url()}decline/", seen(waiting, note=note))

        waiting.refresh_from_db()
        assert (reply.status_code, waiting.state) == (200, State.AWAITING_SIGN_OFF)
        assert 'id="error-summary"' in words(reply)


class TestAfterwards:
    @pytest.mark.feature("OF35")
    def test_the_confirmation_has_reference_next_steps_with_a_date_and_paper(self, at_state, viewer, sign_in):
        signed = at_state(State.SUBMITTED)
        path = signed.get_absolute_url()

        page = words(sign_in(viewer).get(f"{path}confirmation/"))

        ask_after = timezone.localdate(signed.snapshots.get().made_at + ASK_AFTER)
        assert signed.reference in page
        assert "What happens next" in page
        assert f"{ask_after.day} {ask_after:%B %Y}" in page
        assert f'href="{path}signed/1/"' in page

    @pytest.mark.feature("OF35")
    def test_the_signed_version_stays_when_answers_change(self, at_state, lead, reviewer, sign_in):
        signed = at_state(State.SUBMITTED)
        path = signed.get_absolute_url()
        first = words(sign_in(lead).get(f"{path}signed/1/"))
        actions.perform(signed, "return", by=reviewer, note="Say since when.")
        answer = signed.answers.get(statement__key="1a")
        sign_in(lead).post(f"{path}1a/", {"choice": "1", "seen_version": answer.version, "basis": "Changed."})

        again = words(sign_in(lead).get(f"{path}signed/1/"))

        main = [page.split("<main", 1)[1].split("</main>")[0] for page in (first, again)]
        assert main[0] == main[1]
        assert "Signed version 1," in main[1]
        assert "Changed." not in main[1]
        assert signed.snapshots.get().sha256 in main[1]
        assert "The text is as it was signed." in main[1]
        assert "and open again" in words(sign_in(lead).get(f"{path}confirmation/"))

    def test_before_signing_there_is_none(self, waiting, lead, sign_in):
        for part in ("confirmation/", "signed/1/", "signed/0/", "signed/9999/"):
            assert sign_in(lead).get(f"{waiting.get_absolute_url()}{part}").status_code == 404

    def test_another_council_sees_none_of_it(self, at_state, other_lead, sign_in):
        signed = at_state(State.COMPLETE)

        for part in ("confirmation/", "signed/1/", "history/", "sign/", "preview/"):
            reply = sign_in(other_lead).get(f"{signed.get_absolute_url()}{part}")
            assert reply.status_code == 404
            assert "Ambleford" not in words(reply)
