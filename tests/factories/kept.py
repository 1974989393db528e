"""Keeping entries true: councils that are asked, and changes that are proposed."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from councils.actions import facts_of, propose
from councils.asked import path_of, role_words
from councils.models import Asking, CouncilRole
from records.models import Suggestion
from tests.factories.register import CouncilFactory, CouncilRoleFactory


class AskingFactory(DjangoModelFactory):
    """A council asked today whether its facts are still right."""

    class Meta:
        model = Asking

    council = factory.SubFactory(CouncilFactory)
    reason = Asking.Reason.QUARTER
    asked_on = factory.LazyFunction(timezone.localdate)


class SuggestionFactory(DjangoModelFactory):
    """What a reader said should be put right."""

    class Meta:
        model = Suggestion

    about = "/councils/ambleford/"
    name = "Ambleford Metropolitan Borough Council"
    topic = Suggestion.Topic.WRONG
    text = "The minutes of May name another champion."


def still_right_path(asking, person):
    """Return the address that a lead of the asked council got."""
    role = CouncilRole.objects.get(council=asking.council, user=person, kind=CouncilRole.Kind.LEAD)
    return path_of(asking.pk, asking.generation, role.pk)


def proposal_of(council, person=None, **values):
    """Return a change to a council's entry as its lead proposes it: by default other words of its own."""
    lead = CouncilRole.Kind.LEAD
    role = CouncilRole.objects.filter(
        council=council, kind=lead, **({"user": person} if person else {})
    ).first()
    role = role or CouncilRoleFactory(council=council, kind=lead)
    said = {key: values.pop(key) for key in ("note", "source_link", "changed_on") if key in values}
    values = values or {"statement": "We work with people who know their place."}
    return propose(council=council, values=values, role=role_words(role), by=role.user, **said)


def kept_true(council, person):
    """Ask a council and propose a change; return what the pages about both are asked with."""
    path = still_right_path(AskingFactory(council=council), person)
    key, fact = next(iter(facts_of(council).items()))
    proposal_of(council, person)
    return {"still_right": path.split("/")[2], "right": f"{key}:{fact.version}"}
