"""What readers, and those who read their questions, are mailed. The texts are in templates/readers/mail/.

Whatever goes to an address that anybody may have typed holds nothing that they wrote: neither
their words nor their name, so that nobody can send a message to others through us.
"""

from django.conf import settings
from django.utils.formats import date_format

from accounts.messages import absolute, queue
from readers.models import Question


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
