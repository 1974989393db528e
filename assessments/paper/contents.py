"""What the paper says. Every fact comes from the self-assessment or the register, with its source and day.

What the portal cannot know is a marked blank; nothing is made up to fill a heading.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from assessments.models import Audience, Item
from assessments.paper.blocks import Points, Section, Table, Text, blank, small
from assessments.paper.sources import sources
from assessments.results import standard_line
from assessments.whole import whole
from assessments.workflow import State
from councils.models import Council, Membership
from principles.models import Principle


@dataclass(frozen=True)
class Paper:
    """A paper on one self-assessment, as of one moment."""

    council: Council
    title: str
    version: str
    draft: str
    sections: list[Section]
    made_on: datetime.date

    @property
    def is_draft(self):
        return bool(self.draft)


def paper_of(assessment):
    """Return the paper on what was signed or, before that, on what stands."""
    said = whole(assessment)
    memberships = Membership.objects.open().select_related("source")
    membership = memberships.filter(council=assessment.council).first()
    sections = [
        _purpose(assessment),
        _recommendations(said),
        _background(assessment, membership, memberships.count()),
        _said(assessment, said),
        _plans(said),
        _public(assessment),
        *_implications(),
        sources(assessment, said, membership),
    ]
    today = timezone.localdate()
    return Paper(
        assessment.council,
        f"Keep it Local: {assessment.cycle.title}",
        _version(assessment, said, today),
        _draft(assessment, said),
        sections,
        today,
    )


def _version(assessment, said, today):
    made = f"This paper was made on {date_format(today)}."
    if not said.is_signed:
        return f"From the answers as they stand. {made}"
    return f"From signed version {said.snapshot.number}, reference {assessment.reference}. {made}"


def _draft(assessment, said):
    if not said.is_signed:
        return "Draft. The self-assessment is not signed off, so its answers can still change."
    if assessment.state != State.COMPLETE:
        return "Draft. Signed off; Locality has not yet checked that it is complete."
    return ""


def _purpose(assessment):
    name = assessment.council.official_name
    return Section(
        "Purpose",
        [
            blank("name and date of the committee, who presents this report, and who wrote it"),
            Text(
                f"This report brings {name}'s self-assessment against the six Keep it Local principles "
                f"({assessment.cycle.title}), and the priorities that follow from it."
            ),
        ],
    )


def _recommendations(said):
    asks = ["note the self-assessment, and which statements have no answer;"]
    asks.append(
        "note the priorities and actions, and the roles that own them;"
        if said.priorities
        else "note that no priorities have been chosen;"
    )
    asks.append("[Council to complete: any other decision that is asked for]")
    return Section("Recommendations", [Text("The committee is asked to:"), Points(asks)])


def _background(assessment, membership, members):
    today = date_format(timezone.localdate())
    said = (
        "Keep it Local is a network of English councils, run by Locality. Its members endorse six principles "
        "for working with community organisations, and undertake to assess and improve their practice."
    )
    blocks = [Text(said), Points([f"{one.number}. {one.name}" for one in Principle.objects.all()])]
    if membership:
        blocks.append(Text(f"{assessment.council.official_name} has been a member {membership.since}."))
    else:
        blocks.append(blank("when and how the council joined the network; no open membership is on record"))
    count = f"{members} council is a member" if members == 1 else f"{members} councils are members"
    blocks.append(Text(f"By the portal's register, {count} on {today}."))
    blocks.append(blank("what has changed since the last report to councillors"))
    return Section("Background", blocks)


def _said(assessment, said):
    signature = said.snapshot.signature if said.is_signed else None
    day = timezone.localdate(signature.signed_at) if signature else None
    role = signature.full_role if signature else "sign-off officer"
    line = standard_line(assessment.council.official_name, role, day)
    if assessment.state != State.COMPLETE:
        line = line.replace("Locality checked", "Locality will check")
    blocks = [
        Text(line),
        Text(
            "The council chose one of four levels in words for each statement: Early days, Trying it out, In "
            "regular use, How we work. There is no total and no mark."
        ),
    ]
    for part in said.parts:
        caption = f"{part.principle.number}. {part.principle.name}"
        rows = [(one.text, _answer(one), one.basis or "Nothing written") for one in part.statements]
        blocks += [
            small(caption),
            Text(part.sentence),
            Table(f"Answers: {caption}", ("Statement", "Answer", "Based on"), rows),
        ]
    return Section("The self-assessment", blocks)


def _answer(one):
    return f"{one.label} ({one.done_by} does this)" if one.done_by else one.label


def _plans(said):
    if not said.priorities:
        return Section("Priorities and actions", [Text("No priorities have been chosen.")])
    blocks = []
    for number, one in enumerate(said.priorities, start=1):
        this_year = said.statements[one.key].label
        blocks += [
            small(f"Priority {number}: {one.text}"),
            Text(f"This year: {this_year}. In a year: {one.aim}."),
        ]
        if one.words:
            blocks.append(Text(one.words))
        blocks.append(_actions(one) if one.actions else Text(f"No action is planned: {_reason(one)}"))
    return Section("Priorities and actions", blocks)


def _reason(one):
    return one.no_action or "[Council to complete: an action, or why none is planned]"


def _actions(one):
    rows = [
        (
            action.what,
            action.owner_role,
            date_format(action.by_when),
            action.change,
            action.help_needed or "–",
        )
        for action in one.actions
    ]
    heads = ("What", "Whose job", "By when", "What change will show", "Help needed")
    return Table(f"Actions: {one.text}", heads, rows)


def _public(assessment):
    chosen = {(row.item, row.scope): row for row in assessment.sharing.all()}
    audiences = {item: chosen[item, ""].audience if (item, "") in chosen else Audience.US for item in Item}
    items = [f"{item.label}: {Audience(audience).label}" for item, audience in audiences.items()]
    exceptions = sum(bool(scope) for _, scope in chosen)
    if exceptions:
        items.append("Some principles or statements are shared differently; the portal lists them.")
    address = f"{settings.SITE_ORIGIN}{assessment.council.get_absolute_url()}"
    return Section(
        "What is public",
        [
            Text(f"That the council completed it is public once it is complete, at {address}. Beyond that:"),
            Points(items),
            Text(
                "The council is covered by the Freedom of Information Act. This paper holds every answer, "
                "also those that are not shared."
            ),
            blank("which parts may be published with the agenda"),
        ],
    )


def _implications():
    asked = {
        "Legal implications": "legal implications, by the monitoring officer",
        "Financial implications": "financial implications, by the finance officer",
        "Equality implications": "equality implications, and whether an assessment was made",
        "Who was consulted": "who was asked, inside and outside the council, and what they said",
    }
    return [Section(title, [blank(what)]) for title, what in asked.items()]
