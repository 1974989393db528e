"""Applications to join, taken to a state by the real moves."""

import datetime

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from joining import actions
from joining.models import Application
from joining.models.application import Part
from joining.workflow import State
from tests.factories.register import CouncilFactory, UserFactory

ANSWERS = {
    "route": "signed",
    "decided_on": datetime.date(2026, 3, 3),
    "signed_councillor": "Leader of the Council",
    "signed_officer": "Chief Executive",
    "link": "https://example.org/minute",
    "councillor": "in-cabinet",
    "councillor_role": "Lead Member for Communities",
    "officer": "appointing",
    "officer_role": "",
    "conversation": "held",
    "held_on": datetime.date(2026, 2, 2),
    "who_took_part": "Ambleford Alliance and three tenants' groups",
    "what_was_agreed": "To meet twice a year.",
    "lead_name": "Lena Leadwell",
    "lead_role": "Head of Communities",
    "lead_email": "lena.leadwell@example.org",
}


def curator_at_work():
    """Return somebody in the group Curator."""
    person = User.objects.filter(groups__name="Curator").first() or UserFactory(name="Curator", is_staff=True)
    person.groups.add(Group.objects.get(name="Curator"))
    return person


class ApplicationFactory(DjangoModelFactory):
    """An application with every answer, at ``state``; ``says`` changes some, ``on`` is its day."""

    class Meta:
        model = Application

    council = factory.SubFactory(CouncilFactory)
    email = factory.Sequence(lambda n: f"applicant{n}@example.org")

    @classmethod
    def _create(cls, model_class, council, email, *, state=State.DRAFT, says=None, on=None):
        application = actions.begin(council=council, email=email)
        values = {**ANSWERS, **(says or {})}
        actions.save_answers(application, values=values, seen=application.fingerprint(values))
        actions.prove(application)
        application.refresh_from_db()
        if state == State.WITHDRAWN:
            return actions.perform(application, "withdraw")
        if state != State.DRAFT:
            application = _beyond_sending(actions.perform(application, "send"), state, on)
        return application


def _beyond_sending(application, state, on):
    by = curator_at_work()
    if state in (State.ASKED, State.LAPSED):
        application = actions.perform(application, "ask", by=by, note="Which committee was it?")
    if state == State.LAPSED:
        application = actions.perform(application, "lapse")
    if state == State.DECLINED:
        application = actions.perform(application, "decline", by=by, note="It is a parish council.")
    if state in (State.APPROVED, State.JOINED):
        later = datetime.timedelta(days=20 if state == State.APPROVED else 0)
        day = on or timezone.localdate() + later
        application = actions.approve(
            application, publish_on=day, parts=Part.values, link=application.link, has_seen=False, by=by
        )
    return application
