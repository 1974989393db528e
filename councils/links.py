"""Which fields of councils and memberships hold public links."""

from councils.models import CommunityConversation, Council, Endorsement
from records.links import LinkField

LINKS = (
    LinkField(
        Endorsement.objects.all,
        "link",
        "link to the decision",
        "councils.membership",
        key="membership_id",
        title="membership__council__name",
    ),
    LinkField(
        CommunityConversation.objects.all,
        "link",
        "note of the conversation",
        "councils.communityconversation",
        title="membership__council__name",
    ),
    LinkField(Council.objects.current, "website", "the council’s website", "councils.council"),
)
