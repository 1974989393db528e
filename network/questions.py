"""Questions to ask where councils differ, in our own words. They open a talk and rank nobody.

For each topic: what to ask those who have nothing on record of it, and what to ask when all
have something but not the same. ``{some}`` and ``{others}`` are names of councils.
"""

from network.words import listed

SOME = {
    "standing": "{some} joined the network. What would it take for {others} to join?",
    "endorse": "It is on record how {some} endorsed the principles. What would {others} put on record?",
    "champions": "We know who speaks up for the principles at {some}. Who does so at {others}?",
    "conversation": "A talk with the community is on record at {some}. What would one look like at {others}?",
    "assess": "{some} completed a self-assessment. What would help {others} to do the same?",
    "case": "There is an example from {some}. What is done here by {others}, and who could tell of it?",
    "level": "There is an answer from {some}. What would {others} say?",
    "place": "We know more of {some} than of {others}. What would a visitor have to know?",
}
DIFFERENT = {
    "standing": "They joined at different times. What did the later ones learn from those before them?",
    "endorse": "They endorsed the principles in different ways. What did each gain by its own?",
    "champions": "Different people speak up for the principles. What can each of them reach in the council?",
    "conversation": "Each talks with its community at its own time. What came of it?",
    "assess": "They looked at their practice at different times. What has changed since?",
    "case": "Each has examples of its own. What would have to change for them to work elsewhere?",
    "level": "They see themselves at different points here. What would each like to hear from the other?",
    "place": "The places differ. What depends on that, and what would work anywhere?",
}


def questions(topic, cells):
    """Return what to ask about one row of a comparison: at least one question wherever it differs.

    ``cells`` are pairs of a council's name and what is on record of it, as one text; nothing on
    record is an empty text. Rows that say the same of all need no question.
    """
    some = [name for name, text in cells if text]
    others = [name for name, text in cells if not text]
    asked = []
    if some and others:
        asked.append(SOME[topic].format(some=listed(some), others=listed(others)))
    if len({text for _, text in cells if text}) > 1:
        asked.append(DIFFERENT[topic])
    return asked
