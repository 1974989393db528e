"""What the map shows, in words: nothing is only in the picture."""

from collections import Counter

from councils.models import Region
from network.words import councils_in_words, listed, opening, place_in_words, region_in_words

REGIONS = dict(Region.choices)


def where_members_are(members):
    """Return in which regions these members are, most first, and which have none."""
    count = Counter(place.region for place in members if place.region)
    if not count:
        return ""
    most = sorted(count, key=lambda region: (-count[region], REGIONS[region]))
    said = [f"{count[region]} in {_in_words(region)}" for region in most]
    said[0] = said[0].replace(" in ", " is in " if count[most[0]] == 1 else " are in ", 1)
    none = [_in_words(region) for region in REGIONS if region not in count]
    rest = f" {opening(listed(none))} {'has' if len(none) == 1 else 'have'} none yet." if none else ""
    return f"Of the {len(members)} members on the map, {listed(said)}.{rest}"


def what_is_strong(chosen, members, region, kind):
    """Return which councils the filters leave, and how many of them are members."""
    if not chosen:
        return "No council fits these filters, so all are drawn faintly."
    if len(chosen) == 1:
        are = f"It is {'' if members else 'not '}a member"
    else:
        are = f"{len(members) or 'None'} of them {'are members' if len(members) > 1 else 'is a member'}"
    which = councils_in_words(len(chosen), REGIONS.get(region, ""), kind)
    return f"Drawn strongly: {which}. {are}. All others are faint."


def not_on_the_map(names):
    """Return which members have no square, as nobody has entered where they are or laid the map since."""
    if not names:
        return ""
    return f"{listed(names)} {'has' if len(names) == 1 else 'have'} no square on the map yet."


def where_it_is(place, county):
    """Return where on the map a council is; ``county`` is the place of its county, or None."""
    name = opening(place_in_words(place.name))
    region = f" in {_in_words(place.region)}" if place.region else ""
    if place.is_county:
        count = len(place.cells)
        return f"{name} is the heavy outline{region}, around {count} district{'' if count == 1 else 's'}."
    inside = f", inside the outline of {place_in_words(county.name)}" if county else ""
    return f"{name} is the filled square{region}{inside}."


def _in_words(region):
    return region_in_words(REGIONS[region])
