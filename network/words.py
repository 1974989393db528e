"""How the pages say things: councils in a sentence, places, distances, lists."""

from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from councils.models import CouncilType, Membership
from councils.names import heading as heading
from councils.names import opening as opening
from councils.names import place_in_words as place_in_words
from councils.names import spoken as spoken

ONE = {
    CouncilType.METROPOLITAN: "a metropolitan district",
    CouncilType.UNITARY: "a unitary authority",
    CouncilType.LONDON_BOROUGH: "a London borough",
    CouncilType.CITY_OF_LONDON: "the City of London",
    CouncilType.COUNTY: "a county council",
    CouncilType.DISTRICT: "a district council",
}
MANY = {
    CouncilType.METROPOLITAN: "metropolitan districts",
    CouncilType.UNITARY: "unitary authorities",
    CouncilType.LONDON_BOROUGH: "London boroughs",
    CouncilType.CITY_OF_LONDON: "the City of London",
    CouncilType.COUNTY: "county councils",
    CouncilType.DISTRICT: "district councils",
}
WITH_ARTICLE = ("East ", "North ", "South ", "West ")
KM_PER_MILE = 1.609344


@lru_cache(maxsize=1_000)
def joined(joined_on, precision):
    """Return “March 2020” or “By 2022”, for the right-hand side of a list."""
    return f"By {joined_on.year}" if precision == Membership.Precision.BY else date_format(joined_on, "F Y")


def councils_in_words(count, region="", kind="", what="council"):
    """Return “3 councils in the North West that are metropolitan districts”; ``region`` is its label."""
    words = f"{count or 'No'} {what}{'' if count == 1 else 's'}"
    if region:
        words += f" in {region_in_words(region)}"
    if kind:
        words += f" that is {ONE[kind]}" if count == 1 else f" that are {MANY[kind]}"
    return words


def region_in_words(label):
    """Return “the North West”, “London”, “Yorkshire and The Humber”."""
    return f"the {label}" if label.startswith(WITH_ARTICLE) else label


def distance(km):
    """Return “about 20 miles (32 km) away”; whole figures, as the points are middles of areas."""
    miles = max(1, round(km / KM_PER_MILE))
    return f"about {miles} mile{'' if miles == 1 else 's'} ({max(1, round(km))} km) away"


def listed(words):
    """Return “a”, “a and b” or “a, b and c”."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def citation(title, path):
    """Return a ready citation of a page, with the day it was read."""
    read = date_format(timezone.localdate(), "j F Y")
    return f"Keep it Local, “{title}”, {settings.SITE_ORIGIN}{path}, read on {read}."
