"""What is mailed about invitations, roles and accounts. The texts are in templates/councils/mail/.

The link of an invitation is made when the mail is delivered (``templatetags/invitations.py``):
the row that waits holds only which invitation it is, and which sending of it.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.messages import absolute, queue
from councils.models import CouncilRole
from councils.powers import in_words, powers_of


def queue_invitation(invitation):
    """Ask the invited person, with the inviter's words."""
    until = timezone.localtime(invitation.expires_at)
    context = {
        "invitation": invitation.pk,
        "generation": invitation.generation,
        "name": invitation.name,
        "by": invitation.invited_by.name,
        "council": invitation.council.official_name,
        "role": invitation.get_kind_display(),
        "can": in_words(powers_of(invitation.kind)),
        "in_place_of": invitation.stands_in_for.user.name if invitation.stands_in_for else "",
        "note": invitation.note,
        "until": f"{date_format(until, 'H:i')} on {date_format(until, 'j F Y')}",
    }
    queue("councils/mail/invitation", to=invitation.email, context=context)


def queue_accepted(invitation):
    """Tell the inviter that somebody has joined."""
    if invitation.invited_by.is_active:
        context = {**_about(invitation.role), "name": invitation.invited_by.name}
        queue("councils/mail/accepted", to=invitation.invited_by.email, context=context)


def queue_ended(role, by):
    """Tell the person that their role has ended; somebody who left knows it already."""
    if role.user_id != by.pk and role.user.is_active:
        context = {**_about(role), "by": by.name, "home": absolute("/assessments/")}
        queue("councils/mail/ended", to=role.user.email, context=context)


def queue_changed(role, before, by):
    """Tell the person that they have another role now."""
    context = {
        **_about(role),
        "by": by.name,
        "before": CouncilRole.Kind(before).label,
        "can": in_words(powers_of(role.kind)),
    }
    queue("councils/mail/changed", to=role.user.email, context=context)


def queue_closing(person, day):
    """Tell somebody that the account ends on a day unless they sign in."""
    context = {
        "name": person.name,
        "day": date_format(day, "j F Y"),
        "link": absolute(reverse("account_login")),
    }
    return queue("councils/mail/closing", to=person.email, context=context)


def queue_stand_in(role, by):
    """Tell both: who signs meanwhile, and whose place it is."""
    away = role.stands_in_for
    for person in (role.user, away.user):
        context = {**_about(role), "by": by.name, "name": person.name, "in_place_of": away.user.name}
        queue("councils/mail/stand_in", to=person.email, context=context)


def _about(role):
    """Return plain values only: they are stored with the row until it is delivered."""
    return {
        "name": role.user.name,
        "person": role.user.name,
        "council": role.council.official_name,
        "role": role.get_kind_display(),
        "link": absolute(f"/assessments/{role.council.slug}/team/"),
    }
