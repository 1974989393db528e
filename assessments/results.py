"""What readers may see of self-assessments, as plain values for templates and downloads.

The public reads what was signed and accepted, cut down to what is shared with everyone.
There is no total, average or grade here, and nothing to make one from.
"""

import datetime

from django.utils import timezone

from assessments.models import Audience, Item, Kind, Words, audience_of
from assessments.planned import live_priorities, priority_results
from assessments.shown import EvidenceResult, Result, StatementResult, standard_line
from assessments.workflow import SIGNED_STATES
from councils.models import CouncilRole, Membership
from principles.places import as_signed
from principles.published import asked

NOT_ANSWERED = "Not answered"


def visible_to(reader):
    """Return as which audience somebody reads the accepted self-assessments of other councils.

    The network is whoever acts for a council that is a member today, and Locality's reviewers.
    """
    if not reader.is_authenticated:
        return Audience.PUBLIC
    members = Membership.objects.open().values("council")
    acts = CouncilRole.objects.of(reader).filter(council__in=members)
    if acts.exists() or reader.has_perm("assessments.review_assessment"):
        return Audience.NETWORK
    return Audience.PUBLIC


def signed_result(snapshot, audience):
    """Return what this audience may see of a signed snapshot: what is shared, under the ceiling."""
    assessment, data = snapshot.assessment, snapshot.data
    rows = assessment.sharing.all()
    choices = {(row.item, row.scope): row.audience for row in rows}
    ceilings = {(row.item, row.scope): row.ceiling for row in rows if row.ceiling is not None}
    return cut_down(assessment, data, choices, audience, ceilings, snapshot.signature)


def signed_in_short(snapshot):
    """Return which it is, and when it was signed and accepted; nothing of what it says is read."""
    return Result(**_frame(snapshot.assessment, snapshot.signature), shows_levels=False)


def reading(snapshot):
    """Return all that was signed, for a reviewer to read: pairs of a principle and its statements.

    Evidence that is not for the public is there too; nothing here goes on a public page.
    """
    return in_full(snapshot.assessment, snapshot.data["answers"], snapshot.signature)


def in_full(assessment, answers, signature=None):
    """Return everything that these answers say: pairs of a principle and its statements."""
    said = {answer["key"]: answer for answer in answers}
    principles = {}
    for statement in asked_of(assessment, signature):
        answer = said.get(statement.key)
        if answer:
            one = signed_answer(answer, statement.text)
        else:
            one = StatementResult(key=statement.key, text=statement.text, **_level(None))
        principles.setdefault(statement.principle, []).append(one)
    return list(principles.items())


def live_content(assessment):
    """Return what the council says now, as the plain values that a snapshot holds."""
    return {"answers": live_answers(assessment), "priorities": live_priorities(assessment)}


def own_answers(assessment):
    """Return a council's own answers: what was signed once it is, before that as they stand.

    With the snapshot that they come from, or None for a draft.
    """
    snapshot = assessment.snapshots.select_related("signature").last()
    if snapshot is not None and assessment.state in SIGNED_STATES:
        return snapshot.data["answers"], snapshot
    return live_answers(assessment), None


def signed_answer(answer, text=""):
    """Return one answer of a snapshot in full, for the council itself."""
    more = {"basis": answer["basis"], "evidence": _documents(answer), **_marks(answer)}
    return StatementResult(key=answer["key"], text=text, **_level(answer), **more)


def live_answers(assessment):
    """Return the answers as they stand, as the plain values that a snapshot holds."""
    answers = assessment.answers.select_related("statement").prefetch_related("pointers__evidence")
    return [
        {
            "key": answer.statement.key,
            **vars(answer.words),
            "version": answer.version,
            "saved_by": answer.saved_by_id,
            "evidence": [_evidence_data(pointer.evidence) for pointer in answer.pointers.all()],
            # Only where it is so: what is signed without stays word for word as it always was.
            **({"for_council": True} if answer.for_council else {}),
        }
        for answer in answers.order_by("statement__key")
    ]


