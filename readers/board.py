"""All that is news, from the source of the feeds, and what of it is new to somebody."""

from collections import defaultdict
from dataclasses import dataclass, field

from councils.models import Council, paused
from network.news import News, case_news, network_news
from readers.models import Happening, What

# Stands in the list from the first time that it was written, so that an empty one has begun too.
BEGUN = "begun"


@dataclass
class Board:
    """News by what they are about. ``seen`` is ``{name: when it was first seen here}``."""

    seen: dict
    by: dict = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, since=None):
        """Read what the feeds would say now; with ``since``, only what was first seen later."""
        rows = Happening.objects.all() if since is None else Happening.objects.filter(seen_at__gt=since)
        board = cls(dict(rows.values_list("key", "seen_at")))
        for what, news, names in _all():
            if since is None or any(name in board.seen for name in names.values()):
                board._pin(what, news, names)
        return board

    def _pin(self, what, news, names):
        self.by[what, None].append((news, list(names.values())))
        for council in news.councils:
            self.by[What.COUNCIL, council].append((news, [names.get(council) or names[None]]))
        for principle in news.principles:
            self.by[What.PRINCIPLE, principle].append((news, list(names.values())))

    def unseen(self, moment):
        """Return this board with everything that was never seen before as if first seen at a moment."""
        fresh = dict.fromkeys(to_record(set(self.seen)), moment)
        return Board({**self.seen, **fresh}, self.by)

    def new_to(self, following, since, until):
        """Return what is new, latest first, of what somebody follows: seen after ``since``, by ``until``."""
        since = max(since, following.confirmed_at)
        pinned = self.by[What(following.what), following.council_id or following.principle_id]
        fresh = [news for news, names in pinned if any(self._is_in(name, since, until) for name in names)]
        return sorted(fresh, key=lambda news: news.on, reverse=True)

    def _is_in(self, name, since, until):
        moment = self.seen.get(name)
        return moment is not None and since < moment <= until


def to_record(known):
    """Return the names of all that is news now and not in ``known``, but for councils in a pause.

    What happened in a pre-election pause is first seen when the pause is over.
    """
    everything = list(_all())
    about = {council for _, news, _ in everything for council in news.councils}
    quiet = set(paused(Council.objects.filter(pk__in=about).only("pk")))
    return [
        name
        for _, news, names in everything
        for council, name in names.items()
        if name not in known and not quiet & ({council} if council else set(news.councils))
    ]


def _all() -> list[tuple[What, News, dict]]:
    """Return every piece of news with its names, ``{council: name}``.

    Councils that joined on one day stand in one line of the feed. Each has a name of its own
    here, so that one that is added to the line later is news of that council alone.
    """
    network = [
        (What.NETWORK, news, {key: f"{news.key}#{key}" for key in news.councils}) for news in network_news()
    ]
    return network + [(What.STUDIES, news, {None: news.key}) for news in case_news(with_principles=True)]
