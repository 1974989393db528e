"""What a council's page says, as a JSON document: each fact with its source and its day."""

from django.conf import settings

from network.exports.files import how_to_read
from network.words import heading


def _day(day):
    return day.isoformat() if day else None


def profile_document(page):
    """Return what a council's page says, each fact with its source and the day it was last checked."""
    council = page.council
    return {
        **how_to_read(heading(council), council.get_absolute_url()),
        "gss_code": council.gss_code,
        "name": council.name,
        "official_name": council.official_name,
        "type": council.get_type_display(),
        "region": council.get_region_display() or None,
        "website": council.website or None,
        "page": f"{settings.SITE_ORIGIN}{council.get_absolute_url()}",
        "population": council.population,
        "population_year": council.population_year,
        "started_on": _day(council.started_on),
        "ended_on": _day(council.ended_on),
        "replaced_by": [row.successor.gss_code for row in page.succeeded_by],
        "took_over_from": [row.predecessor.gss_code for row in page.succeeded],
        "member": page.membership is not None,
        "memberships": [_membership(row) for row in page.memberships],
        "promises": [_promise(promise) for promise in page.promises],
        "self_assessments": [result_document(result) for result in page.results],
        "community_organisations": [
            {"name": row.name, "page": f"{settings.SITE_ORIGIN}{row.get_absolute_url()}"}
            for row in page.organisations
        ],
        "all_community_organisations": f"{settings.SITE_ORIGIN}/organisations.json?council={council.slug}",
        "connections": [_connection(line) for line in page.lines],
        "history": [
            {"on": _day(event.on), "text": event.text, **fact(event.fact)} for event in page.timeline
        ],
    }


def _membership(row):
    return {
        "joined_on": _day(row.joined_on),
        "joined_precision": row.joined_precision,
        "ended_on": _day(row.ended_on),
        **fact(row),
    }


def _promise(promise):
    lines = [{"text": line.text, "link": line.link or None, **fact(line.fact)} for line in promise.lines]
    return {"promise": promise.title, "recorded": bool(lines), "lines": lines}


def _connection(line):
    return {
        "how": line.words,
        "with": line.name,
        "what_for": line.detail or None,
        "who_says_so": line.says,
        **fact(line.fact),
    }


def fact(row):
    """Return where a fact comes from, or nothing for what the portal itself knows."""
    source = getattr(row, "source", None)
    if source is None:
        return {}
    return {
        "source": f"{source.title}, {source.publisher}",
        "source_link": source.url or None,
        "our_reading": row.is_our_reading,
        "last_checked_on": _day(row.confirmed_on),
    }


def _priority(one):
    return {
        "key": one.key,
        "statement": one.text,
        "aim": one.aim or None,
        "in_its_own_words": one.words or None,
        "actions": [
            {
                "what": action.what,
                "owner_role": action.owner_role,
                "by_when": _day(action.by_when),
                "what_change_will_show": action.change,
                "help_needed": action.help_needed or None,
            }
            for action in one.actions
        ],
        "why_no_action": one.no_action or None,
    }


def result_document(result):
    """Return a self-assessment as words; the standard line goes wherever it goes."""
    return {
        "title": result.cycle_title,
        "signed_on": _day(result.signed_on),
        "standard_line": result.standard_line,
        "questions": f"{settings.SITE_ORIGIN}{result.question_set.get_absolute_url()}",
        "statements": [
            {"key": row.key, "statement": row.text, "level": row.label or None, "basis": row.basis or None}
            for _, rows in result.principles
            for row in rows
            if row.shows_anything
        ],
        "priorities": [_priority(one) for one in result.priorities] if result.shares_plans else None,
    }
