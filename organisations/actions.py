"""Verbs on community organisations. Each is one transaction with its history inside."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisations.merging import Merge
from organisations.models import Organisation, OrganisationName

CHANGED = "Something has changed since this preview. Nothing was merged: look at the new one."


def merge(*, keep, double, by, fingerprint):
    """Merge a double into the organisation that is kept: rows, history and address.

    Everything that belonged to the double belongs to the other one; the double's row stays,
    hidden, so that its address leads on. Raises ``ValidationError`` if the two cannot be
    merged, or if ``fingerprint`` is not that of what was previewed.
    """
    with transaction.atomic():
        rows = Organisation.objects.select_for_update().in_bulk([keep.pk, double.pk])
        keep, double = rows[keep.pk], rows[double.pk]
        planned = Merge(keep, double)
        if planned.refusal:
            raise ValidationError(planned.refusal)
        if planned.fingerprint != fingerprint:
            raise ValidationError(CHANGED)
        reason = f"Merged from {double.name} ({double.short_id})"
        for move in planned.moves:
            _carry_out(move, keep, reason[:100], by)
        _fill_in(planned, reason[:100], by)
        if planned.adds_name:
            _save(OrganisationName(organisation=keep, name=double.name), reason[:100], by)
        double.merged_into = keep
        _save(double, f"Merged into {keep.name} ({keep.short_id})"[:100], by)
    return keep


def _carry_out(move, keep, reason, by):
    """Move a row, or add what it knows to the row that says the same, or let go what joins the two."""
    if move.twin is not None:
        absorb(move.twin, move.moved or move.row)
    if move.is_dropped:
        move.row._history_user, move.row._change_reason = by, reason
        move.row.delete()
    else:
        setattr(move.row, move.field, keep)
        _save(move.row, reason, by)
    if move.twin is not None:
        _save(move.twin, reason, by)


def absorb(row, twin):
    """Fill in what is empty in a row from one that says the same; a model may know better how."""
    if hasattr(row, "absorb"):
        row.absorb(twin)
        return
    for field in row._meta.concrete_fields:
        if not field.primary_key and getattr(row, field.attname) in (None, ""):
            setattr(row, field.attname, getattr(twin, field.attname))


def _fill_in(planned, reason, by):
    """Give the organisation that is kept what only its double knew."""
    for name in planned.filled:
        setattr(planned.keep, name, getattr(planned.double, name))
    if planned.filled:
        _save(planned.keep, reason, by)


def _save(row, reason, by):
    row._history_user, row._change_reason = by, reason
    row.save()


def check(*, organisations, role, by):
    """Mark organisations with their services and connections as checked today. Returns how many."""
    today = timezone.localdate()
    with transaction.atomic():
        for organisation in organisations:
            facts = [organisation, *organisation.services.all()]
            facts += [*organisation.connections_out.all(), *organisation.connections_in.all()]
            for fact in facts:
                fact.confirmed_on, fact.confirmed_by_role = today, role
                _save(fact, "Checked", by)
    return len(organisations)
