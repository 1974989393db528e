"""What is mailed, to whom, and when. The texts are in templates/assessments/mail/.

None names another council's level.
"""

from django.utils.formats import date_format

from accounts.messages import absolute, queue
from accounts.notices import tell
from assessments.workflow import State
from councils.models import CouncilRole

LEAD, CONTRIBUTOR, SIGNER = CouncilRole.Kind.LEAD, CouncilRole.Kind.CONTRIBUTOR, CouncilRole.Kind.SIGNER
CHAMPION = CouncilRole.Kind.CHAMPION

# Of each move: who may have something to do and hears at once, and who reads of it in a digest.
# "start" concerns only the people who are there.
AUDIENCES = {
    "opened": ((LEAD, SIGNER), ()),
    "send": ((SIGNER,), (LEAD, CONTRIBUTOR)),
    "recall": ((SIGNER,), (LEAD, CONTRIBUTOR)),
    "decline": ((LEAD, SIGNER), (CONTRIBUTOR,)),
    "sign": ((LEAD, SIGNER), (CONTRIBUTOR,)),
    "return": ((LEAD, SIGNER), (CONTRIBUTOR,)),
    "ask": ((LEAD, SIGNER), (CONTRIBUTOR,)),
    "reply": ((), (LEAD, SIGNER, CONTRIBUTOR)),
    "reply_changed": ((SIGNER,), (LEAD, CONTRIBUTOR)),
    "confirm": ((LEAD,), (SIGNER, CONTRIBUTOR)),
    "send_back": ((LEAD,), (SIGNER, CONTRIBUTOR)),
    "accept": ((LEAD, SIGNER), (CONTRIBUTOR, CHAMPION)),
    "leave": ((), (LEAD, SIGNER, CONTRIBUTOR)),
    "resume": ((LEAD, SIGNER), (CONTRIBUTOR,)),
    "reopen": ((LEAD, SIGNER), (CONTRIBUTOR, CHAMPION)),
    "withdrawal_asked": ((SIGNER,), (LEAD, CONTRIBUTOR)),
    "withdraw": ((LEAD, SIGNER), (CONTRIBUTOR, CHAMPION)),
    "merge": ((LEAD, SIGNER), (CONTRIBUTOR, CHAMPION)),
}
IN_A_DIGEST = {
    "send": "{by} sent {cycle} for sign-off.",
    "recall": "{by} took {cycle} back before it was signed.",
    "decline": "{by} did not sign {cycle} and said why.",
    "sign": "{by} signed {cycle} and sent it to Locality.",
    "return": "Locality returned {cycle} and said why.",
    "ask": "Locality asked about some statements of {cycle}.",
    "reply": "{by} replied to Locality about {cycle}.",
    "reply_changed": "{by} changed an answer in {cycle} for the sign-off officer to confirm.",
    "confirm": "{by} confirmed the change in {cycle} and sent it to Locality.",
    "send_back": "{by} sent the change in {cycle} back and said why.",
    "accept": "Locality accepted {cycle} as complete.",
    "leave": "The time for {cycle} is over. It is not shared this year, and everything you saved is kept.",
    "resume": "Locality gave more time for {cycle} and said why.",
    "reopen": "Locality opened {cycle} again. What is public stays until the new version is accepted.",
    "withdrawal_asked": "{by} asked the sign-off officer to withdraw {cycle}.",
    "withdraw": "{cycle} was withdrawn.",
    "merge": "{cycle} was closed, as the council was abolished.",
}


# The page that a message about a move leads to, where it is not the first one.
PAGES = {
    "ask": "clarification/",
    "send_back": "clarification/",
    "reply_changed": "confirm/",
    "withdrawal_asked": "withdraw/",
}


def queue_for_move(assessment, move, event, asked=None):
    """Queue one message for each person who may have to act on the move; the others hear in their digest.

    ``asked`` is the round of questions that "ask" began: they are in the message itself.
    """
    if move.name in AUDIENCES:
        by = event.by.name if event.by else "The portal"
        _queue(assessment, move.name, by=by, note=event.note, **_about_round(asked))
        _tell(assessment, move.name, event.by)
    if move.name in ("reply", "confirm"):
        _tell_asker(assessment)


