"""What readers may see of self-assessments, as plain values for templates and downloads.

The public reads what was signed and accepted, cut down to what is shared with everyone.
There is no total, average or grade here, and nothing to make one from.
"""

import datetime

from django.db.models import Prefetch
from django.utils import timezone

from assessments.models import Audience, Item, Kind, Snapshot, Words, audience_of
from assessments.movement import moved_since
from assessments.planned import live_priorities, priority_results
from assessments.shown import EvidenceResult, Result, StatementResult, standard_line
from assessments.workflow import SIGNED_STATES
from councils.models import CouncilRole, Membership
from principles.models import Statement
from principles.places import as_signed, read_changes

NOT_ANSWERED = "Not answered"
# What a page says of them; the other columns would be a third of the time that reading takes.
SAID_OF_SIGNED = [
    *("content", "signature__role", "signature__in_place_of_role", "signature__signed_at"),
    *(f"assessment__champion_sentence__{name}" for name in ("text", "said_at", "taken_down_at", "is_hidden")),
    *(f"assessment__{name}" for name in ("council", "completed_at", "cycle__title")),
    *(f"assessment__cycle__question_set__{name}" for name in ("title", "version", "minor")),
]
SAID_OF_ASKED = [
    "key",
    "text",
    "question_set",
    *(f"principle__{name}" for name in ("number", "name", "short_label")),
]


def public_results(council):
    """Return what everyone may see of a council's accepted self-assessments, newest first."""
    return public_results_of([council])[council.pk]


def public_results_of(councils):
    """Return the same for several councils, by their keys, in as many queries as for one."""
    return _results(councils, Snapshot.objects.published(), Audience.PUBLIC)


def network_results_of(councils):
    """Return the same of what they share with the network: for readers whom ``visible_to`` allows it."""
    return _results(councils, Snapshot.objects.published(), Audience.NETWORK)


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


def standing_results(council, audience):
    """Return what an audience sees, or will see once what waits is accepted. For a reviewer's preview."""
    return _results([council], Snapshot.objects.standing(), audience)[council.pk]


def _results(councils, snapshots, audience):
    snapshots = (
        snapshots.filter(assessment__council__in=councils)
        .select_related("signature", "assessment__cycle__question_set", "assessment__champion_sentence")
        .only(*SAID_OF_SIGNED)
        .prefetch_related("assessment__sharing", _statements("assessment__cycle__question_set"))
        .order_by("-assessment__cycle__opens_on", "-pk")
    )
    read_changes(snapshot.assessment.cycle.question_set for snapshot in snapshots)
    known, found = {council.pk: council for council in councils}, {council.pk: [] for council in councils}
    for snapshot in snapshots:
        # Read already: asking for its many columns again would take a fifth of this page's time.
        snapshot.assessment.council = known[snapshot.assessment.council_id]
        found[snapshot.assessment.council_id].append(signed_result(snapshot, audience))
    known_between = {}
    for results in found.values():
        if results:
            results[0] = moved_since(results[0], results[1] if results[1:] else None, known_between)
    return found


def preview_result(assessment):
    """Return what everyone will see, by the sharing chosen so far.

    Before signing it is made from the live answers, afterwards from what was signed; the
    public page's own template draws it.
    """
    snapshot = assessment.snapshots.select_related("signature").last()
    if snapshot is not None and assessment.state in SIGNED_STATES:
        snapshot.assessment = assessment
        result = signed_result(snapshot, Audience.PUBLIC)
    else:
        choices = {(row.item, row.scope): row.audience for row in assessment.sharing.all()}
        result = _result(assessment, live_content(assessment), choices, Audience.PUBLIC)
    others = [one for one in public_results(assessment.council) if one.cycle_title != result.cycle_title]
    return moved_since(result, others[0] if others else None, {})


def signed_result(snapshot, audience):
    """Return what this audience may see of a signed snapshot: what is shared, under the ceiling."""
    assessment, data = snapshot.assessment, snapshot.data
    rows = assessment.sharing.all()
    choices = {(row.item, row.scope): row.audience for row in rows}
    ceilings = {(row.item, row.scope): row.ceiling for row in rows if row.ceiling is not None}
    return _result(assessment, data, choices, audience, ceilings, snapshot.signature)


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


def _statements(path):
    """Prefetch statements with their principles; without a path, the queryset alone."""
    asked = Statement.objects.select_related("principle").only(*SAID_OF_ASKED)
    return Prefetch(f"{path}__statements", asked.order_by("key"))


def _result(assessment, content, choices, audience, ceilings=None, signature=None):
    """Cut what the council says down to what an audience may see."""

    def shares(item, key):
        chosen = audience_of(choices, item, key)
        ceiling = chosen if ceilings is None else audience_of(ceilings, item, key)
        return min(chosen, ceiling) >= audience

    said = {answer["key"]: answer for answer in content["answers"]}
    principles, asked = {}, asked_of(assessment, signature)
    for statement in asked:
        one = _statement_result(statement, said.get(statement.key), shares)
        if one.shows_anything:
            principles.setdefault(statement.principle, []).append(one)
    role = signature.full_role if signature else "sign-off officer"
    signed_on = timezone.localdate(signature.signed_at) if signature else None
    shares_plans = shares(Item.PLANS, "")
    plans = content.get("priorities", []) if shares_plans else []
    return Result(
        cycle_title=assessment.cycle.title,
        question_set=assessment.cycle.question_set,
        completed_on=timezone.localdate(assessment.completed_at) if assessment.completed_at else None,
        signed_on=signed_on,
        signer_role=role,
        standard_line=standard_line(assessment.council.official_name, role, signed_on),
        shows_levels=any(one.label for ones in principles.values() for one in ones),
        principles=list(principles.items()),
        shares_plans=shares_plans,
        sentence=_sentence(assessment),
        priorities=priority_results(plans, asked, lambda key: shares(Item.LEVELS, key)),
    )


def _sentence(assessment):
    """Return the champion's sentence, unless it was taken down or hidden."""
    said = getattr(assessment, "champion_sentence", None)
    return said if said is not None and said.is_shown else None


def asked_of(assessment, signature=None):
    """Return the statements of the question set in order, from the prefetch if there is one.

    For what was signed they have the words of that time.
    """
    question_set = assessment.cycle.question_set
    statements = question_set.statements.all()
    if "statements" not in getattr(question_set, "_prefetched_objects_cache", {}):
        statements = statements.select_related("principle").order_by("key")
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
