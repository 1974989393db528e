"""Taking a person's words out of what was signed: the one change that a signed version takes.

Answers stay word for word but for the person's name and address; the signature stays with its
day. Each change leaves a ``Redaction`` with both fingerprints (decision record 0013).
"""

from assessments.models import Redaction, Signature, Snapshot

ROLE = "sign-off officer"


def redact_snapshot(rows, known, by):
    """Take the person's job title out of what they signed, or what was signed in their place."""
    for snapshot in rows:
        data = snapshot.data
        signature = data["signature"]
        for part in (signature, signature.get("in_place_of", {})):
            if part.get("person") == known.person.pk:
                part["role"] = ROLE
        redact_words(snapshot, {"content": Snapshot.canonical(data)})


def redact_signature(rows, known, by):
    """Let the signature say the part that the person had, instead of their job title."""
    own = Signature._base_manager.filter(pk__in=rows.values("pk"))
    own.filter(person=known.person.pk).exclude(role=ROLE).update(role=ROLE)
    away = own.filter(in_place_of=known.person.pk)
    away.exclude(in_place_of_role=ROLE).update(in_place_of_role=ROLE)


def redact_words(snapshot, values):
    """Write a signed version anew and both fingerprints beside it; the same again changes nothing."""
    content = values["content"]
    if content == snapshot.content:
        return
    before, after = snapshot.sha256, Snapshot.hash_of(content)
    # The plain manager: nobody else gets past the refusal to change what was signed.
    Snapshot._base_manager.filter(pk=snapshot.pk).update(content=content, sha256=after)
    Redaction.objects.create(snapshot=snapshot, before=before, after=after)


HIDDEN = {
    "title": "A document that Locality has hidden, as it holds personal details",
    "link": "",
    "held_by": "the council",
    "dated_on": None,
    "public": False,
    "hidden": True,
}


def hide_document(snapshots, document):
    """Put a line in the place of a document, in each of these signed versions that points to it."""
    for snapshot in snapshots:
        data = snapshot.data
        for answer in data["answers"]:
            answer["evidence"] = [_hidden(one, document) for one in answer["evidence"]]
        redact_words(snapshot, {"content": Snapshot.canonical(data)})


def _hidden(one, document):
    same = all(one[name] == document[name] for name in ("title", "link", "held_by"))
    return HIDDEN if same else one
