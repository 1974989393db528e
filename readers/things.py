"""What can be followed, in the words of its page."""

from dataclasses import dataclass

from councils.models import Council
from network.words import heading
from principles.models import Principle
from readers.models import What

FEEDS = {What.COUNCIL: "network", What.PRINCIPLE: "case-studies", What.NETWORK: "network"}
FEEDS[What.STUDIES] = "case-studies"


@dataclass(frozen=True)
class Thing:
    """A council, a principle, the whole network, or the case studies."""

    what: What
    council: Council | None = None
    principle: Principle | None = None

    @classmethod
    def of(cls, following):
        """Return what somebody follows."""
        return cls(What(following.what), following.council, following.principle)

    @property
    def key(self):
        """What stands for it in a form."""
        return self.principle.slug if self.principle else str(self.what)

    @property
    def title(self):
        if self.council:
            return heading(self.council)
        if self.principle:
            return f"Principle {self.principle.number}: {self.principle.name}"
        return self.what.label

    @property
    def spoken(self):
        """The title inside a sentence."""
        return self.title if self.council or self.principle else f"{self.title[0].lower()}{self.title[1:]}"

    @property
    def brings(self):
        """What news of it tells of, in a sentence."""
        return {
            What.COUNCIL: "Joining, decisions, champions, conversations, self-assessments, and new case "
            "studies from there.",
            What.PRINCIPLE: "New case studies that show it.",
            What.NETWORK: "Councils that join, what they decide, their champions, conversations and "
            "self-assessments.",
            What.STUDIES: "Each new case study, from any council.",
        }[self.what]

    @property
    def path(self):
        """The page where it can be read."""
        row = self.council or self.principle
        if row:
            return row.get_absolute_url()
        return "/case-studies/" if self.what == What.STUDIES else "/councils/"

    @property
    def trail(self):
        """The pages above its own, and its own."""
        above = ("/principles/", "Principles") if self.principle else ("/councils/", "Councils")
        row = self.council or self.principle
        return [above, (self.path, self.council.name if self.council else row.short_label)] if row else []

    @property
    def feed(self):
        """The feed that tells the same, and more, to a feed reader."""
        return f"/feeds/{FEEDS[self.what]}.xml"

    @property
    def values(self):
        """What a row says of it."""
        return {"what": self.what, "council": self.council, "principle": self.principle}
