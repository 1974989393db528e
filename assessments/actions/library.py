"""The council's library of documents: add, change, put away and bring back. Nothing is ever fetched."""

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Evidence
from assessments.permissions.colleagues import can_change_evidence, can_keep_evidence, can_retire_evidence

SAID = ("title", "link", "held_by", "dated_on", "is_public")


def described(title, link="", held_by="", dated_on=None, is_public=False):
    """Return what is said of a document, as it is stored."""
    words = {"title": title.strip(), "link": link.strip(), "held_by": held_by.strip()}
    return {**words, "dated_on": dated_on, "is_public": is_public}


def put_in_library(council_id, said, by):
    """Return the document that is described, made if the council has none like it.

    Raises ``ValidationError`` unless it has a title and either a web link or who holds it.
    """
    same = Evidence.objects.filter(council_id=council_id, **said).first()
    if same:  # the button was pressed twice, or a colleague has added it
        if same.retired_at:
            Evidence.objects.filter(pk=same.pk).update(retired_at=None)
        return same
    document = Evidence(council_id=council_id, **said, added_by=by)
    document.full_clean(exclude=["council", "added_by"])
    document.save()
    return document


@transaction.atomic
def add_document(*, council, by, **words):
    """Add a document to the library; answers can point to it then."""
    can_keep_evidence(by, council).require()
    return put_in_library(council.pk, described(**words), by)


@transaction.atomic
def change_document(*, document, seen, by, **words):
    """Say something else of a document, if nobody has since ``seen``; what was signed stays as it was.

    ``seen`` is what the person saw, as ``described``. Returns whether it was kept: if not,
    somebody was first and the document is as they left it.
    """
    # Locked, so that what it stands behind cannot be sent for sign-off meanwhile.
    using = Assessment.objects.filter(answers__evidence=document).values("pk")
    list(Assessment.objects.filter(pk__in=using).select_for_update().order_by("pk").values("pk"))
    can_change_evidence(by, document).require()
    said = described(**words)
    Evidence(council_id=document.council_id, **said, added_by_id=document.added_by_id).full_clean(
        exclude=["council", "added_by"]
    )
    now = {"changed_by": by, "changed_at": timezone.now()}
    return bool(Evidence.objects.filter(pk=document.pk, **seen).update(**said, **now))


@transaction.atomic
def retire_document(*, document, by):
    """Put a document away: it is not offered any more. What points to it in earlier years stays."""
    can_retire_evidence(by, document).require()
    Evidence.objects.filter(pk=document.pk, retired_at=None).update(retired_at=timezone.now())


@transaction.atomic
def bring_back_document(*, document, by):
    """Offer a document again."""
    can_keep_evidence(by, document.council).require()
    Evidence.objects.filter(pk=document.pk).update(retired_at=None)


def as_seen(document):
    """Return what a document says, for ``change_document``."""
    return {name: getattr(document, name) for name in SAID}
