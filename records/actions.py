"""Verbs on what every app records."""

from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from records.models import LinkCheck, SavedView

MOST_VIEWS = 20
TOO_MANY = f"You keep {MOST_VIEWS} views of this list, which is the most. Remove one first."
TAKEN = "A view of this list has this name already. Choose another name, or remove that view first."
NOT_YOURS = "Only {owner}, who made this view, or a superuser can change it. You can save one of your own."


def confirm(*, facts, role, by):
    """Mark facts as checked today. Returns how many."""
    today = timezone.localdate()
    with transaction.atomic():
        for fact in facts:
            fact.confirmed_on, fact.confirmed_by_role = today, role
            fact._history_user = by
            fact.save(update_fields=["confirmed_on", "confirmed_by_role"])
    return len(facts)


def check_again(*, links, by):
    """Ask that these links are checked first when links are next checked. Nothing is fetched now.

    Returns how many. The admin's log says who asked.
    """
    links = list(links)
    with transaction.atomic():
        LinkCheck.objects.filter(pk__in=[link.pk for link in links]).update(wanted_at=timezone.now())
        LogEntry.objects.log_actions(by.pk, links, 2, "Asked for a check.", single_object=False)
    return len(links)


@transaction.atomic
def save_view(*, label, name, query, shared, by):
    """Keep a list's query string under a name and return the view; the same again changes nothing.

    ``query`` is what ``records.admin.chosen.offered`` lets through. Raises ``ValidationError``.
    """
    view, made = SavedView.objects.get_or_create(
        label=label, owner=by, name__iexact=name, defaults={"name": name, "query": query, "shared": shared}
    )
    if not made and (view.query, view.shared) != (query, shared):
        raise ValidationError({"name": TAKEN})
    if made and by.saved_views.filter(label=label).count() > MOST_VIEWS:
        raise ValidationError(TOO_MANY)
    return view


@transaction.atomic
def change_view(*, view, name, shared, by):
    """Rename a saved view or choose who sees it, and return it.

    Raises ``PermissionDenied``, or ``ValidationError`` for a name that is taken.
    """
    _require_keeper(view, by)
    beside = SavedView.objects.filter(label=view.label, owner=view.owner_id).exclude(pk=view.pk)
    if beside.filter(name__iexact=name).exists():
        raise ValidationError({"name": TAKEN})
    view.name, view.shared = name, shared
    try:
        with transaction.atomic():
            view.save(update_fields=["name", "shared"])
    except IntegrityError:
        # Somebody took it between the two questions.
        raise ValidationError({"name": TAKEN}) from None
    return view


@transaction.atomic
def remove_view(*, view, by):
    """Take a saved view away. Raises ``PermissionDenied``."""
    _require_keeper(view, by)
    view.delete()


def _require_keeper(view, person):
    if not view.is_kept_by(person):
        raise PermissionDenied(NOT_YOURS.format(owner=view.owner))
