"""Which accepted self-assessments a reader finds, newest first, and how much of each is read.

Of many years a page shows the newest and says that the others are there: its cost does not grow with them.
"""

from types import SimpleNamespace

from django.db.models import F, prefetch_related_objects

from assessments.models import Audience, Item, SharingChoice, Snapshot
from assessments.movement import moved_since
from assessments.results import cut_down, live_content, signed_in_short, signed_result
from assessments.workflow import SIGNED_STATES
from principles.places import read_changes
from principles.published import asked

# The newest, and the one before it to compare with.
WHOLE = 2
# What a page says of them; the other columns would be a third of the time that reading takes.
SAID_OF_SIGNED = [
    *("sha256", "signature__role", "signature__in_place_of_role", "signature__signed_at"),
    *(f"assessment__champion_sentence__{name}" for name in ("text", "said_at", "taken_down_at", "is_hidden")),
    *(f"assessment__{name}" for name in ("council", "completed_at", "cycle__title")),
    *(f"assessment__cycle__question_set__{name}" for name in ("title", "version", "minor")),
]


def public_results(council, *, whole=WHOLE):
    """Return what everyone may see of a council's accepted self-assessments, newest first.

    What the ``whole`` newest say is read (None for all of them); of earlier ones which and when.
    """
    return public_results_of([council], whole=whole)[council.pk]


def public_results_of(councils, *, whole=WHOLE):
    """Return the same for several councils, by their keys, in as many queries as for one."""
    return _results(councils, Snapshot.objects.published(), Audience.PUBLIC, whole)


def network_results(council):
    """Return what a council shares with the network: for readers whom ``visible_to`` allows it."""
    return _results([council], Snapshot.objects.published(), Audience.NETWORK)[council.pk]


def result_of(council, cycle, audience):
    """Return what an audience may see of one cycle, by its key, compared with the year before; or None."""
    day = Snapshot.objects.published().filter(assessment__council=council, assessment__cycle=cycle)
    opened = day.values_list("assessment__cycle__opens_on", flat=True).first()
    if opened is None:
        return None
    until = Snapshot.objects.published().filter(assessment__cycle__opens_on__lte=opened)
    results = _results([council], until, audience)[council.pk]
    return next((result for result in results if result.cycle == cycle), None)


def shared_with_network():
    """Return, by council, the title of its newest accepted self-assessment and the items shared of it.

    Two queries; nothing of what anybody wrote is read.
    """
    newest = {}
    rows = Snapshot.objects.published().order_by("assessment__cycle__opens_on", "pk")
    columns = ("assessment__council", "assessment__cycle__title", "assessment")
    for council, title, assessment in rows.values_list(*columns):
        newest[council] = title, assessment
    chosen = SharingChoice.objects.filter(audience__gte=Audience.NETWORK, audience__lte=F("ceiling"))
    shared = set(chosen.values_list("assessment", "item"))
    return {
        council: (title, [item for item in Item if (assessment, item.value) in shared])
        for council, (title, assessment) in newest.items()
    }


def standing_results(council, audience):
    """Return what an audience sees, or will see once what waits is accepted. For a reviewer's preview."""
    return _results([council], Snapshot.objects.standing(), audience)[council.pk]


def preview_result(assessment):
    """Return what everyone will see, by the sharing chosen so far.

    Before signing it is made from the live answers, afterwards from what was signed; the
    public page's own template draws it.
    """
    snapshot = assessment.snapshots.select_related("signature").last()
    if snapshot is not None and assessment.state in SIGNED_STATES:
        snapshot.assessment = assessment
        result = signed_result(snapshot, Audience.PUBLIC)
    else:
        choices = {(row.item, row.scope): row.audience for row in assessment.sharing.all()}
        result = cut_down(assessment, live_content(assessment), choices, Audience.PUBLIC)
    others = [one for one in public_results(assessment.council) if one.cycle != result.cycle]
    return moved_since(result, others[0] if others else None, {})


def _results(councils, snapshots, audience, whole=WHOLE):
    rows = _by_council(councils, snapshots)
    newest = [snapshot for found in rows.values() for snapshot in found[:whole]]
    _read_what_they_say(newest)
    said, known_between = {snapshot.pk for snapshot in newest}, {}
    results = {
        pk: [signed_result(one, audience) if one.pk in said else signed_in_short(one) for one in found]
        for pk, found in rows.items()
    }
    for found in results.values():
        if found:
            found[0] = moved_since(found[0], found[1] if found[1:] else None, known_between)
    return results


def _by_council(councils, snapshots):
    """Return the snapshots of each council, newest first, without what they say. One query."""
    known, rows = {council.pk: council for council in councils}, {council.pk: [] for council in councils}
    found = (
        snapshots.filter(assessment__council__in=councils)
        .select_related("signature", "assessment__cycle__question_set", "assessment__champion_sentence")
        .only(*SAID_OF_SIGNED)
        .order_by("-assessment__cycle__opens_on", "-pk")
    )
    for snapshot in found:
        # Read already: asking for its many columns again would take a fifth of this page's time.
        snapshot.assessment.council = known[snapshot.assessment.council_id]
        rows[snapshot.assessment.council_id].append(snapshot)
    return rows


def _read_what_they_say(snapshots):
    """Read what was signed, what is shared of it, and what was asked: four queries, or none."""
    if not snapshots:
        return
    contents = dict(
        Snapshot.objects.filter(pk__in=[one.pk for one in snapshots]).values_list("pk", "content")
    )
    prefetch_related_objects([one.assessment for one in snapshots], "sharing")
    question_sets = [one.assessment.cycle.question_set for one in snapshots]
    read_changes(question_sets)
    moment = SimpleNamespace()
    statements = {pk: asked(pk, moment) for pk in {one.pk for one in question_sets}}
    for snapshot in snapshots:
        snapshot.content = contents[snapshot.pk]
    for question_set in question_sets:
        question_set.asked = statements[question_set.pk]
