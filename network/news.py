"""What happened in the whole network, for the home page and for those who follow along.

Feeds and emails tell the same: each piece of news has a name that lasts, and is public already.
"""

from dataclasses import dataclass

from django.utils import timezone

from assessments.models import Snapshot
from councils.models import Champion, CommunityConversation, Membership
from network.promises import day_words
from network.timeline import network_events
from practice.models import CaseStudy


@dataclass(frozen=True)
class News:
    """One piece of news. ``key`` names it for good; ``councils`` and ``principles`` are keys of rows.

    ``when`` is the day in words where only that is known.
    """

    key: str
    on: object
    text: str
    path: str
    about: str
    when: str = ""
    topics: tuple = ()
    councils: tuple = ()
    principles: tuple = ()

    @property
    def title(self):
        """What happened, for a list in which the day stands beside it."""
        return f"{self.when}: {self.text}" if self.when else self.text

    @property
    def dated(self):
        """What happened, with its day in front."""
        return f"{self.when or day_words(self.on)}: {self.text}"


def latest(memberships, most=None, also=()):
    """Return the newest events, latest first; ``also`` names what else is to be read of each fact."""
    champions = Champion.objects.select_related("council", "person", *also)
    conversations = CommunityConversation.objects.select_related("membership__council", *also)
    # That a self-assessment is complete is always public; what it says is not read here.
    signed = (
        Snapshot.objects.published()
        .defer("content")
        .select_related("assessment__council", "assessment__cycle")
    )
    newest = signed.order_by("-assessment__completed_at")[:most]
    return network_events(memberships, champions, conversations, newest)[:most]


def network_news(most=None):
    """Return what changed in the network up to today, latest first."""
    memberships = Membership.objects.select_related("council", "endorsement__source", "source")
    return [
        News(
            key=event.key,
            on=event.on,
            text=event.text,
            path=event.path,
            about=_source(event.fact),
            when=event.when,
            councils=event.councils,
        )
        for event in latest(memberships, most, also=["source"])
        if event.on <= timezone.localdate()
    ]


def case_news(most=None, *, with_principles=False):
    """Return which case studies are new, newest first; which principles they show is one more query."""
    studies = CaseStudy.objects.published().order_by("-published_on", "-pk").prefetch_related("topics")
    read = studies.only("slug", "title", "summary", "published_on", "council_id")
    if with_principles:
        read = read.prefetch_related("principle_rows")
    return [
        News(
            key=study.get_absolute_url(),
            on=study.published_on,
            text=study.title,
            path=study.get_absolute_url(),
            about=study.summary,
            topics=tuple(topic.name for topic in study.topics.all()),
            councils=(study.council_id,) if study.council_id else (),
            principles=tuple(row.principle_id for row in study.principle_rows.all())
            if with_principles
            else (),
        )
        for study in read[:most]
    ]


def _source(fact):
    """Return where an event was read, or that the portal itself knows it."""
    source = getattr(fact, "source", None)
    return f"Source: {source.title}, {source.publisher}." if source else "Recorded on this portal."
