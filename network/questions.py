"""Questions to ask where councils differ, in our own words. They open a talk and rank nobody.

For each topic: what to ask those who have nothing on record of it, and what to ask when all
have something but not the same. ``{some}`` and ``{others}`` are names of councils. Examples have
a question for each principle, and the self-assessment one for each statement.
"""

from assessments.openers import opener
from network.words import listed

SOME = {
    "standing": "{some} joined the network. What would it take for {others} to join?",
    "endorse": "There is a record of endorsing the principles at {some}. What would {others} record?",
    "champions": "There is a record of champions at {some}. Who speaks up for the principles at {others}?",
    "conversation": "A talk with the community is on record at {some}. What would one look like at {others}?",
    "assess": "{some} completed a self-assessment. What would help {others} to do the same?",
    "plans": "{some} says in public what comes next. What would {others} like to work on?",
    "type": "We know the type of {some}. What kind of council would you call {others}?",
    "services": "We know which services {some} runs. Which ones does {others} run?",
    "region": "We know the region of {some}. Where would you say {others} is?",
    "population": "We know how many people live in the area of {some}. How many live in that of {others}?",
    "area": "We know how large the area of {some} is. How large is that of {others}?",
    "led": "Something is on record of how {some} is led. Who takes decisions at {others}?",
}
DIFFERENT = {
    "standing": "As far as we know they joined at different times. What did each learn from those before it?",
    "endorse": "The records of endorsing the principles differ. What would each say of how it was decided?",
    "champions": "The records of their champions differ. What can somebody in each post do in the council?",
    "conversation": "Each talks with its community at its own time. What came of it?",
    "assess": "They looked at their practice at different times. What has changed since?",
    "case": "Each has examples of its own. What would have to change for them to work elsewhere?",
    "plans": "They work on different things. What made each of them start there?",
    "type": "They are different types of council. Which other councils run services in the same place?",
    "services": "They run different services. Who would have to work together to do the same thing?",
    "region": "They are in different regions. Who brings councils together in each?",
    "population": "Different numbers of people live there. What would change with fewer people or with many?",
    "area": "Their areas differ in size. How do people get to a community organisation in each?",
    "led": "They are led in different ways. Who decides in each how services are bought?",
}


# By the number of the principle that the examples show.
EXAMPLES = {
    1: "There is an example from {some}. Which services would plan together for one at {others}?",
    2: "There is an example from {some}. Which neighbourhood would come first at {others}?",
    3: "There is an example from {some}. Which spending would be looked at first at {others}?",
    4: "There is an example from {some}. Where would {others} find money for help before crisis?",
    5: "There is an example from {some}. Which local organisations would {others} ask first?",
    6: "There is an example from {some}. Which contract or grant would {others} begin with?",
}
# Where an answer is no level, that is what there is to talk about.
NOT_OUR_SERVICE = "Who does this in each place, and how do the councils there work together on it?"
NOT_KNOWN = "Who could find this out, and whom would they ask?"


def questions(topic, cells, number=0):
    """Return what to ask about one row of a comparison: at least one question wherever it differs.

    ``cells`` are pairs of a council's name and what is on record of it, as one text; nothing on
    record is an empty text. Rows that say the same of all need no question. ``number`` is that
    of the principle that case studies show.
    """
    some = [name for name, text in cells if text]
    others = [name for name, text in cells if not text]
    asked = []
    if some and others:
        words = EXAMPLES[number] if topic == "case" else SOME[topic]
        asked.append(words.format(some=listed(some), others=listed(others)))
    if len({text for _, text in cells if text}) > 1:
        asked.append(DIFFERENT[topic])
    return asked


def statement_questions(key, answers):
    """Return what to ask about a statement of the self-assessment, if it was answered differently.

    ``answers`` are pairs of the kind of an answer and its words; one left open has no kind.
    """
    kinds = {kind for kind, _ in answers}
    if len(set(answers)) == 1:
        return []
    if "not_our_service" in kinds:
        return [NOT_OUR_SERVICE]
    if kinds != {"level"}:
        return [NOT_KNOWN]
    return [opener(key)]
