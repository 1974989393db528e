"""Verbs on what every app records."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from records.models import PublicName


def confirm(*, facts, role, by):
    """Mark facts as checked today. Returns how many."""
    today = timezone.localdate()
    with transaction.atomic():
        for fact in facts:
            fact.confirmed_on, fact.confirmed_by_role = today, role
            fact._history_user = by
            fact.save(update_fields=["confirmed_on", "confirmed_by_role"])
    return len(facts)


def take_down(*, names, by):
    """Remove people's names everywhere: pages, earlier versions, and the admin's own log.

    Everything that showed a name points to its ``PublicName`` row, so emptying the row is
    enough, but for the admin's log, which copies the words it showed.
    """
    with transaction.atomic():
        for name in names:
            PublicName.objects.filter(pk=name.pk, removed_on__isnull=True).update(
                name="", removed_on=timezone.localdate()
            )
            name.refresh_from_db()
            LogEntry.objects.filter(
                content_type=ContentType.objects.get_for_model(PublicName), object_id=str(name.pk)
            ).update(object_repr=str(name))
            LogEntry.objects.log_actions(by.pk, [name], 2, "Taken down on request.", single_object=True)
    return len(names)
