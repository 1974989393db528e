"""One statement, and a sender who means harm or has pasted something odd."""

import pytest

from assessments.models import Answer
from principles.models import Level


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


FIELDS = (
    "choice",
    "seen_version",
    "done_by",
    "basis",
    "title",
    "link",
    "held_by",
    "dated_on",
    "reuse",
    "remove",
)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_input_is_kept_out_or_escaped(kind, url, lead, sign_in, fill):
    text = HOSTILE[kind].encode("utf-8", "replace").decode()
    browser = sign_in(lead)
    pages = []
    for field in FIELDS:
        base = {"title": "Report"} if field in ("link", "held_by", "dated_on") else {}
        pages.append(browser.post(url("1a/"), fill(**(base | {field: text}))))
    pages += [browser.get(url(page)) for page in ("1a/", "", "check/", "preview/", "sharing/")]

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
