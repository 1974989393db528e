"""What happened in the whole network, for the home page and for those who follow along."""

from assessments.models import Snapshot
from councils.models import Champion, CommunityConversation
from network.timeline import network_events


def latest(memberships, most, also=()):
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