def _evidence_data(evidence):
    return {
        "title": evidence.title,
        "link": evidence.link,
        "held_by": evidence.held_by,
        "dated_on": evidence.dated_on.isoformat() if evidence.dated_on else None,
        "public": evidence.is_public,
    }


def cut_down(assessment, content, choices, audience, ceilings=None, signature=None):
    """Cut what the council says down to what an audience may see."""

    def shares(item, key):
        chosen = audience_of(choices, item, key)
        ceiling = chosen if ceilings is None else audience_of(ceilings, item, key)
        return min(chosen, ceiling) >= audience

    said = {answer["key"]: answer for answer in content["answers"]}
    principles, statements = {}, asked_of(assessment, signature)
    for statement in statements:
        one = _statement_result(statement, said.get(statement.key), shares)
        if one.shows_anything:
            principles.setdefault(statement.principle, []).append(one)
    shares_plans = shares(Item.PLANS, "")
    plans = content.get("priorities", []) if shares_plans else []
    return Result(
        **_frame(assessment, signature),
        shows_levels=any(one.label for ones in principles.values() for one in ones),
        principles=list(principles.items()),
        shares_plans=shares_plans,
        sentence=_sentence(assessment),
        priorities=priority_results(plans, statements, lambda key: shares(Item.LEVELS, key)),
    )


def _frame(assessment, signature):
    """Return what is said of a self-assessment whatever is shared of it."""
    role = signature.full_role if signature else "sign-off officer"
    signed_on = timezone.localdate(signature.signed_at) if signature else None
    return {
        "cycle": assessment.cycle_id,
        "cycle_title": assessment.cycle.title,
        "question_set": assessment.cycle.question_set,
        "completed_on": timezone.localdate(assessment.completed_at) if assessment.completed_at else None,
        "signed_on": signed_on,
        "signer_role": role,
        "standard_line": standard_line(assessment.council.official_name, role, signed_on),
    }


def _sentence(assessment):
    """Return the champion's sentence, unless it was taken down or hidden."""
    said = getattr(assessment, "champion_sentence", None)
    return said if said is not None and said.is_shown else None


def asked_of(assessment, signature=None):
    """Return the statements of the question set in order, in the words of the time for what was signed."""
    question_set = assessment.cycle.question_set
    statements = getattr(question_set, "asked", None) or asked(question_set.pk)
    return as_signed(statements, question_set, signature)


def _statement_result(statement, answer, shares):
    one = {"key": statement.key, "text": statement.text}
    if shares(Item.LEVELS, statement.key):
        one |= _level(answer)
    if answer and shares(Item.TEXT, statement.key):
        one["basis"] = answer["basis"]
    if answer and shares(Item.EVIDENCE, statement.key):
        one["evidence"] = tuple(document for document in _documents(answer) if document.is_public)
    if answer:
        one["is_disputed"] = answer.get("is_disputed", False)
    return StatementResult(**one)


def _documents(answer):
    """Return what an answer points to."""
    return tuple(
        EvidenceResult(
            document["title"],
            document["link"],
            document["held_by"],
            datetime.date.fromisoformat(document["dated_on"]) if document["dated_on"] else None,
            document["public"],
        )
        for document in answer["evidence"]
    )


def _marks(answer):
    """Return what is said beside an answer."""
    return {
        "for_council": answer.get("for_council", False),
        "is_disputed": answer.get("is_disputed", False),
    }


def _level(answer):
    """Return the level in words; what was not answered is said to be so, never left out as low."""
    if answer is None:
        return {"label": NOT_ANSWERED}
    words = Words(answer["kind"], answer["level"])
    done_by = answer["done_by"] if words.kind == Kind.NOT_OUR_SERVICE else ""
    return {"kind": words.kind, "level": words.level, "label": words.label, "done_by": done_by}