def queue_withdrawal_asked(assessment, event):
    """Tell the sign-off officer that a lead wants to withdraw it."""
    _queue(assessment, "withdrawal_asked", by=event.by.name, note=event.note)
    _tell(assessment, "withdrawal_asked", event.by)


def queue_clarification_due(clarification):
    """Remind the leads of the questions that wait for a reply."""
    people = _people(clarification.assessment.council, (LEAD,))
    said = {**_about_round(clarification), "overdue": clarification.is_overdue}
    _send(clarification.assessment, "clarification_due", people, "clarification/", **said)


def _about_round(asked):
    """Return the questions and their day as plain values."""
    if asked is None:
        return {}
    questions = asked.questions.select_related("statement").order_by("statement__key")
    return {
        "questions": [f"{one.statement.key}: {one.statement.text}\n{one.text}" for one in questions],
        "due": date_format(asked.due_on, "l j F Y"),
    }


def _tell_asker(assessment):
    """Whoever asked reads in the next digest that there is a reply."""
    last = assessment.clarifications.select_related("asked_by").last()
    if last is not None:
        tell(
            [last.asked_by],
            about=assessment.council.official_name,
            text=f"It replied to your questions about {assessment.cycle.title}.",
            path=f"/admin/assessments/assessment/{assessment.pk}/change/",
        )


def queue_opening(assessment):
    """Tell a council's leads and signers that its self-assessment is open."""
    _queue(assessment, "opened")


def queue_more_time(assessment, event):
    """Tell a council that it has more time, and why, where it had some left."""
    _queue(assessment, "resume", by=event.by.name, note=event.note)
    _tell(assessment, "resume", event.by)


def people_to_tell(assessment, name):
    """Return who would get this message at once, with their roles, for a page that asks first."""
    people = _people(assessment.council, AUDIENCES[name][0])
    return [_describe(user, kinds) for user, kinds in people.items()]


def queue_reminder(assessment, *, roles, unanswered):
    """Remind the people in these roles that it is their turn; ``unanswered`` counts statements."""
    people = {}
    for role in roles:
        people.setdefault(role.user, []).append(role.kind)
    signing = assessment.state in (State.AWAITING_SIGN_OFF, State.CONFIRMATION)
    _send(assessment, "reminder", people, unanswered=unanswered, waits_for_signature=signing)


def queue_what_is_left(assessment, person, left):
    """Remind a lead that the closing day comes; ``left`` are the things to do, in words."""
    _send_by_itself(assessment, "closing", person, left=left)


def queue_open_parts(assessment, person, parts):
    """Remind a contributor of the parts that nobody has answered."""
    lines = [_part(part) for part in parts]
    _send_by_itself(assessment, "open_parts", person, parts=lines)


def queue_to_sign(assessment, person, sent_on):
    """Remind somebody that it has waited for their signature since a day."""
    _send_by_itself(assessment, "to_sign", person, sent_on=date_format(sent_on))


def tell_leads_of_reminder(assessment, people):
    """Let the leads know, with their next digest, who was reminded to sign."""
    names = " and ".join(person.name for person in people)
    leads = [person for person in _people(assessment.council, (LEAD,)) if person not in people]
    text = f"The portal reminded {names} that {assessment.cycle.title} waits to be signed."
    path = assessment.get_absolute_url()
    tell(leads, about=assessment.council.official_name, text=text, path=path)


def _send_by_itself(assessment, name, person, **extra):
    roles = CouncilRole.objects.of(person).filter(council=assessment.council)
    kinds = roles.order_by("kind").values_list("kind", flat=True)
    context = {**_context(assessment, person, kinds, []), **extra}
    queue(f"assessments/mail/{name}", to=person.email, context=context)


def _part(part):
    words = f"{part.statement.key}: {part.statement.text}"
    return f"{words} (asked for by {date_format(part.due_on)})" if part.due_on else words


