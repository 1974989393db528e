"""A question to begin a talk with, for each statement, in our own words. They rank nobody."""

STATEMENTS = {
    "1a": "Which people or places would come first for a shared plan, and who would have to be in the room?",
    "1b": "Which budgets meet in the same households, and who would have to agree to line them up?",
    "1c": "What do the champions do in an ordinary month, and what would carry on if they left?",
    "1d": "Which other public body is met most often, and what has been agreed with it in writing?",
    "2a": "Who knows what goes on in each neighbourhood, and how does a newcomer find out?",
    "2b": "Where do front-line teams meet the people next door, and who is the person to ring?",
    "2c": "If a community group asked for a building today, what would happen next?",
    "2d": "Which decisions about a neighbourhood are made there, and how do people hear what came of them?",
    "3a": "What counts as local in each place, and what was hard to find out about the money?",
    "3b": "Which lawful way to buy nearby has been tried, and what would help staff to use it?",
    "3c": "What would a small organisation say about the last contract it looked at?",
    "3d": "Who asked for the last benefit that a supplier promised, and who looked whether it came?",
    "4a": "Which money is set aside for help before crisis, and who decides how it is used?",
    "4b": "After somebody is told of a local group, who hears how it went?",
    "4c": "When a community group notices something new, whom does it tell, and what happens then?",
    "4d": "What was tried that did not work, and who was told?",
    "5a": "When do organisations hear of next year’s money, and what would let them know sooner?",
    "5b": "Which help do small groups ask for most, and where do they get it?",
    "5c": "Which decision could be shared from the start, and who would take part?",
    "5d": "Who was not in the room last time, and what kept them away?",
    "6a": "At which moment is “could this be local?” asked, and who writes down the answer?",
    "6b": "What must a group fill in for a small grant, and who could take a page away?",
    "6c": "What do organisations need to plan together: time, money or an introduction?",
    "6d": "When a contract does not go to plan, who says so first, and what happens next?",
}
# For a statement that a later version of the questions adds.
ANY_STATEMENT = "What does each answer rest on, and what would each like to hear from the other?"


def opener(key):
    """Return the question of one statement, or a general one for a later version's."""
    return STATEMENTS.get(key, ANY_STATEMENT)
