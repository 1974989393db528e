"""The six principles: what each means, what councils do, and how a council can tell where it stands."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render

from accounts.access import public_page
from network.cases import newest
from network.words import citation
from practice.models import CaseStudy
from principles.models import Principle, PrincipleNote, QuestionSet, Statement


@public_page()
def principles(request):
    """List the six."""
    return render(
        request, "network/principles.html", {"principles": Principle.objects.select_related("source")}
    )


@public_page()
def principle(request, slug):
    """Show one principle with its notes and the statements of the newest question set."""
    found = get_object_or_404(Principle.objects.select_related("source"), slug=slug)
    notes = PrincipleNote.objects.filter(principle=found).select_related("source")
    question_set = QuestionSet.objects.public().first()
    statements = Statement.objects.filter(principle=found, question_set=question_set)
    return render(
        request,
        "network/principle.html",
        {
            "principle": found,
            "actions": [note for note in notes if note.kind == PrincipleNote.Kind.ACTION],
            "signs": [note for note in notes if note.kind == PrincipleNote.Kind.SIGN],
            "case_studies": newest(CaseStudy.objects.filter(principles=found)),
            "question_set": question_set,
            "statements": statements.prefetch_related(Prefetch("descriptors")),
            "before": Principle.objects.filter(number=found.number - 1).first(),
            "citation": citation(found.name, found.get_absolute_url()),
            "after": Principle.objects.filter(number=found.number + 1).first(),
        },
    )