def queue_parts(assessment, person, parts, *, by, note):
    """Tell somebody which statements they were asked to answer: pairs of a statement and its day, if any."""
    roles = CouncilRole.objects.of(person).filter(council=assessment.council)
    kinds = roles.order_by("kind").values_list("kind", flat=True)
    context = {
        **_context(assessment, person, kinds, []),
        "by": by.name,
        "note": note,
        "parts": [f"{statement.key}: {statement.text}{_by_day(day)}" for statement, day in parts],
    }
    queue("assessments/mail/parts", to=person.email, context=context)


def tell_of_comment(comment, people):
    """Keep a line for those of these people who are still in the team; the words stay on the page."""
    assessment = comment.assessment
    roles = CouncilRole.objects.open().filter(council=assessment.council_id, user__in=people)
    tell(
        list({role.user_id: role.user for role in roles.select_related("user")}.values()),
        about=assessment.council.official_name,
        text=f"{comment.by.name} wrote a comment for colleagues on “{comment.statement.text}”",
        path=f"{assessment.get_absolute_url()}{comment.statement.key}/comments/",
    )


def _by_day(day):
    return f" (by {date_format(day, 'j F Y')})" if day else ""


def _queue(assessment, name, **extra):
    people = _people(assessment.council, AUDIENCES[name][0])
    _send(assessment, name, people, PAGES.get(name, ""), **extra)


def _send(assessment, name, people, page="", **extra):
    """Queue one message for each of ``{person: [kinds of role]}``."""
    extra["link"] = absolute(assessment.get_absolute_url() + page)
    for user, kinds in people.items():
        others = [_describe(other, held) for other, held in people.items() if other != user]
        context = {**_context(assessment, user, kinds, others), **extra}
        queue(f"assessments/mail/{name}", to=user.email, context=context)


def _tell(assessment, name, by):
    """Keep a line for everybody who only needs to know; whoever made the move knows."""
    at_once, later = AUDIENCES[name]
    council = assessment.council
    heard = {*_people(council, at_once), by}
    name_of = by.name if by else "The portal"
    tell(
        [person for person in _people(council, later) if person not in heard],
        about=council.official_name,
        text=IN_A_DIGEST[name].format(by=name_of, cycle=assessment.cycle.title),
        path=assessment.get_absolute_url(),
    )


def _people(council, kinds):
    """Return ``{person: [kinds of role]}`` for the open roles of these kinds."""
    people = {}
    roles = CouncilRole.objects.open().filter(council=council, kind__in=kinds).select_related("user")
    for role in roles.order_by("user__name", "user__email", "kind"):
        people.setdefault(role.user, []).append(role.kind)
    return people


def _describe(user, kinds):
    return f"{user.name} ({', '.join(CouncilRole.Kind(kind).label.lower() for kind in kinds)})"


def _context(assessment, user, kinds, others):
    """Return plain values only: they are stored with the row until it is delivered."""
    return {
        "name": user.name,
        "council": assessment.council.official_name,
        "cycle": assessment.cycle.title,
        "deadline": f"11:59pm on {date_format(_last_day_to_tell(assessment), 'l j F Y')}",
        "day": date_format(_last_day_to_tell(assessment)),
        "contact": [assessment.cycle.contact_role, assessment.cycle.contact_email],
        "reference": assessment.reference or "",
        "link": absolute(assessment.get_absolute_url()),
        "others": others,
        "roles": " and ".join(CouncilRole.Kind(kind).label.lower() for kind in kinds),
    }


def _last_day_to_tell(assessment):
    """Return the closing day; once it is over and the council still has time, the last day of that."""
    return assessment.last_day if assessment.is_late else assessment.due_on


def queue_hidden(assessment, key, by):
    """Tell the leads that a document of theirs was hidden. Its name stays out of the message."""
    people = _people(assessment.council, (LEAD,))
    _send(assessment, "hidden", people, "", key=key, by=by.name)


def queue_assisted(assistance):
    """Tell the leads that Locality enters answers for the council, and who asked for it."""
    people = _people(assistance.assessment.council, (LEAD,))
    said = {
        "by": assistance.begun_by.name,
        "asked_by": assistance.asked_by,
        "how": assistance.get_how_display().lower(),
    }
    _send(assistance.assessment, "assisted", people, "", **said)
