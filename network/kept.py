"""A council's facts in the words of its page, one by one, for those who are asked whether they are right."""

from dataclasses import dataclass

from network.promises import champion_line, conversation_words, day_words, endorsement_words
from network.words import opening

TITLES = {
    "membership": "Member of the network",
    "endorsement": "Principles endorsed",
    "communityconversation": "Conversation with the community",
}


@dataclass(frozen=True)
class Shown:
    """A fact as the public reads it; ``right`` says whether its box is ticked."""

    key: str
    fact: object
    text: str
    more: tuple = ()
    right: bool = True

    @property
    def value(self):
        """What the box sends: which fact, and what it said when it was shown."""
        return f"{self.key}:{self.fact.version}"

    @property
    def sentence(self):
        return ". ".join((self.text, *self.more))


def shown(facts, ticked=None):
    """Return each fact of ``councils.actions.facts_of`` as its page shows it; all ticked, or those named."""
    rows = []
    for key, fact in facts.items():
        text, more = _words(fact)
        right = ticked is None or f"{key}:{fact.version}" in ticked
        rows.append(Shown(key, fact, text, tuple(filter(None, more)), right))
    return rows


def confirmed(facts, since):
    """Return the boxes of the facts that were checked on that day or later."""
    return {
        f"{key}:{row.version}" for key, row in facts.items() if row.confirmed_on and row.confirmed_on >= since
    }


def seen(values):
    """Return ``{key: version}`` of the boxes that were ticked; what is no box of ours matches no fact."""
    return dict(value.rpartition(":")[::2] for value in values)


def _words(fact):
    model = fact._meta.model_name
    return _OF[model](fact)


def _membership(fact):
    return f"{TITLES['membership']} {fact.since}", (fact.joined_note,)


def _endorsement(fact):
    signed = ", ".join(signatory.role for signatory in fact.signatories.all())
    return f"{TITLES['endorsement']}: {endorsement_words(fact)}", (f"By: {signed}" if signed else "",)


def _champion(fact):
    line = champion_line(fact).text
    since = f"Since {day_words(fact.from_on)}" if fact.from_on and not fact.being_appointed else ""
    return line, (fact.person.name if fact.person else "", since, fact.note)


def _conversation(fact):
    parts = {
        "Who took part": fact.who_took_part,
        "What was agreed": fact.what_was_agreed,
        "What happened next": fact.what_happened_next,
    }
    said = tuple(f"{title}: {text}" for title, text in parts.items() if text)
    return f"{TITLES['communityconversation']}: {opening(conversation_words(fact))}", said


_OF = {
    "membership": _membership,
    "endorsement": _endorsement,
    "champion": _champion,
    "communityconversation": _conversation,
}
