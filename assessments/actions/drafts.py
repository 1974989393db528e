"""Keep what somebody has typed, apart from the council's answer, and let it go when it is saved."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Answer, Draft, Kind
from assessments.permissions import can_answer


@dataclass(frozen=True)
class Page:
    """The page of a browser that words come from: its name, how often it has written, what it has seen.

    A page without a script has no name. ``seen_draft`` is the draft's number when the page was
    drawn, 0 if there was none; ``seen_version`` the same of the answer.
    """

    tab: str = ""
    turn: int = 0
    seen_draft: int = 0
    seen_version: int = 0


@dataclass(frozen=True)
class DraftOutcome:
    """What came of keeping a draft.

    ``draft`` is the person's draft as it now stands, or None where nothing differs from the
    answer; if ``kept`` is false it holds what another tab of theirs has written. ``answer`` is
    the council's, or None; if ``is_behind``, somebody saved it after the page was drawn.
    """

    kept: bool
    draft: Draft | None
    answer: Answer | None
    is_behind: bool


def keep_draft(*, assessment, statement, by, typed, page):
    """Keep what a person has typed about a statement; it changes no answer and nobody else sees it.

    Words of another tab that this page has not seen are not overwritten. Raises
    ``PermissionDenied`` if this person may not answer now.
    """
    can_answer(by, assessment, statement).require()
    answers = Answer.objects.filter(assessment=assessment, statement=statement)
    answer = answers.select_related("saved_by").first()
    is_behind = answer is not None and answer.version != page.seen_version
    rows = Draft.objects.of(by, assessment).filter(statement=statement)
    if says_nothing_new(typed, answer):
        _let_go(rows, page)
        return DraftOutcome(True, None, answer, False)
    said = {
        **typed,
        "seen_version": page.seen_version,
        "tab": page.tab,
        "turn": page.turn,
        "saved_at": timezone.now(),
    }
    draft, kept = _write(rows, Draft(assessment=assessment, statement=statement, person=by, **said), page)
    return DraftOutcome(kept, draft, answer, is_behind)


def drop_draft(*, assessment, statement, by, page):
    """Let go of the words that this page has seen or written: they are saved, or not wanted."""
    _let_go(Draft.objects.of(by, assessment).filter(statement=statement), page)


def says_nothing_new(typed, answer):
    """Whether a form says what the answer says already, or nothing at all."""
    said = {"choice": "", "basis": "", "done_by": ""}
    if answer is not None:
        words = answer.words
        choice = str(words.level) if words.kind == Kind.LEVEL else words.kind
        said = {"choice": choice, "basis": words.basis, "done_by": words.done_by}
    return all(typed[name] == said.get(name, "") for name in typed if name != "is_public")


def _let_go(rows, page):
    """Delete the draft unless another tab has written it since."""
    seen = rows.filter(number=page.seen_draft)
    (seen | rows.filter(tab=page.tab) if page.tab else seen).delete()


def _write(rows, new, page):
    """Put the new words in the place of those that the page knows; return what stands there, and whether."""
    for _ in range(3):
        draft = rows.first()
        if draft is None:
            try:
                with transaction.atomic():
                    new.save(force_insert=True)
            except IntegrityError:
                continue  # another tab was first
            return new, True
        is_own = bool(page.tab) and draft.tab == page.tab
        if (is_own and draft.turn >= page.turn) or draft.typed == new.typed:
            return draft, True
        if not (is_own or draft.number == page.seen_draft):
            return draft, False
        said = {name: getattr(new, name) for name in (*new.typed, "seen_version", "tab", "turn", "saved_at")}
        if rows.filter(number=draft.number).update(number=F("number") + 1, **said):
            new.pk, new.number = draft.pk, draft.number + 1
            return new, True
    return rows.first(), False
