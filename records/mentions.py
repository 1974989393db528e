"""Where a person's name stands: rows that point to it, and texts that somebody typed it into.

Everything public points to one ``PublicName``, so emptying that row reaches pages and earlier
versions alike. A name can also have been typed into a note, a proposal, a suggestion, a saved
search or the admin's log. Those are found in the models themselves, so that what is added later
takes part. Signed self-assessments and people's accounts are left out: the first must stay as
they were signed, the second are a person's own.
"""

import re
from collections import Counter
from urllib.parse import quote_plus

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db.models import CharField, JSONField, Q, TextField

from records.models import ImportedRow, PublicName, SavedView

APPS = {"records", "councils", "organisations", "practice"}
GONE = "[name removed on request]"
# A single word is too often another word: it is shown, and left to a person to change.
FEWEST_WORDS = 2
TITLES = ("cllr", "councillor", "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame")
TITLES += ("lord", "lady", "rev", "alderman", "mayor", "obe", "mbe", "cbe", "jp", "mp")


def pointing_to(name):
    """Return what shows this name by pointing to it, as texts; earlier versions not counted."""
    rows = []
    for model in _models():
        fields = [field for field in model._meta.concrete_fields if field.related_model is PublicName]
        if not hasattr(model, "instance_type"):
            for field in fields:
                rows += [str(row) for row in model._base_manager.filter(**{field.name: name})]
    return rows


def texts_with(name):
    """Yield ``(model, pk, {field: text without the name})`` of each row that somebody typed the name into."""
    pattern = _pattern(name)
    if pattern is None:
        return
    # Databases differ in what they take for the same letter but for plain ones. The longest plain word
    # finds the candidates, however they are spaced, and without one all are looked at; the pattern decides.
    plain = max(filter(str.isascii, _bare(name)), key=len, default="")
    for model in [*_models(), LogEntry]:
        fields = _text_fields(model)
        anywhere = Q()
        for field in fields:
            for spelling in {plain, quote_plus(plain)} - {""}:
                anywhere |= Q(**{f"{field.name}__icontains": spelling})
        for row in model._base_manager.filter(anywhere) if fields else ():
            changed = {field.name: _without(getattr(row, field.name), pattern, field) for field in fields}
            changed = {key: text for key, text in changed.items() if text != getattr(row, key)}
            if changed:
                yield model, row.pk, changed


def standing(name):
    """Return where a name stands, in a sentence for whoever takes it down."""
    counts = Counter(_kind(model) for model, _, _ in texts_with(name.name)) if name.name else {}
    shown = "; ".join(pointing_to(name)) or "Nothing points to it"
    typed = ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))
    same = PublicName.objects.filter(name__iexact=name.name).exclude(pk=name.pk).exclude(name="").count()
    words = f"{shown}."
    words += f" Also typed into: {typed}." if typed else ""
    if same:
        words += f" The same name stands in {same} more of these rows: tick them too if it is one person."
    return words


def strike(name):
    """Replace the name in every text that it was typed into. Returns how many rows."""
    count = 0
    for model, pk, changed in list(texts_with(name)):
        model._base_manager.filter(pk=pk).update(**changed)
        count += 1
    return count


def _models():
    left_out = (PublicName, ImportedRow)
    return [one for one in apps.get_models() if one._meta.app_label in APPS and one not in left_out]


def _text_fields(model):
    kinds = (CharField, TextField, JSONField)
    return [field for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.choices]


def _bare(name):
    """Return the words of a name without what stands before and behind it, such as “Cllr” and “OBE”."""
    return [word for word in name.split() if word.strip(".,").lower() not in TITLES]


def _pattern(name):
    words = _bare(name)
    if len(words) < FEWEST_WORDS:
        return None
    titles = "|".join(TITLES)
    plain = r"\s+".join(re.escape(word) for word in words)
    # As a saved search holds it.
    encoded = r"\+".join(re.escape(quote_plus(word)) for word in words)
    return re.compile(rf"(?<!\w)(?:(?:{titles})\.?[\s+]+)*(?:{plain}|{encoded})(?!\w)", re.IGNORECASE)


def _without(value, pattern, field):
    if isinstance(value, str):
        text = pattern.sub("" if field.model is SavedView else GONE, value)
        return text[: field.max_length] if field.max_length else text
    if isinstance(value, list):
        return [_without(one, pattern, field) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, pattern, field) for key, one in value.items()}
    return value


def _kind(model):
    earlier = getattr(model, "instance_type", None)
    words = (earlier or model)._meta.verbose_name_plural
    return f"earlier versions of {words}" if earlier else str(words)
