"""After the signature: a reply brings what was asked about, and nothing else that became of the rest."""

import pytest
from django.core.exceptions import PermissionDenied

from assessments.accepted import public_results
from assessments.actions import add_evidence, as_seen, change_document, perform, save_answer
from assessments.actions.clarifying import Asked, save_replies
from assessments.actions.hiding import hide_evidence
from assessments.actions.withdrawing import ask_withdrawal
from assessments.models import Audience, Item
from assessments.permissions import can_move
from assessments.workflow import State
from councils.models import CouncilRole
from principles.models import Level
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF36")]
REPLIES = {"1a": ("Housing.", False, 0)}
SAID = {"title": "Audit of Mr Zebrawort", "link": "https://example.org/audit", "is_public": True}


def point(assessment, key, by):
    return add_evidence(answer=assessment.answers.get(statement__key=key), by=by, **SAID).evidence


@pytest.fixture
def papers(at_state, lead):
    """The documents behind 1a and 2a."""
    assessment = at_state(State.IN_PROGRESS, choices=dict.fromkeys([(i, "") for i in Item], Audience.PUBLIC))
    paper = point(assessment, "2a", lead)
    other = add_evidence(
        answer=assessment.answers.get(statement__key="1a"), by=lead, title="Map", held_by="Planning"
    )
    return {"2a": paper, "1a": other.evidence}


@pytest.fixture
def signed(papers, at_state):
    assessment = papers["2a"].answers.get().assessment
    factories.walk(assessment, State.SUBMITTED)
    return assessment


def ask(assessment, reviewer):
    return perform(assessment, "ask", by=reviewer, asked=Asked({"1a": "Which three services?"}))


def reply(assessment, by):
    save_replies(assessment=assessment, replies=REPLIES, by=by)
    return perform(assessment, "reply", by=by)


def evidence_in(snapshot, key):
    return next(answer["evidence"] for answer in snapshot.data["answers"] if answer["key"] == key)


def change(document, by, **words):
    said = {**as_seen(document), **words}
    return change_document(document=document, seen=as_seen(document), by=by, **said)


def test_what_the_library_says_since_does_not_change_what_was_signed(
    signed, papers, contributor, lead, reviewer, council_a
):
    """Only 1a was asked about; the document behind 2a is described anew, which nobody would confirm."""
    before = evidence_in(signed.snapshots.get(), "2a")
    assert change(papers["2a"], contributor, title="Something else")
    ask(signed, reviewer)
    reply(signed, lead)
    assert evidence_in(signed.snapshots.last(), "2a") == before
    assert signed.snapshots.last().data["replied"]["changed"] == []
    perform(signed, "accept", by=reviewer)
    (result,) = public_results(council_a)
    assert [one.title for s in result.statements for one in s.evidence] == [SAID["title"]]


def test_what_was_hidden_stays_hidden_after_a_reply(signed, lead, reviewer):
    ask(signed, reviewer)
    hide_evidence(assessment=signed, key="2a", number=0, by=reviewer)
    reply(signed, lead)
    for snapshot in signed.snapshots.all():
        assert "Zebrawort" not in snapshot.content


def test_a_document_stays_as_it_is_while_the_signer_reads_a_change(signed, papers, lead, reviewer):
    ask(signed, reviewer)
    save_replies(assessment=signed, replies=REPLIES, by=lead)
    assert change(papers["1a"], lead, title="Map of 2024")
    asked = signed.answers.get(statement__key="1a").statement
    words = {**factories.walking.USUAL, "level": Level.TRYING_OUT}
    assert save_answer(assessment=signed, statement=asked, by=lead, seen_version=1, **words).saved
    perform(signed, "reply_changed", by=lead)
    with pytest.raises(PermissionDenied, match="waits to be signed"):
        change(papers["1a"], lead, title="Another map")


def test_nobody_confirms_the_withdrawal_that_they_asked_for(signed, signer, council_a):
    """Also not who was a lead officer then and is the sign-off officer now."""
    role = factories.CouncilRoleFactory(council=council_a, kind="lead")
    ask_withdrawal(assessment=signed, by=role.user)
    CouncilRole.objects.filter(pk=role.pk).update(kind="signer")
    assert "asked for this yourself" in can_move(role.user, signed, "withdraw").reason
    assert can_move(signer, signed, "withdraw")
