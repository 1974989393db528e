"""What waits for a curator among organisations: drafts, records with little in them, and old checks.

There may be thousands, so the oldest few stand there by name and one line leads to the rest.
"""

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from organisations.gaps import BARE, gaps_of, lacking, with_gaps
from organisations.models import Organisation
from records.queue import Waiting

NAMED = 10
LIST = "admin:organisations_organisation_changelist"


def waiting(user):
    """Return what waits for this person; nothing for those who may not keep organisations."""
    if not user.has_perm("organisations.change_organisation"):
        return []
    known = Organisation.objects.known()
    drafts = with_gaps(known.filter(state=Organisation.State.DRAFT))
    public = known.filter(state=Organisation.State.PUBLISHED, ended_on__isnull=True)
    return [
        *_group("Organisations in draft", drafts, "?state=draft", _draft),
        *_group("Organisations with little on record", lacking(public, *BARE), "?state=bare", _bare),
        *_group("Organisations to check", lacking(public, "checked"), "?state=old", _old),
    ]


def _group(kind, found, filters, why):
    """Return the first rows of a kind, those that wait longest first, and a line for the rest."""
    rows = list(found.order_by("confirmed_on", "pk")[: NAMED + 1])
    began = _began([row.pk for row in rows[:NAMED]])
    named = [_waiting(kind, row, why(row), began) for row in rows[:NAMED]]
    named.sort(key=lambda row: (row.since, row.what))
    if len(rows) > NAMED:
        more = found.count() - NAMED
        oldest = named[-1].since
        path = f"{reverse(LIST)}{filters}"
        named.append(Waiting(kind, f"{more:,} more", "The list shows them all.", oldest, path))
    return named


def _began(keys):
    """Return the day on which each of these rows came to be."""
    rows = Organisation.history.filter(id__in=keys).order_by().values_list("id").annotate(Min("history_date"))
    return {pk: timezone.localdate(moment) for pk, moment in rows}


def _waiting(kind, row, why, began):
    since = row.confirmed_on or row.stated_on or began.get(row.pk) or timezone.localdate()
    path = reverse("admin:organisations_organisation_change", args=[row.pk])
    return Waiting(kind=kind, what=row.name, why=why, since=since, path=path)


def _draft(row):
    missing = gaps_of(row)
    return f"Finish and publish it. Missing: {', '.join(missing)}." if missing else "Read and publish it."


def _bare(row):
    return f"Missing: {', '.join(gaps_of(row))}."


def _old(row):
    return "Nobody has checked it for a year." if row.confirmed_on else "Nobody has checked it yet."
