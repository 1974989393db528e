"""Choose who sees what. The signature sets the ceiling; sharing less is always possible."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.models import Assessment, Audience, Event, Item, SharingChoice, audience_of
from assessments.permissions import can_publish, can_raise_ceiling, can_share
from assessments.workflow import SIGNED_STATES, State
from principles.models import Statement
from records.models import RegisterVersion

MORE_THAN_SIGNED = (
    "This is more than was signed. You can share less at any time; to share more, ask the sign-off officer."
)


@transaction.atomic
def share(*, assessment, choices, by):
    """Set who may read each item: ``choices`` maps ``(item, scope)`` to an ``Audience``.

    A scope is "" for the whole set, "4" for a principle, "4a" for one statement. Before
    Always give all choices: they replace the earlier ones, and what is left out is for
    the council and Locality only. Once signed they can go down at any time and up to
    what was signed; only the signer goes beyond it. What is complete is public the moment
    it is shared with everyone, so that has to wait while the council is in a pause.
    Raises ``PermissionDenied`` or ``ValidationError``.
    """
    rows = Assessment.objects.select_related("cycle", "council").select_for_update(of=("self",))
    current = rows.get(pk=assessment.pk)
    can_share(by, current).require()
    choices = _checked(current, choices)
    if current.state in SIGNED_STATES:
        _change_signed(current, choices, by)
    else:
        current.sharing.all().delete()
        SharingChoice.objects.bulk_create(
            SharingChoice(assessment=current, item=item, scope=scope, audience=audience, chosen_by=by)
            for (item, scope), audience in choices.items()
        )
    # Whoever signs, sends or accepts on a page drawn before this is asked to look again.
    Assessment.objects.filter(pk=current.pk).update(
        sharing_chosen_at=timezone.now(), lock_version=F("lock_version") + 1
    )
    Event.objects.create(assessment=current, move="share", text="Chose what to share", by=by)
    if current.revision > 1 and current.state != State.COMPLETE:
        lower_published(current, by)
    if current.state == State.COMPLETE:
        RegisterVersion.step()
    assessment.refresh_from_db(fields=["sharing_chosen_at", "lock_version"])


def public_version(revision):
    """Return the newest accepted version of the same self-assessment, which is public, or None."""
    accepted = Assessment.objects.filter(
        council=revision.council_id, cycle=revision.cycle_id, published__isnull=False
    )
    return accepted.select_related("council", "cycle__question_set").order_by("-revision").first()


def lower_published(revision, by):
    """What is shared less of a version that was opened again is shared less of the published one at once."""
    rows = list(revision.sharing.all())
    chosen = {(row.item, row.scope): row.audience for row in rows}
    published = public_version(revision)
    if published is None:
        return
    held = {(row.item, row.scope): row.audience for row in published.sharing.all()}
    ceilings = {(row.item, row.scope): row.ceiling for row in published.sharing.all()}
    for item, scope in {*chosen, *held}:
        now = audience_of(held, item, scope)
        lower = min(now, audience_of(chosen, item, scope))
        if lower < now or ((item, scope) not in held and chosen[item, scope] < now):
            SharingChoice.objects.update_or_create(
                assessment=published,
                item=item,
                scope=scope,
                defaults={"audience": lower, "chosen_by": by, "chosen_at": timezone.now()},
                create_defaults={
                    "audience": lower,
                    "ceiling": audience_of(ceilings, item, scope),
                    "chosen_by": by,
                    "chosen_at": timezone.now(),
                },
            )
    RegisterVersion.step()


def _checked(assessment, choices):
    """Return the choices with known items, scopes and audiences, or raise ``ValidationError``."""
    keys = set(
        Statement.objects.filter(question_set=assessment.cycle.question_set_id).values_list("key", flat=True)
    )
    scopes = {"", *(key[:-1] for key in keys), *keys}
    for (item, scope), audience in choices.items():
        if item not in Item.values or scope not in scopes or audience not in Audience.values:
            raise ValidationError("Choose who can see each item from the list.")
        if item == Item.LEVELS and scope in keys:
            raise ValidationError("Levels are shared for the whole set or for a principle, not one by one.")
        if item == Item.PLANS and scope:
            raise ValidationError("Priorities and actions are shared together, not one by one.")
    return {pair: Audience(audience) for pair, audience in choices.items()}


def _change_signed(assessment, choices, by):
    """Change choices under their ceilings; rows that were signed are never removed."""
    rows = {(row.item, row.scope): row for row in assessment.sharing.all()}
    ceilings = {pair: row.ceiling for pair, row in rows.items()}
    may_raise = can_raise_ceiling(by, assessment)
    # Rows that are not named follow the wider choice, as if they had been removed; they
    # stay, because their ceiling is part of what was signed.
    for item, scope in rows.keys() - choices.keys():
        choices[item, scope] = min(audience_of(choices, item, scope), ceilings[item, scope])
    if assessment.state == State.COMPLETE and _reaches_everyone(choices, rows):
        can_publish(assessment).require()
    for (item, scope), audience in choices.items():
        ceiling = audience_of(ceilings, item, scope)
        if audience > ceiling and not may_raise:
            raise PermissionDenied(MORE_THAN_SIGNED)
        SharingChoice.objects.update_or_create(
            assessment=assessment,
            item=item,
            scope=scope,
            defaults={
                "audience": audience,
                "ceiling": max(ceiling, audience),
                "chosen_by": by,
                "chosen_at": timezone.now(),
            },
        )


def _reaches_everyone(choices, rows):
    """Whether something would become public that is not public now."""
    before = {pair: row.audience for pair, row in rows.items()}
    return any(
        audience == Audience.PUBLIC and audience_of(before, *pair) < Audience.PUBLIC
        for pair, audience in choices.items()
    )
