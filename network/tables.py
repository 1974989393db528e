"""The list of councils: what to show, filter and sort by, read from the address of the page.

Lists are sorted by name or joining date and by nothing else: membership is not a rating.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.http import urlencode
from django.utils.text import slugify

from councils.models import Champion, Council, CouncilType, Membership, Region
from councils.search import in_order
from network.freshness import freshness, is_stale, known_on
from network.words import councils_in_words, joined
from practice.models import CasePrinciple, CaseStudy
from principles.models import Principle
from records.pieces import kept

PARAMS = ("show", "region", "type", "principle", "sort")
SORTS = {"": "Members first", "name": "Name", "joined": "Joining date"}
REGIONS = dict(Region.choices)
# Combined authorities cannot join, so they are not in the list.
TYPES = {slugify(kind.label): kind for kind in CouncilType if kind != CouncilType.COMBINED}
TYPE_SLUGS = {kind.value: slug for slug, kind in TYPES.items()}
# What rows show is made safe where it is made: asking it of 317 rows in the template takes
# an eighth of the page's time.
TYPE_LABELS = {value: escape(label) for value, label in CouncilType.choices}
REGION_LABELS = {value: escape(label) for value, label in Region.choices}
TYPE_NAMES = {slug: kind.label for slug, kind in TYPES.items()}
# What is read of a membership; from "confirmed_on" on, when each of three facts was checked and stated.
COLUMNS = ("council_id", "joined_on", "joined_precision", "source__title", "source__url")
COLUMNS += ("confirmed_on", "stated_on", "endorsement__confirmed_on", "endorsement__stated_on")
COLUMNS += ("conversations__confirmed_on", "conversations__stated_on")
NOT_A_MEMBER = {
    "is_member": False,
    "standing": escape("Not a member"),
    "joined_on": None,
    "joined_precision": "",
    "confirmed_on": None,
    "is_stale": False,
    "source": "",
    "source_url": "",
}


@dataclass(frozen=True)
class Choice:
    """What a reader asked to see. Anything that is not on offer counts as not asked."""

    show_all: bool = False
    region: str = ""
    type: str = ""
    principle: Principle | None = None
    sort: str = ""

    @classmethod
    def read(cls, query):
        region, kind, principle, sort = (query.get(name, "") for name in PARAMS[1:])
        return cls(
            show_all=query.get("show") == "all",
            region=region if region in REGIONS else "",
            type=kind if kind in TYPES else "",
            principle=Principle.objects.filter(slug=principle).first() if principle else None,
            sort=sort if sort in SORTS else "",
        )

    @property
    def query(self):
        """The part of the address after the question mark, the same for the same choice."""
        given = {"show": "all" if self.show_all else "", "region": self.region}
        principle = self.principle.slug if self.principle else ""
        given |= {"type": self.type, "principle": principle, "sort": self.sort}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def kind(self):
        """The type of council as it is stored, or nothing."""
        return TYPES.get(self.type, "")

    @property
    def address(self):
        return f"/councils/?{self.query}" if self.query else "/councils/"

    def admits(self, row, but=""):
        """Whether a row is shown under this choice, leaving out the filter named by ``but``."""
        return (
            (self.show_all or row["is_member"])
            and (but == "region" or not self.region or row["region"] == self.region)
            and (but == "type" or not self.type or row["type"] == self.type)
            and (but == "principle" or not self.principle or self.principle.slug in row["principles"])
        )


def load(request=None):
    """Return a row for each council that is, or could be, a member.

    One query. What changes with the register alone is kept for it: every filter and download needs it alike.
    """
    members = kept(("councils", "members"), _open_memberships, request)
    shown = kept(("councils", "principles"), _principles_shown, request)
    councils = Council.objects.could_join().order_by("gss_code")
    columns = ("pk", "gss_code", "slug", "name", "official_name", "type", "region", "county_id")
    found = list(councils.values_list(*columns))
    # Counties are among the rows, so their codes need no join.
    codes = {values[0]: values[1] for values in found}
    rows = [
        _row(members.get(pk, NOT_A_MEMBER), shown.get(pk, {}), *values, codes.get(county_id, ""))
        for pk, *values, county_id in found
    ]
    return sorted(rows, key=lambda row: in_order(row["name"]))


def _principles_shown():
    """Return, by a council's key, the principles that its published case studies show. One query.

    Each is its slug with its number and label.
    """
    shown = defaultdict(dict)
    public = CaseStudy.objects.published().filter(council__isnull=False)
    columns = ("study__council_id", *(f"principle__{name}" for name in ("slug", "number", "short_label")))
    for council, slug, *words in CasePrinciple.objects.filter(study__in=public).values_list(*columns):
        shown[council][slug] = words
    return dict(shown)


def _open_memberships():
    """Return what a row says of each member, by its council's key. Two queries.

    A member is read once for each of its conversations, of which there are few.
    """
    said, facts = {}, defaultdict(list)
    champions, memberships = Champion.objects.open().order_by(), Membership.objects.open().order_by()
    for council, *days in champions.values_list("council_id", "confirmed_on", "stated_on"):
        facts[council].append(days)
    for council, *values in memberships.values_list(*COLUMNS):
        said[council], days = values[:5], values[4:]
        facts[council] += [days[:2], days[2:4], days[4:]]
    return {council: _membership(*values, known_on(facts[council])) for council, values in said.items()}


def _membership(joined_on, precision, source, source_url, confirmed_on, known):
    """Return what a row says of a member; ``known`` is the newest day on which its facts held."""
    since, fresh = joined(joined_on, precision), freshness(known)
    return {
        "is_member": True,
        "standing": format_html('{} <span class="fresh">{}</span>', since, fresh),
        "joined_on": joined_on,
        "joined_precision": precision,
        "confirmed_on": confirmed_on,
        "is_stale": is_stale(known),
        "source": source or "",
        "source_url": source_url or "",
    }


@lru_cache(maxsize=4096)
def _safe(text):
    """Return a text made safe for a page. The same few hundred names and addresses come again and again."""
    return escape(text)


def _row(membership, principles, gss_code, slug, name, official_name, kind, region, county):
    return {
        "gss_code": gss_code,
        "path": _safe(f"/councils/{slug}/"),
        "name": name,
        "shown_name": _safe(name),
        "official_name": official_name,
        "type": TYPE_SLUGS[kind],
        "type_label": TYPE_LABELS[kind],
        "region": region,
        "region_label": REGION_LABELS.get(region, ""),
        "county_gss_code": county,
        "principles": principles,
        **membership,
    }


def select(rows, choice):
    """Return the rows that a choice admits, in its order. ``rows`` come by name."""
    shown = [row for row in rows if choice.admits(row)]
    if choice.sort == "joined":
        return sorted(shown, key=lambda row: (not row["is_member"], row["joined_on"] or timezone.localdate()))
    if choice.sort == "":
        return sorted(shown, key=lambda row: (not row["is_member"], row["is_stale"]))
    return shown


def heading(choice, count):
    """Return the filters in words: “3 member councils in the North West that are metropolitan districts”."""
    what = "council" if choice.show_all else "member council"
    words = councils_in_words(count, REGIONS.get(choice.region, ""), choice.kind, what)
    return (
        f"{words} with a case study on {choice.principle.short_label.lower()}" if choice.principle else words
    )


def chosen(choice):
    """Return each filter in use with the address that removes it alone."""
    found = []
    if choice.region:
        found.append((REGIONS[choice.region], replace(choice, region="").address))
    if choice.type:
        found.append((TYPES[choice.type].label, replace(choice, type="").address))
    if choice.principle:
        words = f"Case study on {choice.principle.short_label.lower()}"
        found.append((words, replace(choice, principle=None).address))
    return found


def everyone(choice):
    """Return the address that shows members only, and the one that shows all, filters kept."""
    return replace(choice, show_all=False).address, replace(choice, show_all=True).address


def options(rows, choice, name, labels):
    """Return value, label, count and whether chosen, for each option of a filter."""
    counts = Counter(row[name] for row in rows if choice.admits(row, but=name))
    return [(value, label, counts[value], getattr(choice, name) == value) for value, label in labels.items()]


def principle_options(rows, choice):
    """Return the same for the principles that some case study shows, and the one that is chosen."""
    counts, labels = Counter(), {}
    for row in [row for row in rows if row["principles"]]:
        labels |= row["principles"]
        if choice.admits(row, but="principle"):
            counts.update(list(row["principles"]))
    chosen = choice.principle
    if chosen:
        labels[chosen.slug] = [chosen.number, chosen.short_label]
    slugs = sorted(labels, key=labels.get)
    return [(slug, labels[slug][1], counts[slug], bool(chosen) and slug == chosen.slug) for slug in slugs]
