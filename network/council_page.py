"""A council's profile in the words of its page: heading, notices, sections, citation."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.text import capfirst

from councils.models import Endorsement
from network.alike import Likeness
from network.connections import Hub
from network.profile import Profile
from network.promises import conversation_words, day_words, endorsement_words
from network.tables import TYPE_SLUGS
from network.words import citation, heading, place_in_words, spoken
from principles.models import Principle


@dataclass(frozen=True)
class Section:
    """A card of the page. Each renders alone, from the page."""

    anchor: str
    title: str
    of: str = "council"

    @property
    def template(self):
        return f"network/{self.of}/{self.anchor}.html"


@dataclass
class CouncilPage(Profile):
    """What the templates of the council page ask for."""

    map: str = ""
    alike: Likeness | None = None
    was_asked: bool = False

    @property
    def name(self):
        return heading(self.council)

    @property
    def spoken(self):
        return spoken(self.council)

    @property
    def place_spoken(self):
        return place_in_words(self.council.name)

    @property
    def path(self):
        return f"/councils/{self.council.slug}"

    @property
    def kicker(self):
        """Return “Metropolitan district · Yorkshire and The Humber · Member since March 2020”."""
        parts = [self.council.get_type_display(), self.council.get_region_display(), self.standing]
        return " · ".join(part for part in parts if part)

    @cached_property
    def standing(self):
        """Return where the council stands with the network, in a few words."""
        if self.council.is_former:
            return f"Ended on {day_words(self.council.ended_on)}"
        if self.membership:
            return f"Member {self.membership.since}"
        if self.left:
            return f"Member from {self.left.since.removeprefix('since ')} to {day_words(self.left.ended_on)}"
        return "Not a member"

    @property
    def actions(self):
        """Return what a reader can do with this page, as addresses with words."""
        follow = [] if self.council.is_former else [(f"{self.path}/follow/", "Follow by email")]
        return [*follow, ("#corrections", "Ask, correct or cite")]

    @property
    def summary(self):
        """Return the page in one sentence, for search engines."""
        place = self.council.get_region_display()
        return f"{self.name}{f', {place}' if place else ''}: {self.standing[0].lower()}{self.standing[1:]}."

    @cached_property
    def notices(self):
        """Return what a reader must know first, as lists of text with an address or none."""
        notices = []
        if self.council.is_former:
            notices.append(self._replaced())
        elif self.council.ending_note:
            notices.append([(self.council.ending_note, "")])
        if self.left and not self.council.is_former:
            note = f" {self.left.ended_note}" if self.left.ended_note else ""
            notices.append([(f"Left the network on {day_words(self.left.ended_on)}.{note}", "")])
        if self.pause:
            until = day_words(self.pause.ends_on)
            words = f"In a pre-election pause until {until}: new publications wait until then."
            notices.append([(words, "")])
        return notices

    def _replaced(self):
        if not self.successors:
            return [
                (self.council.ending_note or f"This council ended on {day_words(self.council.ended_on)}.", "")
            ]
        pieces = [(f"Replaced on {day_words(self.succeeded_by[0].on)} by ", "")]
        for number, (council, membership) in enumerate(self.successors):
            if number:
                pieces.append((" and ", ""))
            standing = f"a member {membership.since}" if membership else "not a member"
            pieces += [(spoken(council), council.get_absolute_url()), (f" ({standing})", "")]
        return [*pieces, (". This page is kept as a record.", "")]

    @cached_property
    def sections(self):
        """Return the cards in their order, without those that say nothing about this council."""
        member = self.membership is not None
        current = not self.council.is_former
        cards = [
            (member, "glance", "At a glance"),
            (member or self.quotations, "words", "In its own words"),
            (member, "champions", "Champions"),
            (member or self.results, "working_on", "What it is working on"),
            (member or self.case_studies, "case_studies", "Case studies"),
            (member or self.results, "principles", "The six principles"),
            (
                member or self.organisations or self.lines,
                "organisations",
                "Community organisations and connections",
            ),
            (member, "conversation", "Community conversation"),
            (current and not member, "ask", f"Ask {self.spoken} to join"),
            (current and self.neighbours, "neighbours", "Other councils here"),
            (current and self.alike and self.alike.found, "alike", "Councils like this"),
            (True, "place", "Facts about the place"),
            (True, "history", "History"),
            (True, "corrections", "Contact, corrections and data"),
        ]
        return [Section(anchor, title) for wanted, anchor, title in cards if wanted]

    @property
    def contents(self):
        return [(f"#{section.anchor}", section.title) for section in self.sections]

    @property
    def at_a_glance(self):
        """Return the rows of the summary; a row without text reads “Not yet recorded”."""
        endorsed = endorsement_words(self.endorsement) if self.endorsement else ""
        row = {"term": "Endorsed", "text": endorsed}
        if self.endorsement and self.endorsement.link:
            row |= {"address": self.endorsement.link, "words": "Read the decision"}
        signed = [signatory.role for signatory in self.signatories]
        organisations = f"{self.organisation_count:,} recorded" if self.organisation_count else ""
        count = len([champion for champion in self.champions_now if not champion.being_appointed])
        return [
            {"term": "Joined", "text": capfirst(self.membership.since.removeprefix("since "))},
            row,
            *([{"term": self.signing, "text": ", ".join(signed)}] if signed else []),
            {"term": "Champions", "text": f"{count} recorded" if count else ""},
            {"term": "Case studies", "text": str(len(self.case_studies) or "")},
            {"term": "Latest self-assessment", "text": self.results[0].cycle_title if self.results else ""},
            {"term": "Community organisations", "text": organisations},
            *self._website,
            {"term": "Facts confirmed", "text": self.freshness},
        ]

    @property
    def _website(self):
        """Return a row with the council's own website, which is where it can be asked, if we know it."""
        address = self.council.website
        if not address:
            return []
        words = address.split("//")[-1].strip("/")
        return [{"term": "Website", "text": words, "address": address, "words": "Go there"}]

    @property
    def signing(self):
        """Return what the signatories' roles stand for: that they signed is said only if it is on record."""
        made = self.endorsement.standing == Endorsement.Standing.MADE
        return "Signed by" if made else "Recommended to sign"

    @property
    def champions_missing(self):
        """Return the titles of champions of whom nothing is recorded, where one of the two is."""
        slots = {champion.slot for champion in self.champions_now}
        kinds = {"councillor": "Champion councillor", "officer": "Senior officer champion"}
        return [title for slot, title in kinds.items() if slots and slot not in slots]

    @property
    def hub(self):
        return Hub(self.name, self.lines)

    @property
    def places_with_one_connection(self):
        """Return the neighbourhoods to which one connection leads, in order of the alphabet."""
        places = Counter(line.place for line in self.lines if line.place)
        return sorted(place for place, count in places.items() if count == 1)

    @property
    def talks(self):
        """Return each conversation with its heading."""
        return [(conversation_words(talk), talk) for talk in self.conversations_now]

    @property
    def newest_result(self):
        """Return what is shown of the newest self-assessment, or None."""
        return next(iter(self.results), None)

    @property
    def champion_sentence(self):
        """Return what the cabinet champion says of it; politicians are silent in a pre-election pause."""
        return self.newest_result.sentence if self.newest_result and not self.pause else None

    @property
    def earlier_results(self):
        """Return the self-assessments before the newest: each has a page of its own."""
        return self.results[1:]

    @property
    def shows_principles(self):
        """Whether a result says something under some principle, so that a bare list of them is not needed."""
        return bool(self.results and self.results[0].principles)

    @property
    def principles(self):
        """Return each principle with the case studies from here that show it."""
        shown = [(study, {row.pk for row in study.principles.all()}) for study in self._studies]
        return [
            (principle, [study for study, keys in shown if principle.pk in keys])
            for principle in Principle.objects.all()
        ]

    @property
    def _studies(self):
        return [card.study for card in self.case_studies]

    @property
    def case_studies_address(self):
        """Return the list's page for councils of this kind."""
        return (
            f"/case-studies/?type={TYPE_SLUGS[self.council.type]}"
            if self.council.type in TYPE_SLUGS
            else "/case-studies/"
        )

    @property
    def place(self):
        """Return term and text of each fact about the place that we have."""
        council = self.council
        people = f"{council.population:,} people ({council.population_year})" if council.population else ""
        rows = [
            ("Full name", council.official_name if council.official_name != self.name else ""),
            ("Type", council.get_type_display()),
            ("Runs", council.get_tier_display()),
            ("Region", council.get_region_display()),
            ("Population", people),
            ("Area", f"{council.area_km2:,} square kilometres" if council.area_km2 else ""),
            ("How it is led", council.governance_note),
            ("GSS code", council.gss_code),
        ]
        return [(term, text) for term, text in rows if text]

    @property
    def contact(self):
        """Return where corrections go."""
        if not settings.CONTACT_EMAIL:
            return "/about/contact/"
        return f"mailto:{settings.CONTACT_EMAIL}"

    @property
    def citation(self):
        """Return a ready citation, with the day it was read."""
        return citation(self.name, self.council.get_absolute_url())
