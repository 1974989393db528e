"""Copy a version of the questions into a new draft, and put typing mistakes right in one that was used."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from principles.actions.links import link_same_keys
from principles.models import LevelDescriptor, LevelMeaning, QuestionSet, Statement, Term, WordingChange
from principles.permissions import can_copy, can_fix_wording
from principles.places import places
from principles.published import whole_sets

CHANGED = "Somebody has changed this text since you opened the page. Look at it as it is now."


@transaction.atomic
def copy_questions(*, question_set, by):
    """Make a draft of the next version with all the wording of this one; return it.

    Each statement is recorded as the same, until somebody says what became of it.
    """
    can_copy(by).require()
    whole = whole_sets().get(pk=question_set.pk)
    # Two copies at once would take the same number: the first row is held while it is looked for.
    QuestionSet.objects.select_for_update().order_by("version").first()
    version = QuestionSet.objects.aggregate(last=Max("version"))["last"] + 1
    draft = QuestionSet.objects.create(
        version=version, title=f"Version {version}", introduction=whole.introduction, is_draft=True
    )
    _copy_rows(LevelMeaning, whole.level_meanings.all(), question_set=draft)
    _copy_rows(Term, whole.terms.all(), question_set=draft)
    for statement in whole.statements.all():
        (copy,) = _copy_rows(Statement, [statement], question_set=draft)
        _copy_rows(LevelDescriptor, statement.descriptors.all(), statement=copy)
    link_same_keys(old=question_set, new=draft, by=by)
    return draft


def _copy_rows(model, rows, **parent):
    """Write copies of these rows under another parent."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    kept = [name for name in names if name.removesuffix("_id") not in parent]
    copies = [model(**{name: getattr(row, name) for name in kept}, **parent) for row in rows]
    return model.objects.bulk_create(copies)


@transaction.atomic
def fix_wording(*, question_set, key, seen, new, reason, by):
    """Put a typing mistake right in questions that have been used, and write it into the change log.

    ``seen`` is the text as the person read it: one that has changed since is not written over.
    Raises ``ValidationError`` for a text that is none, is the same, or does not fit.
    """
    can_fix_wording(by, question_set).require()
    # Held, so that two corrections at once get two numbers.
    minor = QuestionSet.objects.select_for_update().get(pk=question_set.pk).minor + 1
    place = place_of(question_set, key)
    new, reason = _tidy(new), _tidy(reason)
    if place.text != seen:
        raise ValidationError({"new": CHANGED})
    if not new or new == place.text:
        raise ValidationError({"new": "Write the text as it should be."})
    if place.longest and len(new) > place.longest:
        raise ValidationError({"new": f"At most {place.longest} characters fit here."})
    if not reason:
        raise ValidationError({"reason": "Say what the mistake is. Everybody can read it."})
    type(place.row).objects.filter(pk=place.row.pk).put_right(**{place.field: new})
    QuestionSet.objects.filter(pk=question_set.pk).put_right(minor=minor)
    return WordingChange.objects.create(
        question_set=question_set,
        minor=minor,
        place=place.key,
        name=place.name,
        old=place.text,
        new=new,
        reason=reason,
        by=by,
    )


def place_of(question_set, key):
    """Return the place with this key as it is now; raises ``ValidationError`` if there is none."""
    whole = whole_sets().get(pk=question_set.pk)
    found = next((place for place in places(whole) if place.key == key), None)
    if found is None:
        raise ValidationError({"new": "There is no such text in these questions."})
    return found


def _tidy(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
