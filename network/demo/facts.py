"""Made-up facts for the page states that the register itself does not show.

What the register says of real members stays; made-up facts are added beside it, and each
names the demonstration as its source. Members whose facts are old, councils that were
replaced and those that replaced them need nothing made up.
"""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from councils import actions
from councils.actions import ChampionFacts, InPost, MembershipFacts
from councils.models import CommunityConversation, Council, Endorsement
from records.models import Source

MARK = "demonstration"
SPEAKERS = {
    "councillor": ChampionFacts(
        InPost.IN_CABINET, "Cabinet Member for Made-up Matters", "Cllr Demo Champion"
    ),
    "officer": ChampionFacts(InPost.IN_POST, "Director of Made-up Services"),
}
HELD = CommunityConversation.State.HELD
SAID = {
    "who_took_part": "Made up: twelve community groups, three ward councillors and a hospital.",
    "what_was_agreed": "Made up: to meet in each neighbourhood once a year and write down what was asked.",
    "what_happened_next": "Made up: two neighbourhoods have met since.",
}


def source():
    """Make the one source of everything that is made up."""
    return Source.objects.create(
        key=MARK,
        title="Made up for this demonstration",
        publisher="Demonstration",
        note="Nothing that names this source is true.",
    )


def make_up(origin, *, by):
    """Add members and promises, by the verbs that curators use."""
    today = timezone.localdate()
    ago = {years: today - timedelta(days=365 * years) for years in range(1, 6)}
    _admit("rutland", MembershipFacts(today - timedelta(days=20), source=origin), by)
    full = MembershipFacts(
        joined_on=ago[3],
        route=Endorsement.Route.CABINET,
        decided_on=ago[3] - timedelta(days=30),
        conversation=HELD,
        held_on=ago[2],
        source=origin,
        **SPEAKERS,
    )
    _admit("worcestershire", full, by)
    gone = _admit("isles-of-scilly", MembershipFacts(ago[5], source=origin), by)
    actions.end_memberships(memberships=[gone], on=ago[1], note="Made up for this demonstration.", by=by)
    _add("calderdale", origin, by, conversation=HELD, held_on=ago[1], **SPEAKERS)
    appointing = ChampionFacts(InPost.APPOINTING)
    _add("hackney", origin, by, councillor=appointing, officer=SPEAKERS["officer"])
    _add("kirklees", origin, by, conversation=CommunityConversation.State.PLANNED, planned_for="next spring")
    for talk in CommunityConversation.objects.filter(source=origin, state=HELD):
        _say(talk, by)


def _admit(slug, facts, by):
    return actions.admit(council=Council.objects.get(slug=slug), facts=facts, by=by)


def _add(slug, origin, by, **made_up):
    """Add made-up promises to a real member, whose own facts are handed back as they are."""
    membership = Council.objects.get(slug=slug).memberships.open().select_related("endorsement").get()
    names = ("joined_on", "joined_precision", "joined_note", "ended_on", "ended_note")
    facts = MembershipFacts(**{name: getattr(membership, name) for name in names}, source=origin)
    endorsed = {
        name: getattr(membership.endorsement, name) for name in ("route", "standing", "decided_on", "link")
    }
    actions.amend(membership=membership, facts=replace(facts, **endorsed, **made_up), by=by)


def _say(talk, by):
    """Write down what was said, which the page of a membership does not ask for."""
    for name, text in SAID.items():
        setattr(talk, name, text)
    talk._history_user = by
    talk.save()
