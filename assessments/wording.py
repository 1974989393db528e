"""The words of a statement that are the same for everybody, made once in each worker until they change."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from principles.models import Term
from records.pieces import kept


@dataclass(frozen=True)
class Wording:
    """What each level means here, by its number, and the help “What counts?” as markup."""

    levels: dict[str, str]
    words_we_use: str


def wording_of(statement, request):
    """Return a statement's words. Whatever is changed in them steps the register, and they are made anew."""
    return kept(("wording", str(statement.pk)), lambda: _made(statement), request)


def _made(statement):
    levels = {str(descriptor.level): descriptor.text for descriptor in statement.descriptors.all()}
    terms = Term.objects.filter(question_set=statement.question_set_id)
    context = {"terms": terms, "could_point_to": statement.could_point_to}
    return Wording(levels, render_to_string("assessments/words_we_use.html", context))
