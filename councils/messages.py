"""What is mailed about the register, invitations, roles and accounts, to whom, and when.

The texts are in templates/councils/mail/. Links that open something are made when the mail is
delivered (``templatetags``): the row that waits holds only what they are made from.
"""

from collections import defaultdict

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


def queue_still_right(standings):
    """Queue one message for each lead of these councils, however many of them a person leads.

    Each standing's last asking is the one the message is about. The link leads to the first council
    by name; the page leads on to the others.
    """
    asked = defaultdict(list)
    for standing in standings:
        for role in standing.leads:
            asked[role.user].append((standing, role))
    for person, rows in asked.items():
        others = {other.user for standing, _ in rows for other in standing.leads} - {person}
        context = {
            "name": person.name,
            "councils": [standing.council.official_name for standing, _ in rows],
            "why": [_why(standing) for standing, _ in rows],
            "others": sorted(other.name for other in others),
            "link": _link(*rows[0]),
        }
        queue("councils/mail/still_right", to=person.email, context=context)


def _link(standing, role):
    """Return the numbers from which the link is made on delivery; the link itself is not kept."""
    return {"asking": standing.last.pk, "generation": standing.last.generation, "role": role.pk}


def _why(standing):
    """Return in a sentence why a council is asked now."""
    council, asking = standing.council.official_name, standing.last
    if asking.reason == "stale":
        known = standing.known_on
        since = f"since {date_format(known)}" if known else "yet"
        return f"{council}: nobody has confirmed the facts {since}. This is message {asking.step} of 3."
    if asking.reason == "champions":
        return f"{council}: councils change their champions most often in May, so we ask every May."
    if asking.reason == "vacant":
        return f"{council}: a champion's place is empty. Has somebody been named?"
    return f"{council}: we ask every three months."


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


def queue_answer(proposal, state, message):
    """Tell who proposed a change how it was decided. Staff who wrote it down for somebody are not told."""
    if proposal.by.is_staff:
        return
    context = {
        "name": proposal.by.name,
        "council": proposal.name,
        "message": message,
        "state": str(state),
        "link": absolute(f"/entry/{proposal.about.removeprefix('/councils/')}"),
        "role": proposal.role,
    }
    queue("councils/mail/proposal", to=proposal.by.email, context=context)


def queue_reply(suggestion, reply):
    """Send a reader Locality's answer to what they suggested."""
    context = {
        "reference": suggestion.reference,
        "page": suggestion.name,
        "reply": reply,
        "link": absolute(suggestion.about),
        "on": date_format(timezone.localdate(suggestion.made_at)),
    }
    queue("councils/mail/suggestion_reply", to=suggestion.reply_to, context=context)
