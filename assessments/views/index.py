"""What needs you: the councils a person acts for, each with its next step."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.models import Assessment, Event, Kind
from assessments.permissions import is_reviewer, visible_assessments
from assessments.workflow import CAME_BACK, MOVES, UNFINISHED, State
from councils.models import Council, CouncilRole

LEAD, CONTRIBUTOR, SIGNER = CouncilRole.Kind.LEAD, CouncilRole.Kind.CONTRIBUTOR, CouncilRole.Kind.SIGNER

# Per state: who is asked to move, what is said to them, the words of their link, and the page behind it.
YOURS = {
    State.NOT_STARTED: ((LEAD, CONTRIBUTOR), "The questions are open. Nothing is saved yet.", "Start", ""),
    State.IN_PROGRESS: ((LEAD, CONTRIBUTOR), "Answer what is left, check it and send it.", "Carry on", ""),
    State.AWAITING_SIGN_OFF: ((SIGNER,), "It waits for you to read and sign it.", "Read and sign", "sign/"),
    State.CLARIFICATION: ((LEAD,), "Locality has questions about it.", "Read and reply", "clarification/"),
    State.CONFIRMATION: ((SIGNER,), "A changed answer waits for you.", "See what changed", "confirm/"),
}
SENT_BACK = "It came back with a reason. Read it, change what is needed and send it again."
WITHDRAW = ("A lead officer asked to withdraw it. You decide.", "See what that means, and decide")
# Per state: what is said to everybody else, and the words of their link.
THEIRS = {
    State.NOT_STARTED: ("Your colleagues have not started yet.", "Look at it"),
    State.IN_PROGRESS: ("Your colleagues are writing the answers.", "Look at it"),
    State.AWAITING_SIGN_OFF: ("It waits for the sign-off officer.", "See how it stands"),
    State.SUBMITTED: ("It is signed. Locality is reading it.", "See the confirmation"),
    State.CLARIFICATION: ("Locality has questions. A lead officer replies.", "See the questions"),
    State.CONFIRMATION: ("A changed answer waits for the sign-off officer.", "See how it stands"),
    State.WITHDRAWN: ("Your council has withdrawn it.", "Look at it"),
    State.MERGED: ("It was closed when the council was abolished.", "Look at it"),
    State.COMPLETE: ("It is complete. What you chose to share can be read.", "See what was signed"),
    State.NOT_SHARED: ("It was not finished in time. Everything that was saved is kept.", "Look at it"),
}


@dataclass
class Card:
    """One council, the roles a person has there, and its self-assessments, newest first."""

    council: Council
    roles: list[str]
    kinds: set[str]
    assessments: list[Assessment]

    @property
    def current(self):
        """The newest self-assessment, if there is one."""
        return self.assessments[0] if self.assessments else None

    @property
    def earlier(self):
        """All but the newest."""
        return self.assessments[1:]

    @property
    def may_withdraw(self):
        """Whether a lead officer asked to withdraw it, which this person decides."""
        one = self.current
        asked = one is not None and one.withdrawal_asked_at is not None and one.may_be_withdrawn
        return asked and SIGNER in self.kinds

    @property
    def needs_you(self):
        """Whether the next move is this person's."""
        if self.may_withdraw:
            return True
        if self.current is None or (self.current.state in UNFINISHED and not self.current.in_time):
            return False
        return self.current.state in YOURS and bool(self.kinds & set(YOURS[self.current.state][0]))

    @property
    def step(self):
        """What to say, the words of the link, and its address."""
        path = self.current.get_absolute_url()
        if self.may_withdraw:
            return (*WITHDRAW, f"{path}withdraw/")
        if self.needs_you:
            _, sentence, words, page = YOURS[self.current.state]
            return SENT_BACK if self.current.last_move in CAME_BACK else sentence, words, path + page
        if self.current.state in UNFINISHED and not self.current.in_time:
            return "It is closed. Everything that was saved is kept.", "Look at it", path
        sentence, words = THEIRS[self.current.state]
        signed = self.current.state in (State.SUBMITTED, State.COMPLETE)
        return sentence, words, f"{path}confirmation/" if signed else path


@require_safe
def index(request):
    """A card for each council, those that need the reader first."""
    cards = sorted(_cards(request.user), key=lambda card: (not card.needs_you, card.council.name))
    reviews = is_reviewer(request.user)
    waiting = Assessment.objects.waiting_for_review().count() if reviews else 0
    return _draw(request, cards, {"reviews": reviews, "waiting": waiting})


@require_safe
def council(request, council):
    """The card of one council: where somebody with several goes to act for this one."""
    cards = [card for card in _cards(request.user) if card.council.slug == council]
    if not cards:
        raise Http404
    return _draw(request, cards, {"one": cards[0].council})


def _draw(request, cards, context):
    context |= {"cards": cards, "needs": sum(card.needs_you for card in cards)}
    if len(cards) == 1:
        context["acting_council"] = cards[0].council.official_name
    return render(request, "assessments/index.html", context)


def _cards(user):
    """Two queries: the roles with their councils, and all self-assessments of these."""
    cards = {}
    for role in CouncilRole.objects.of(user).select_related("council"):
        card = cards.setdefault(role.council_id, Card(role.council, [], set(), []))
        card.roles.append(role.get_kind_display())
        card.kinds.add(role.kind)
    answered = Count("answers", filter=~Q(answers__kind=Kind.DO_NOT_KNOW))
    moves = Event.objects.filter(assessment=OuterRef("pk"), move__in=MOVES).order_by("-at", "-pk")
    rows = visible_assessments(user).annotate(answered=answered, last_move=Subquery(moves.values("move")[:1]))
    # Said here, because counting makes Django forget the order that the model has.
    for assessment in rows.order_by("-cycle__opens_on", "-cycle", "-revision"):
        shown = cards[assessment.council_id].assessments
        # Of what was opened again only the newest: its page leads to the ones before.
        if not shown or shown[-1].cycle_id != assessment.cycle_id:
            shown.append(assessment)
    return cards.values()
