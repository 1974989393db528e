"""Make the snapshot that is signed: everything as it stands, as one text with its hash."""

from django.db.models import F
from django.utils import timezone

from assessments.models import Signature, Snapshot, SnapshotAnswer
from assessments.results import live_content
from assessments.workflow import signing_statements
from councils.models import CouncilRole

# 2 added priorities; versions signed before hold none.
FORMAT = 2


def sign_snapshot(assessment, *, by):
    """Write the snapshot, its answer rows and the signature, and fix the sharing ceilings.

    The caller holds the assessment's row, in the transaction that moved its state.
    """
    away = _in_place_of(assessment.council, by)
    signed = {
        "role": _title(by),
        "statements": "\n".join(signing_statements(assessment.council.official_name)),
        "signed_at": timezone.now(),
    }
    content = live_content(assessment)
    snapshot = _write(assessment, content, by, away, **signed)
    SnapshotAnswer.objects.bulk_create(
        SnapshotAnswer(
            snapshot=snapshot, statement_key=answer["key"], kind=answer["kind"], level=answer["level"]
        )
        for answer in content["answers"]
    )
    Signature.objects.create(
        snapshot=snapshot,
        person=by,
        snapshot_hash=snapshot.sha256,
        in_place_of=away,
        in_place_of_role=_title(away) if away else "",
        **signed,
    )
    assessment.sharing.update(ceiling=F("audience"))
    return snapshot


def _in_place_of(council, by):
    """Return the sign-off officer in whose place this person signs, or None."""
    own = CouncilRole.objects.of(by).filter(council=council, kind=CouncilRole.Kind.SIGNER)
    others = CouncilRole.objects.open().filter(pk__in=own.values("stands_in_for"))
    away = others.select_related("user").first()
    return away.user if away else None


def _title(person):
    return person.job_title.strip() or "sign-off officer"


def _write(assessment, said, by, away, *, role, statements, signed_at):
    """Return the snapshot's row: all of it as canonical text, and the text's hash."""
    signature = {
        "person": by.pk,
        "role": role,
        "statements": statements,
        "signed_at": signed_at.isoformat(timespec="seconds"),
    }
    if away is not None:
        signature["in_place_of"] = {"person": away.pk, "role": _title(away)}
    content = Snapshot.canonical(
        {
            "format": FORMAT,
            "assessment": _about(assessment),
            **said,
            "sharing": _sharing(assessment),
            "signature": signature,
        }
    )
    return Snapshot.objects.create(
        assessment=assessment,
        number=assessment.snapshots.count() + 1,
        content=content,
        sha256=Snapshot.hash_of(content),
        made_at=signed_at,
    )


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
