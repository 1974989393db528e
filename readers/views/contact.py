"""Asking a council's lead officers, or Locality, without anybody's address being shown."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public_uncached
from accounts.limits import within
from network.addresses import known_as
from practice.models import CaseStudy
from readers import tokens, whom
from readers.actions import ask
from readers.forms import QuestionForm
from readers.models import Question
from readers.models.question import WORKING_DAYS

# For one network address; for one council, or Locality; and for the address that gets a receipt.
FROM_HERE, TO_ONE, RECEIPTS = "6/h/ip,20/d/ip", "30/h/key,100/d/key", "6/d/key"
TOO_MANY = (
    "Nothing was sent: too many messages have come from here, or for the same people. "
    "Your words are still below. Try again in an hour."
)


@public_uncached
@require_http_methods(["GET", "HEAD", "POST"])
def council_contact(request, slug):
    """Write to a council; one that has ended leads to who took over."""
    council = known_as(slug)
    if council is None:
        raise Http404
    today = whom.todays(council)
    if today == [council] and slug == council.slug:
        return _contact(request, whom.of_council(council))
    if len(today) == 1:
        return redirect(f"{today[0].get_absolute_url()}contact/")
    return render(request, "readers/contact_choose.html", {"council": council, "today": today})


@public_uncached
@require_http_methods(["GET", "HEAD", "POST"])
def case_contact(request, slug):
    """Write to those who know about a case study."""
    studies = CaseStudy.objects.published().select_related("council")
    return _contact(request, whom.of_study(get_object_or_404(studies, slug=slug)))


def _contact(request, to):
    form = QuestionForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if _may_send(request, to, form.cleaned_data["address"]):
            question = ask(whom=to, said=form.said, nonce=form.cleaned_data["nonce"])
            return redirect(tokens.sent_path(question.pk))
        form.add_error(None, TOO_MANY)
        status = 429
    context = {"to": to, "form": form, "working_days": WORKING_DAYS}
    return render(request, "readers/contact.html", context, status=status)


def _may_send(request, to, address):
    """Count this message; all of the limits have to allow it."""
    one = f"council {to.council.pk}" if to.is_leads else "Locality"
    return (
        within(request, "question", FROM_HERE)
        and within(request, "question-to", TO_ONE, key=one)
        and within(request, "question-receipt", RECEIPTS, key=address)
    )


@public_uncached
@require_safe
def question_sent(request, token):
    """Say that a question was sent, to whom, and when an answer is due; the page can be kept."""
    found = tokens.numbers("sent", token, 1)
    questions = Question.objects.select_related("council", "study")
    question = questions.filter(pk=found[0]).first() if found else None
    if question is None:
        raise Http404
    return render(request, "readers/question_sent.html", {"question": question})
