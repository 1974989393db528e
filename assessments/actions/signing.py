"""Make the snapshot that is signed: everything as it stands, as one text with its hash."""

from django.db.models import F
from django.utils import timezone

from assessments.differences import asked_now, changes_in_reply
from assessments.models import Question, Signature, Snapshot, SnapshotAnswer
from assessments.results import live_content
from assessments.workflow import confirming_statements, signing_statements
from councils.models import CouncilRole

# 2 added priorities; versions signed before hold none.
FORMAT = 2


def sign_snapshot(assessment, *, by, confirms=False):
    """Write the snapshot, its answer rows and the signature, and fix the sharing ceilings.

    The caller holds the assessment's row, in the transaction that moved its state. A signature that
    ``confirms`` a changed level leaves the ceilings as they were signed.
    """
    away = _in_place_of(assessment.council, by)
    agreed_to = confirming_statements if confirms else signing_statements
    signed = {
        "role": _title(by),
        "statements": "\n".join(agreed_to(assessment.council.official_name)),
        "signed_at": timezone.now(),
    }
    signature = _signature_data(by, away, **signed)
    snapshot = _write(assessment, signature, signed["signed_at"], in_reply=confirms)
    Signature.objects.create(
        snapshot=snapshot,
        person=by,
        snapshot_hash=snapshot.sha256,
        in_place_of=away,
        in_place_of_role=_title(away) if away else "",
        **signed,
    )
    if not confirms:
        assessment.sharing.update(ceiling=F("audience"))
    return snapshot


def carry_signature(assessment, *, by):
    """Write the version that a reply without a changed level makes; the signature stays the earlier one.

    It keeps its day and the fingerprint that was signed; the text says who replied and what changed.
    """
    last = assessment.snapshots.select_related("signature").last()
    changed = [change.key for change in changes_in_reply(assessment)]
    now = timezone.now()
    replied = {"by": by.pk, "at": now.isoformat(timespec="seconds"), "changed": changed}
    snapshot = _write(assessment, last.data["signature"], now, in_reply=True, replied=replied)
    kept = (
        "person_id",
        "role",
        "in_place_of_id",
        "in_place_of_role",
        "statements",
        "snapshot_hash",
        "signed_at",
    )
    Signature.objects.create(snapshot=snapshot, **{name: getattr(last.signature, name) for name in kept})
    return snapshot


def _said(assessment, *, in_reply):
    """Return what the council says now, with the mark of the answers that it stands by.

    In a reply only what Locality asked about is new: all else stays word for word as it was signed,
    whatever became of the council's own documents since, and what was hidden stays hidden.
    """
    said = live_content(assessment)
    if in_reply:
        last, asked = assessment.snapshots.last().data, asked_now(assessment)
        signed = {answer["key"]: answer for answer in last["answers"]}
        said["answers"] = [
            one if one["key"] in asked else signed.get(one["key"], one) for one in said["answers"]
        ]
        said["priorities"] = last.get("priorities", said["priorities"])
    disputed = set(
        Question.objects.filter(clarification__assessment=assessment, is_disputed=True).values_list(
            "statement__key", flat=True
        )
    )
    for answer in said["answers"]:
        if answer["key"] in disputed:
            answer["is_disputed"] = True
    return said


def _write_rows(snapshot, answers):
    SnapshotAnswer.objects.bulk_create(
        SnapshotAnswer(
            snapshot=snapshot, statement_key=answer["key"], kind=answer["kind"], level=answer["level"]
        )
        for answer in answers
    )


def _in_place_of(council, by):
    """Return the sign-off officer in whose place this person signs, or None."""
    own = CouncilRole.objects.of(by).filter(council=council, kind=CouncilRole.Kind.SIGNER)
    others = CouncilRole.objects.open().filter(pk__in=own.values("stands_in_for"))
    away = others.select_related("user").first()
    return away.user if away else None


def _title(person):
    return person.job_title.strip() or "sign-off officer"


def _signature_data(by, away, *, role, statements, signed_at):
    signature = {
        "person": by.pk,
        "role": role,
        "statements": statements,
        "signed_at": signed_at.isoformat(timespec="seconds"),
    }
    if away is not None:
        signature["in_place_of"] = {"person": away.pk, "role": _title(away)}
    return signature


def _write(assessment, signature, made_at, *, in_reply, **more):
    """Return the snapshot's row: all of it as canonical text, the text's hash, and its answers as rows."""
    said = _said(assessment, in_reply=in_reply)
    content = Snapshot.canonical(
        {
            "format": FORMAT,
            "assessment": _about(assessment),
            **said,
            "sharing": _sharing(assessment),
            "signature": signature,
            **more,
        }
    )
    snapshot = Snapshot.objects.create(
        assessment=assessment,
        # Counted on over revisions: the address of a signed version stays when a new one begins.
        number=Snapshot.objects.of_council_and_cycle(assessment).count() + 1,
        content=content,
        sha256=Snapshot.hash_of(content),
        made_at=made_at,
    )
    _write_rows(snapshot, said["answers"])
    return snapshot


def _about(assessment):
    cycle = assessment.cycle
    return {
        "reference": assessment.reference,
        "council": assessment.council.gss_code,
        "cycle": cycle.title,
        "question_set": cycle.question_set.version,
        "revision": assessment.revision,
        "sent_by": assessment.sent_by_id,
    }


def _sharing(assessment):
    return [
        {"item": row.item, "scope": row.scope, "audience": row.get_audience_display()}
        for row in assessment.sharing.order_by("item", "scope")
    ]
