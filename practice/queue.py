"""What waits for a curator among case studies: drafts to finish, and published ones to check."""

from django.urls import reverse
from django.utils import timezone

from organisations.gaps import not_checked
from practice.models import CaseStudy
from records.queue import Waiting


def waiting(user):
    """Return what waits for this person; nothing for those who may not keep case studies."""
    if not user.has_perm("practice.change_casestudy"):
        return []
    return [*_drafts(), *_old()]


def _drafts():
    began = CaseStudy.history.filter(history_type="+").values_list("id", "history_date")
    days = {pk: timezone.localdate(moment) for pk, moment in began}
    drafts = CaseStudy.objects.filter(state=CaseStudy.State.DRAFT)
    rows = [
        _waiting("Case studies in draft", study, "Finish and publish it.", days.get(study.pk))
        for study in drafts
    ]
    return sorted(rows, key=lambda row: (row.since, row.what))


def _old():
    studies = CaseStudy.objects.published().filter(not_checked())
    rows = [
        _waiting("Case studies to check", study, _unchecked(study), study.confirmed_on) for study in studies
    ]
    return sorted(rows, key=lambda row: (row.since, row.what))


def _unchecked(study):
    never = "Nobody has checked its facts yet."
    return "Nobody has checked it for a year." if study.confirmed_on else never


def _waiting(kind, study, why, since):
    return Waiting(
        kind=kind,
        what=study.title,
        why=why,
        since=since or study.published_on or timezone.localdate(),
        path=reverse("admin:practice_casestudy_change", args=[study.pk]),
    )
