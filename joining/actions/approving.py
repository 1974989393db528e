"""From an approved application to a member in the register."""

import dataclasses

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from councils.actions import ChampionFacts, MembershipFacts, admit, invite
from councils.models import CouncilRole
from joining.actions.moves import perform
from joining.models import Application, ApplicationEvent
from joining.models.application import Part, Route, Talk
from joining.permissions import can_be_member_from, can_move
from records.models import Source

NOT_INVITED = "The lead officer was not invited"
UNSEEN = "Give a link to the decision, or tick that you have seen it."


@transaction.atomic
def approve(application, *, publish_on, parts, link, has_seen, note="", seen=None, by):
    """Approve: the council is a member from ``publish_on`` on, and nothing is public before.

    ``parts`` are the ``Part`` values taken into the register, ``has_seen`` says that staff
    have seen a decision that has no link. Where the day is today, it is done at once.
    """
    can_move(application, "approve", by=by).require()
    can_be_member_from(application, publish_on).require()
    if not link and not has_seen:
        raise ValidationError({"link": UNSEEN})
    columns = {"publish_on": publish_on, "parts": list(parts), "link": link, "decided_by": by}
    at_once = publish_on <= timezone.localdate()
    application = perform(
        application, "approve", by=by, note=note, seen=seen, columns=columns, tell=not at_once
    )
    return publish(application, by=by) if at_once else application


@transaction.atomic
def publish(application, *, by=None):
    """Make the council a member with what was approved, and invite its lead officer.

    ``by`` is None when the calendar does it; in the history it was then whoever approved. A
    council that has become a member meanwhile keeps the facts it has on record.
    """
    can_move(application, "publish", by=by).require()
    who = by or application.decided_by
    membership = application.council.memberships.open().first()
    if membership is None:
        membership = admit(council=application.council, facts=facts_of(application, by=who), by=who)
    application = perform(application, "publish", by=by, columns={"membership": membership})
    invite_lead(application, by=who)
    return application


def publish_due(*, by=None):
    """Publish what is due. Returns ``(published, refusals)``: rows, and pairs of a row and why not.

    Each is a transaction of its own, so that one that cannot be published holds up no other.
    """
    done, refused = [], []
    for application in Application.objects.due().select_related("council", "decided_by"):
        try:
            done.append(publish(application, by=by))
        except (PermissionDenied, ValidationError) as refusal:
            refused.append((application, " ".join(getattr(refusal, "messages", [str(refusal)]))))
    return done, refused


def facts_of(application, *, by):
    """Return what goes into the register, with the application as its source."""
    facts = MembershipFacts(joined_on=application.publish_on, source=_source(application, by))
    chosen = [values for part, values in _values(application).items() if part in application.parts]
    return dataclasses.replace(facts, **{name: value for values in chosen for name, value in values.items()})


def _values(application):
    """Return the facts of each part under the names that the register has for them."""
    signed = application.route == Route.SIGNED
    held = application.conversation == Talk.HELD
    return {
        Part.ENDORSEMENT: {
            "route": application.route,
            "decided_on": application.decided_on,
            "link": application.link,
            "signed_by": (application.signed_councillor, application.signed_officer) if signed else (),
        },
        Part.COUNCILLOR: {
            "councillor": _champion(
                application.councillor, application.names_a_councillor, application.councillor_role
            )
        },
        Part.OFFICER: {
            "officer": _champion(application.officer, application.names_an_officer, application.officer_role)
        },
        Part.CONVERSATION: {
            "conversation": application.conversation,
            "held_on": application.held_on if held else None,
            "planned_for": "" if held else application.planned_for,
            "who_took_part": application.who_took_part if held else "",
            "what_was_agreed": application.what_was_agreed if held else "",
        },
    }


def _champion(state, is_named, role):
    return ChampionFacts(state, role if is_named else "")


def _source(application, by):
    """Return the row that says where these facts come from, made once."""
    key = f"application-{application.reference.lower()}"
    found = Source.objects.filter(key=key).first()
    if found is None:
        found = Source(
            key=key,
            title="Application to join the network",
            publisher=application.council.official_name,
            published_on=timezone.localdate(application.events.filter(move="send").last().at),
            note="Sent to Locality through this portal. It is not public itself.",
        )
        found._history_user = by
        found.save()
    return found


def invite_lead(application, *, by):
    """Invite the lead officer to the portal. What stands in the way is noted for staff; the council is in."""
    if "@" not in application.lead_email:  # erased meanwhile
        return
    said = {"email": application.lead_email, "name": application.lead_name, "kind": CouncilRole.Kind.LEAD}
    try:
        with transaction.atomic():
            invite(council=application.council, by=by, **said)
    except (PermissionDenied, ValidationError) as refusal:
        reason = " ".join(getattr(refusal, "messages", [str(refusal)]))
        ApplicationEvent.objects.create(
            application=application, move="not-invited", text=NOT_INVITED, note=reason, by=by
        )
