"""What changed in the network, and new case studies, as Atom feeds for those who follow along."""

import datetime
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from accounts.access import public_page
from network.exports import LICENCE
from network.news import case_news, network_news
from records.models import RegisterVersion

MOST = 50
# Since when the host of our addresses is ours: a part of every entry's name, which never changes.
OURS_SINCE = 2026
# What XML 1.0 cannot hold, even escaped.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Feed(Atom1Feed):
    """A feed that changed when the register did, so that the same register gives the same feed."""

    def latest_post_date(self):
        return self.feed["changed_at"]

    def add(self, news):
        """Add an entry for what happened on a day. Its key names it for good."""
        moment = timezone.make_aware(datetime.datetime.combine(news.on, datetime.time.min))
        self.add_item(
            title=_plain(news.title),
            link=f"{settings.SITE_ORIGIN}{news.path}",
            description=escape(_plain(news.about)),
            unique_id=name_of(news.key),
            pubdate=moment,
            updateddate=moment,
            categories=[_plain(topic) for topic in news.topics],
        )

    def answer(self):
        return HttpResponse(self.writeString("utf-8"), content_type=self.content_type)


@public_page()
def network_feed(request):
    """Tell what changed in the network, latest first: joining, decisions, champions, conversations."""
    feed = _feed("network", "What changed in the network", "/councils/")
    for news in network_news(MOST):
        feed.add(news)
    return feed.answer()


@public_page()
def case_studies_feed(request):
    """Tell which case studies are new, newest first."""
    feed = _feed("case-studies", "New case studies", "/case-studies/")
    for news in case_news(MOST):
        feed.add(news)
    return feed.answer()


def _feed(name, title, page):
    address = f"/feeds/{name}.xml"
    return Feed(
        title=f"Keep it Local: {title[0].lower()}{title[1:]}",
        link=f"{settings.SITE_ORIGIN}{page}",
        description="Membership is a commitment to work towards six principles. It is not a rating.",
        language="en-GB",
        author_name="Keep it Local",
        feed_url=f"{settings.SITE_ORIGIN}{address}",
        feed_guid=name_of(address),
        feed_copyright=LICENCE,
        changed_at=RegisterVersion.current().changed_at,
    )


def name_of(key):
    """Return the lasting name of a feed or entry, a tag URI (RFC 4151): words, day and page may change."""
    return f"tag:{urlsplit(settings.SITE_ORIGIN).hostname},{OURS_SINCE}:{key.strip('/')}"


def _plain(text):
    """Return a text without the signs that XML cannot hold."""
    return NOT_IN_XML.sub("", text)
