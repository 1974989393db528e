"""Everything a council's page and its download say, read once and worked out as of today."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.functional import cached_property

from assessments.accepted import WHOLE, public_results, public_results_of
from councils.models import (
    Champion,
    CommunityConversation,
    Council,
    CouncilType,
    Membership,
    Pause,
    Succession,
    pause_for,
)
from network import connections
from network.cases import cards, in_short, newest
from network.freshness import freshness, is_stale, known_on
from network.nearest import nearest
from network.promises import promises
from network.timeline import timeline
from organisations.models import Connection, Organisation
from practice.models import CaseStudy, Quotation

MOST_STUDIES = 6
# What is said of the county and of the source; a council has many more columns.
SAID_OF_OTHERS = [
    *(f"county__{name}" for name in ("slug", "name", "official_name", "ended_on", "type")),
    *(f"source__{name}" for name in ("title", "publisher", "url", "published_on")),
]
# A page names so many organisations and leads to the list for the rest.
NAMED = 12
MOST_LINES = 100
MOST_LACK = ("studies", "quotations", "successions", "organisations", "connections")


@dataclass
class Profile:
    """A council with its facts. What can be worked out from them is a property, asked at most once."""

    council: Council
    memberships: list = field(default_factory=list)
    champions: list = field(default_factory=list)
    conversations: list = field(default_factory=list)
    succeeded: list = field(default_factory=list)
    succeeded_by: list = field(default_factory=list)
    districts: list = field(default_factory=list)
    results: list = field(default_factory=list)
    signatories: list = field(default_factory=list)
    members: list = field(default_factory=list)
    organisations: list = field(default_factory=list)
    organisation_count: int = 0
    lines: list = field(default_factory=list)
    open_elsewhere: dict = field(default_factory=dict)
    case_studies: list = field(default_factory=list)
    quotations: list = field(default_factory=list)
    pause: Pause | None = None

    @cached_property
    def membership(self):
        """The membership that is open today, or None."""
        return next((row for row in self.memberships if row.is_open), None)

    @cached_property
    def left(self):
        """The last membership of a council that has left, or None."""
        return None if self.membership or not self.memberships else self.memberships[-1]

    @cached_property
    def endorsement(self):
        return getattr(self.membership or self.left, "endorsement", None)

    @cached_property
    def champions_now(self):
        return [row for row in self.champions if row.is_open]

    @cached_property
    def conversations_now(self):
        """Conversations under the membership that is open today."""
        return [
            row for row in self.conversations if row.membership_id == getattr(self.membership, "pk", None)
        ]

    @cached_property
    def promises(self):
        if not self.membership:
            return []
        return promises(self.endorsement, self.champions_now, self.conversations_now, self.results)

    @cached_property
    def timeline(self):
        return timeline(
            self.council,
            self.memberships,
            self.champions,
            self.conversations,
            self.succeeded,
            self.succeeded_by,
            self.results,
        )

    @cached_property
    def related(self):
        """Councils that share the place with this one, or took over from it."""
        county = [self.council.county] if self.council.county_id else []
        return [*county, *self.districts, *(row.successor for row in self.succeeded_by)]

    @cached_property
    def neighbours(self):
        """The county or districts of the same place, each with its open membership or None."""
        county = [self.council.county] if self.council.county_id else []
        shared = [council for council in (*county, *self.districts) if not council.is_former]
        return [(council, self.open_elsewhere.get(council.pk)) for council in shared]

    @cached_property
    def successors(self):
        """Each council that took over, with its open membership or None."""
        return [(row.successor, self.open_elsewhere.get(row.successor_id)) for row in self.succeeded_by]

    @cached_property
    def nearest(self):
        """The nearest members, for a council that is not one."""
        return nearest(self.council, self.members)

    @cached_property
    def known_on(self):
        """The last day on which a fact of the membership is known to have been true, or None."""
        if self.membership is None:
            return None
        facts = [self.membership, *self.champions_now, *self.conversations_now]
        if self.endorsement:
            facts.append(self.endorsement)
        return known_on((fact.confirmed_on, fact.stated_on) for fact in facts)

    @property
    def freshness(self):
        return freshness(self.known_on)

    @property
    def is_stale(self):
        return is_stale(self.known_on)


def find(slug):
    """Return the council with this slug and the source of its facts, or None.

    Sources of the few other sentences are read where such a sentence stands.
    """
    own = [field.name for field in Council._meta.concrete_fields]
    found = Council.objects.select_related("county", "source").only(*own, *SAID_OF_OTHERS)
    return found.filter(slug=slug).first()


def load(council, kind=Profile, recorded=None, whole=WHOLE):
    """Return the profile of a council; at most 20 queries, however much it holds.

    What is not on record, by ``network.recorded``, is not asked for. Of the ``whole`` newest
    self-assessments it is read what they say, by default as many as a page shows.
    """
    may_have = {name: recorded is None or council.pk in getattr(recorded, name) for name in MOST_LACK}
    pause = pause_for(council) if recorded is None or recorded.any_pause else None
    profile = kind(
        council,
        memberships=list(
            Membership.objects.filter(council=council).select_related("source", "endorsement__source")
        ),
        champions=list(Champion.objects.filter(council=council).select_related("source", "person")),
        conversations=list(
            CommunityConversation.objects.filter(membership__council=council).select_related("source")
        ),
        results=public_results(council, whole=whole),
        case_studies=_studies(council) if may_have["studies"] else [],
        quotations=list(Quotation.objects.of_council(council, pause)) if may_have["quotations"] else [],
    )
    if may_have["successions"]:
        _read_successions(profile)
    if council.type == CouncilType.COUNTY:
        profile.districts = list(council.districts.current())
    _read_signatories(profile)
    profile.pause = pause if profile.membership else None
    _look_around(profile)
    if may_have["organisations"]:
        _read_organisations(profile)
    if may_have["connections"]:
        connected = Connection.objects.published().of_council(council).with_ends()
        profile.lines = connections.lines(connected[:MOST_LINES], council)
    return profile


def _read_signatories(profile):
    if profile.endorsement:
        profile.signatories = list(profile.endorsement.signatories.select_related("person"))


def _studies(council):
    return newest(CaseStudy.objects.filter(council=council), MOST_STUDIES)


def load_several(councils, kind=Profile):
    """Return the profiles of a few councils that stand side by side, in nine queries at most.

    Whom they took over from, and who else is near, is not read.
    """
    profiles = {council.pk: kind(council) for council in councils}
    memberships = Membership.objects.filter(council__in=profiles).select_related(
        "source", "endorsement__source"
    )
    for row in memberships:
        profiles[row.council_id].memberships.append(row)
    for row in Champion.objects.filter(council__in=profiles).select_related("source", "person"):
        profiles[row.council_id].champions.append(row)
    talks = CommunityConversation.objects.filter(membership__council__in=profiles)
    for row in talks.select_related("source", "membership"):
        profiles[row.membership.council_id].conversations.append(row)
    for pk, results in public_results_of(councils).items():
        profiles[pk].results = results
    # All of them: a principle without one must be seen to have none.
    studies = CaseStudy.objects.published().filter(council__in=profiles).newest_first()
    for card in cards(in_short(studies)):
        profiles[card.study.council_id].case_studies.append(card)
    return list(profiles.values())


def _read_successions(profile):
    """Read whom the council took over from and who took over from it; most councils have neither."""
    either = Q(predecessor=profile.council) | Q(successor=profile.council)
    rows = Succession.objects.filter(either).select_related("source")
    for row in rows.prefetch_related("predecessor", "successor"):
        side = profile.succeeded if row.successor_id == profile.council.pk else profile.succeeded_by
        side.append(row)


def _look_around(profile):
    """Read which related councils are members, and all members where this council is not one."""
    memberships = Membership.objects.open().select_related("council")
    if profile.membership or profile.council.is_former:
        if not profile.related:
            return
        memberships = memberships.filter(council__in=profile.related)
    rows = {row.council_id: row for row in memberships}
    profile.open_elsewhere = rows
    profile.members = [row.council for row in rows.values()]


def _read_organisations(profile):
    """Read the organisations here, as many as a page names."""
    here = Organisation.objects.published().of_area(profile.council).order_by("place", "search_text", "pk")
    profile.organisations = list(here.only("short_id", "name", "place")[: NAMED + 1])
    profile.organisation_count = len(profile.organisations)
    if profile.organisation_count > NAMED:
        profile.organisations.pop()
        profile.organisation_count = here.count()
