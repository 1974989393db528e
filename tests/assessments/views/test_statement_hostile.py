"""One statement, and a sender who means harm or has pasted something odd."""

import pytest

from assessments import actions
from assessments.models import Answer, Audience, Item
from principles.models import Level

pytestmark = pytest.mark.thorough


def answer(assessment, key="1a"):
    return Answer.objects.get(assessment=assessment, statement__key=key)


HOSTILE = {
    "markup": "<script>alert(1)</script>\"'><img src=x>",
    "nul": "nul\0byte",
    "long": "x" * 5000,
    "emoji": "👩‍👩‍👧 café",
    "surrogate": "\ud83d broken",
    "formula": "=HYPERLINK(1)",
}


EVERYTHING = [(item, "") for item in Item]
FIELDS = (
    "choice",
    "seen_version",
    "done_by",
    "title",
    "link",
    "held_by",
    "dated_on",
    "reuse",
    "remove",
    "basis",  # last, so that the pages below show it
)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_input_is_kept_out_or_escaped(kind, url, assessment, lead, sign_in, fill):
    text = HOSTILE[kind].encode("utf-8", "replace").decode()
    browser = sign_in(lead)
    pages = []
    for field in FIELDS:
        base = {"title": f"Report for {field}"} if field in ("link", "held_by", "dated_on") else {}
        base |= {"held_by": "Clerk"} if field in ("title", "dated_on") else {}
        seen = Answer.objects.values_list("version", flat=True).first() or 0
        pages.append(browser.post(url("1a/"), fill(**({"seen_version": seen} | base | {field: text}))))
    actions.share(assessment=assessment, choices=dict.fromkeys(EVERYTHING, Audience.PUBLIC), by=lead)
    pages += [browser.get(url(part)) for part in ("1a/", "", "check/", "preview/", "sharing/", "send/")]

    assert {page.status_code for page in pages} <= {200, 302, 409}
    for page in pages:
        assert b"<script>alert" not in page.content
        assert b"<img src=x" not in page.content


def test_foreign_fields_change_nothing_else(url, assessment, lead, viewer, sign_in, fill):
    before = {
        name: getattr(assessment, name) for name in ("state", "reference", "council_id", "published_id")
    }
    foreign = {
        "assessment": 999, "statement": 999, "saved_by": viewer.pk, "version": 77, "saved_at": "2001-01-01",
        "state": "complete", "reference": "KIL-0", "council": 999, "kind": "excellent", "level": 1, "id": 5,
        "added_by": viewer.pk, "published": 1, "by": viewer.pk,
    }  # fmt: skip

    sign_in(lead).post(url("1a/"), fill("3", **foreign))

    assessment.refresh_from_db()
    saved = answer(assessment)
    assert {name: getattr(assessment, name) for name in before} == before
    assert (saved.level, saved.version, saved.saved_by) == (Level.REGULAR_USE, 1, lead)
    assert saved.saved_at.year > 2001
    assert Answer.objects.count() == 1
