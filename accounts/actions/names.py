"""Taking down the name of a person named in public, who need not have an account."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from accounts.public_names import strike
from records.models import PublicName, RegisterVersion


@transaction.atomic
def take_down(*, names, on=None, by):
    """Remove people's names everywhere: pages, earlier versions, typed texts, and the admin's own log.

    Everything that showed a name points to its ``PublicName`` row, so emptying the row is
    enough for those; where it was typed into a text, it is struck out (``accounts.public_names``).
    ``on`` is the day it was asked for, today if nothing else is said.
    """
    for name in names:
        strike(name.name)
        PublicName.objects.filter(pk=name.pk, removed_on__isnull=True).update(
            name="", removed_on=on or timezone.localdate()
        )
        name.refresh_from_db()
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(PublicName), object_id=str(name.pk)
        ).update(object_repr=str(name))
        LogEntry.objects.log_actions(by.pk, [name], 2, "Taken down on request.", single_object=True)
    RegisterVersion.step()
    return len(names)
