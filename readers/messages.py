"""What readers, and those who read their questions, are mailed. The texts are in templates/readers/mail/.

Whatever goes to an address that anybody may have typed holds nothing that they wrote: neither
their words nor their name, so that nobody can send a message to others through us.
"""

from django.conf import settings
from django.utils.formats import date_format

from accounts.messages import absolute, queue
from readers.models import Question
from readers.things import Thing

# Messages to an address that a stranger typed: they are kept for a few days only.
TO_READERS = [f"readers.{name}" for name in ("question_sent", "confirm", "already", "news")]
# Of one thing in one message; the page has the rest.
MOST_LINES = 12


def queue_question(question, whom, said):
    """Queue a question to those who read it, and the receipt to who sent it."""
    context = {
        "reference": question.reference,
        "about": whom.about,
        "council": whom.council.official_name if whom.council else "",
        "answer_by": date_format(question.answer_by, "l j F Y"),
        "link": absolute(whom.path),
    }
    words = {"sender": said["name"], "address": said["address"], "text": quoted(said["text"])}
    if question.reader == Question.Reader.LEADS:
        for lead in whom.leads:
            others = [other.name for other in whom.leads if other != lead]
            _to_reader("question", lead.email, {**context, **words, "name": lead.name, "others": others})
    elif question.reader == Question.Reader.LOCALITY:
        _to_reader("question_for_locality", settings.CONTACT_EMAIL, {**context, **words, "why": whom.why})
    link = absolute("/about/contact/")
    receipt = {**context, "link": link, "is_leads": whom.is_leads}
    queue("readers/mail/question_sent", to=said["address"], context=receipt)


def _to_reader(name, to, context):
    queue(f"readers/mail/{name}", to=to, context=context, reply_to=context["address"])


def quoted(text):
    """Return a stranger's words with a sign before each line, so that nothing in them passes for ours."""
    return "\n".join(f"> {line}" for line in text.splitlines())


def queue_confirm(following, thing):
    """Queue the message that asks whether an address really wants news of something."""
    context = {
        "thing": thing.spoken,
        "following": following.pk,
        "generation": following.generation,
        "ends_on": date_format(following.ends_on, "l j F Y"),
    }
    queue("readers/mail/confirm", to=following.follower.address, context=context)


def queue_already(follower, thing):
    """Queue the message to somebody who asks for what they follow already."""
    context = {"thing": thing.spoken, "follower": follower.pk, "generation": follower.generation}
    queue("readers/mail/already", to=follower.address, context=context)


def queue_news(follower, parts):
    """Queue the news; ``parts`` are pairs of what is followed and what is new of it, latest first."""
    said = [_part(Thing.of(following), news) for following, news in parts]
    context = {"said": said, "follower": follower.pk, "generation": follower.generation}
    queue("readers/mail/news", to=follower.address, context=context, stop="readers/mail/news_stop.txt")


def _part(thing, news):
    # What stands in the heading need not stand in each line.
    lines = [one.dated.replace(f": {thing.title}: ", ": ", 1) for one in news[:MOST_LINES]]
    return {
        "title": thing.title,
        "lines": lines,
        "more": len(news[MOST_LINES:]),
        "link": absolute(thing.path),
    }
