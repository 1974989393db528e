"""One box for councils, principles, case studies and organisations: grouped answers, each with its reason."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import prefetch_related_objects
from django.utils.http import urlencode
from django.utils.text import Truncator

import councils.search
import organisations.search
import practice.search
from councils.models import Membership
from network.cases import age
from network.promises import day_words
from network.words import heading, listed
from organisations.models import Organisation
from organisations.names import searchable
from organisations.synonyms import other_words, typed_alone, typed_first, understand
from practice.models import CaseStudy
from principles.models import Principle, PrincipleNote

MOST = 5
WORDS_SHOWN = 30
STUDY_COLUMNS = ("slug", "title", "summary", "year", "search_text", "council__name", "service_area__name")
ORGANISATION_COLUMNS = ("short_id", "name", "place", "what_it_does", "search_text", "council__name")


@dataclass(frozen=True)
class Hit:
    """One answer: where it leads, what it is, one line about it, and what stands beside it in small."""

    path: str
    title: str
    about: str = ""
    notes: list = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Answers of one kind. If there are others, ``more`` says so and a link leads to them all."""

    anchor: str
    title: str
    hits: list
    more: str = ""
    link: str = ""
    address: str = ""


@dataclass(frozen=True)
class Results:
    """What a search led to: groups with answers, or what else to try."""

    typed: str
    groups: list
    also: str = ""
    guesses: list = field(default_factory=list)
    is_postcode: bool = False


def search(typed):
    """Return the answers to what somebody typed. At most sixteen queries, however much there is."""
    matches, pieces = councils.search.find(typed, most=MOST), understand(typed)
    groups = [_councils(matches)]
    if pieces:
        studies = practice.search.Finder.read()
        called = organisations.search.Finder(studies.councils)
        groups += [_principles(pieces), _studies(typed, pieces, studies)]
        groups += [_organisations(typed, pieces, called)]
    return Results(
        typed,
        [group for group in groups if group.hits],
        listed(words) if (words := other_words(pieces)) else "",
        matches.guesses,
        councils.search.looks_like_postcode(typed),
    )


@lru_cache(maxsize=1_000)
def _searchable(text):
    """Return a short text as the search compares it. The same few hundred come again and again."""
    return searchable(text)


# --- Councils ---------------------------------------------------------------------


def _councils(matches):
    more = f"{matches.more} more match. Type more of the name, or" if matches.more else ""
    memberships = Membership.objects.open().filter(council__in=matches.councils)
    members = {row.council_id: row for row in memberships} if matches else {}
    hits = [_council(council, members.get(council.pk)) for council in matches.councils]
    return Group("councils", "Councils", hits, more, "look through every council", "/councils/?show=all")


def _council(council, membership):
    if council.is_former:
        standing = f"Ended on {day_words(council.ended_on)}"
    else:
        standing = f"Member {membership.since}" if membership else "Not a member"
    notes = [standing, council.get_type_display(), council.get_region_display()]
    return Hit(council.get_absolute_url(), heading(council), notes=list(filter(None, notes)))


# --- Principles -------------------------------------------------------------------


def _principles(pieces):
    """Look through the six here: their names, what they mean and what councils do under them."""
    notes = defaultdict(list)
    for principle, text in PrincipleNote.objects.values_list("principle_id", "text"):
        notes[principle].append(text)
    hits = []
    for principle in Principle.objects.all():
        texts = [principle.meaning, principle.why, *notes[principle.pk]]
        says = " ".join(map(_searchable, [principle.name, principle.short_label, *texts]))
        if _says(says, pieces):
            # The first of the best, so what it means where no other line says more.
            line = max(texts, key=lambda text: sum(piece.is_in(_searchable(text)) for piece in pieces))
            path = principle.get_absolute_url()
            hits.append(Hit(path, str(principle), line, _otherwise(says, pieces)))
    return Group("principles", "Principles", hits)


def _says(text, pieces):
    return all(piece.is_in(text) for piece in pieces)


def _says_any(text, pieces):
    return any(piece.is_in(_searchable(text)) for piece in pieces)


def _otherwise(text, pieces):
    """Return the other words by which a searchable text was found, where it does not say those typed."""
    missed = [piece for piece in pieces if not piece.alone().is_in(text)]
    words = (next((word for word in piece.same if word.is_in(text)), None) for piece in missed)
    return [f"Found by “{word.whole}”" for word in words if word]


# --- Case studies -----------------------------------------------------------------


def _studies(typed, pieces, finder):
    condition = finder.condition
    found = CaseStudy.objects.published().filter(condition(pieces)).select_related("council", "service_area")
    ordered = found.order_by(*typed_first(condition, pieces), "-year", "title", "pk")
    rows = ordered.only(*STUDY_COLUMNS)[: MOST + 1]
    hidden = [row for row in rows if not _says(_shown(row), typed_alone(pieces))]
    prefetch_related_objects(hidden, "topics")
    hits = [_study(row, _why(row, pieces) if row in hidden else []) for row in rows]
    return _group("case-studies", "Case studies", typed, hits)


def _study(row, why):
    place = [row.council.name] if row.council else []
    return Hit(row.get_absolute_url(), row.title, row.summary, [*place, age(row.year), *why])


def _shown(row):
    return searchable(row.title, row.summary, row.council.name if row.council else "")


def _why(row, pieces):
    """Return by what a study was found that its title, summary and place do not say."""
    filed = [topic.name for topic in row.topics.all()]
    filed += [row.service_area.name] if row.service_area else []
    why = _otherwise(_shown(row) + row.search_text, pieces)
    why += [f"Filed under {name}" for name in filed if _says_any(name, pieces)]
    return why or ["Further down its page"]


# --- Organisations ----------------------------------------------------------------


def _organisations(typed, pieces, finder):
    condition = finder.condition
    found = Organisation.objects.published().filter(condition(pieces)).select_related("council")
    ordered = found.order_by(*typed_first(condition, pieces), "search_text", "pk")
    rows = ordered.only(*ORGANISATION_COLUMNS)[: MOST + 1]
    hidden = [row for row in rows if not _says(_said(row), typed_alone(pieces))]
    prefetch_related_objects(hidden, "other_names")
    hits = [_organisation(row, _names(row, pieces) if row in hidden else []) for row in rows]
    return _group("organisations", "Community organisations", typed, hits)


def _said(row):
    return row.search_text + searchable(row.council.name if row.council else "")


def _organisation(row, why):
    places = dict.fromkeys(filter(None, [row.place, row.council.name if row.council else ""]))
    about = Truncator(row.what_it_does).words(WORDS_SHOWN, truncate=" …")
    return Hit(row.get_absolute_url(), row.name, about, [*places, *why])


def _names(row, pieces):
    """Return by what an organisation was found that its own text does not say."""
    names = [other.name for other in row.other_names.all() if _says_any(other.name, pieces)]
    return _otherwise(_said(row), pieces) + [f"Also called {name}" for name in names]


def _group(anchor, title, typed, hits):
    """Return a group of the first answers; one too many says that there are more."""
    more = f"These are {MOST} of them." if len(hits) > MOST else ""
    address = f"/{anchor}/?{urlencode({'q': typed})}"
    return Group(anchor, title, hits[:MOST], more, f"See all {title.lower()} that match", address)
