"""The list of community organisations: what to look for and filter by, read from the address of the page.

The database counts and sorts, and a page reads its own 50 rows, so that a list of
thousands costs no more than a short one.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, When
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.http import urlencode

from councils.models import Council
from councils.search import in_order
from network.words import place_in_words
from organisations.models import Connection, Function, Organisation, OrganisationFunction, Service
from organisations.search import Finder
from organisations.synonyms import other_words, understand
from practice.models import CaseOrganisation, Topic
from records.freshness import fresh

PARAMS = ("q", "council", "function", "topic", "page")
ROWS_A_PAGE = 50
LONGEST_ROW = 180
FEW = 500
# An empty cell could be read as "nowhere" or "nothing".
UNKNOWN = "Not recorded yet"
COLUMNS = ("short_id", "name", "place", "what_it_does", "council__name")
FUNCTIONS = dict(Function.choices)
# What one does, and what several do, to end a heading with.
THAT = {
    Function.CONNECTOR: ("connects people to help", "connect people to help"),
    Function.CONVENER: ("brings people together and speaks up", "bring people together and speak up"),
    Function.PROVIDER: ("runs services", "run services"),
    Function.ASSET_HOLDER: ("looks after buildings or land", "look after buildings or land"),
    Function.ENABLER: ("helps other groups to start and grow", "help other groups to start and grow"),
    Function.EMPLOYER: ("employs and buys locally", "employ and buy locally"),
    Function.FIRST_RESPONSE: ("is there first in a crisis", "are there first in a crisis"),
}


@dataclass(frozen=True)
class Choice:
    """What a reader asked to see. Anything that is not on offer counts as not asked."""

    text: str = ""
    council: Council | None = None
    function: str = ""
    topic: Topic | None = None

    @classmethod
    def read(cls, query):
        text, council, function, topic = (query.get(name, "") for name in PARAMS[:4])
        return cls(
            text=" ".join(text.split()) if understand(text) else "",
            council=Council.objects.filter(slug=council).first() if council else None,
            function=function if function in FUNCTIONS else "",
            topic=Topic.objects.filter(slug=topic).first() if topic else None,
        )

    @property
    def given(self):
        """Return what goes into an address, by its name there."""
        slugs = {name: chosen.slug if chosen else "" for name, chosen in self._rows}
        given = {"q": self.text, "council": slugs["council"], "function": self.function}
        given["topic"] = slugs["topic"]
        return {name: value for name, value in given.items() if value}

    @property
    def _rows(self):
        return (("council", self.council), ("topic", self.topic))

    @property
    def query(self):
        """The part of the address after the question mark, the same for the same choice."""
        return urlencode(self.given)

    @property
    def fields(self):
        """The same, for what adds the number of a page to it."""
        return QueryDict(self.query)

    @property
    def address(self):
        return f"/organisations/?{self.query}" if self.query else "/organisations/"

    @property
    def other_words(self):
        """Return what is looked for besides the typed words."""
        return other_words(understand(self.text))

    @cached_property
    def _found(self):
        """Return the condition of the search, looked for once if it finds few, as five questions ask it."""
        says = Finder.read().condition(understand(self.text))
        keys = list(Organisation.objects.published().filter(says).values_list("pk", flat=True)[: FEW + 1])
        return says if len(keys) > FEW else Q(pk__in=keys)

    def organisations(self, but=""):
        """Return the organisations that this choice admits, leaving out the filter named by ``but``."""
        found = Organisation.objects.published()
        if self.text:
            found = found.filter(self._found)
        if self.council and but != "council":
            found = found.of_area(self.council)
        if self.function and but != "function":
            found = found.filter(functions__function=self.function)
        if self.topic and but != "topic":
            studies = CaseOrganisation.objects.filter(study__state="published", study__topics=self.topic)
            found = found.filter(pk__in=studies.values("organisation"))
        return found


def in_list_order(found):
    """Sort by name; the search text begins with it, without case and accents. What is old comes last.

    Old is what its page calls “not confirmed”: neither it nor a service or connection was checked.
    """
    services = Service.objects.filter(fresh(), organisation=OuterRef("pk"))
    lines = Connection.objects.published().filter(fresh())
    at_either_end = Q(Exists(lines.filter(from_organisation=OuterRef("pk"))))
    at_either_end |= Q(Exists(lines.filter(to_organisation=OuterRef("pk"))))
    known = fresh() | Q(Exists(services)) | at_either_end
    old = Case(When(known, then=False), default=True, output_field=BooleanField())
    return found.annotate(is_old=old).order_by("is_old", "search_text", "pk")


def page_of(choice, number):
    """Return one page of the list with its rows ready to show. Three queries."""
    found = in_list_order(choice.organisations()).select_related("council").only(*COLUMNS)
    page = Paginator(found, ROWS_A_PAGE).get_page(number)
    rows = list(page.object_list)
    there_for = defaultdict(list)
    functions = OrganisationFunction.objects.filter(organisation__in=[one.pk for one in rows])
    for pk, function in functions.values_list("organisation_id", "function"):
        there_for[pk].append(FUNCTIONS[function])
    page.object_list = [_row(one, there_for[one.pk]) for one in rows]
    return page


def _row(one, functions):
    where = [one.place, one.council.name if one.council else ""]
    return {
        "path": escape(one.get_absolute_url()),
        "name": one.name,
        "does": _beginning(one.what_it_does),
        "where": ", ".join(part for part in where if part) or UNKNOWN,
        "is_old": one.is_old,
        "functions": "; ".join(functions) or UNKNOWN,
    }


def _beginning(text):
    """Return as many whole words as have room in a row."""
    text = text[: LONGEST_ROW + 200]
    if len(text) <= LONGEST_ROW:
        return text
    return f"{text[:LONGEST_ROW].rsplit(None, 1)[0]} …"


def heading(choice, count):
    """Return the filters in words: “12 community organisations in Calderdale that run services”."""
    words = f"{count or 'No':,}" if count else "No"
    words += " community organisation" if count == 1 else " community organisations"
    if choice.council:
        words += f" in {place_in_words(choice.council.name)}"
    if choice.function:
        words += f" that {THAT[choice.function][count != 1]}"
    if choice.topic:
        words += f" with a case study on {choice.topic.name[:1].lower()}{choice.topic.name[1:]}"
    if choice.text:
        words += f" for “{choice.text}”"
    return words


def chosen(choice):
    """Return each filter in use with the address that removes it alone."""
    used = (
        ("text", choice.text and f"“{choice.text}”", ""),
        ("council", choice.council and choice.council.name, None),
        ("function", choice.function and FUNCTIONS[choice.function], ""),
        ("topic", choice.topic and choice.topic.name, None),
    )
    return [(words, replace(choice, **{name: empty}).address) for name, words, empty in used if words]


# --- Options of the filters: value, label, count and whether chosen ------------------------


def council_options(choice):
    """Return the councils with organisations, and counties over their districts."""
    county = ("council__county__slug", "council__county__name")
    placed = choice.organisations(but="council").filter(council__isnull=False)
    groups = placed.order_by().values_list("council__slug", "council__name", *county)
    counts, names = Counter(), {}
    for slug, name, county_slug, county_name, count in groups.annotate(Count("pk")):
        counts[slug] += count
        names[slug] = names.get(slug, name)
        if county_slug:
            counts[county_slug] += count
            names[county_slug] = f"{county_name} (county)"
    wanted = choice.council.slug if choice.council else ""
    if choice.council:
        names.setdefault(wanted, choice.council.name)
    rows = sorted(names.items(), key=lambda item: in_order(item[1]))
    return [(slug, name, counts[slug], slug == wanted) for slug, name in rows]


def function_options(choice):
    """Return the seven functions."""
    found = choice.organisations(but="function").order_by().values_list("functions__function")
    counts = dict(found.annotate(Count("pk")))
    return [
        (value, label, counts.get(value, 0), choice.function == value) for value, label in FUNCTIONS.items()
    ]


def topic_options(choice):
    """Return the topics of published case studies in which one of the organisations took part."""
    columns = ("study_rows__study__topics__slug", "study_rows__study__topics__name")
    # Asked in one: both must be true of the same case study.
    published = {"study_rows__study__state": "published", "study_rows__study__topics__isnull": False}
    found = choice.organisations(but="topic").filter(**published).order_by(*columns[::-1])
    counted = found.values_list(*columns).annotate(Count("pk", distinct=True))
    counts = {slug: (name, count) for slug, name, count in counted}
    wanted = choice.topic.slug if choice.topic else ""
    if choice.topic:
        counts.setdefault(wanted, (choice.topic.name, 0))
    return [(slug, name, count, slug == wanted) for slug, (name, count) in counts.items()]
