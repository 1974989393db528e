"""Where what the paper says comes from."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from assessments.paper.blocks import Points, Section, Text


def sources(assessment, said, membership):
    """Return the list of sources. Documents are named only where the council marked them as public."""
    questions = assessment.cycle.question_set
    origin, today = settings.SITE_ORIGIN, date_format(timezone.localdate())
    items = [f"The questions, {questions.title.lower()}: {origin}{questions.get_absolute_url()}"]
    if said.is_signed:
        signed_on = date_format(timezone.localdate(said.snapshot.signature.signed_at))
        items.append(
            f"The self-assessment, signed version {said.snapshot.number} of {signed_on}, "
            f"fingerprint (SHA-256) {said.snapshot.sha256}"
        )
    items.append(f"What the network is: {origin}/about/, read on {today}")
    items.append(f"The register of members: {origin}/councils/, read on {today}")
    if membership is not None and membership.source is not None:
        items.append(f"Membership: {_fact(membership)}")
    items += _documents(said)
    return Section("Sources", [Points(items), Text("Documents that are not marked as public are left out.")])


def _fact(membership):
    source = membership.source
    parts = [source.title, source.publisher, source.url]
    if membership.confirmed_on:
        parts.append(f"checked {date_format(membership.confirmed_on)}")
    return ", ".join(part for part in parts if part)


def _documents(said):
    """Return each public document once, with what points to it."""
    found = {}
    for one in said.statements.values():
        for document in one.evidence:
            if document.is_public:
                where = document.link or f"held by {document.held_by}"
                day = f", {date_format(document.dated_on)}" if document.dated_on else ""
                found.setdefault(f"{document.title}{day}, {where}", []).append(one.key)
    return [f"{words} (statement {', '.join(keys)})" for words, keys in found.items()]
