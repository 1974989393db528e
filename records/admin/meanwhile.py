"""A page that was open while somebody else saved it: it overwrites nothing, and loses nothing.

The page carries a digest of what stood in its boxes when it was opened. If the rows on
record say something else when it is sent, nothing is saved: the page comes back with what
was typed, says what is on record now, and can then be saved.
"""

from hashlib import blake2b

SEEN = "_seen"
SAVED_MEANWHILE = (
    "Somebody else saved this page while you had it open, so nothing was saved now. "
    "What you typed is still here. Put right what should stay as they left it, then save again."
)


def digest_of(form, formsets):
    """Return a short text that differs when anything in the boxes of a page differs."""
    forms = [form, *(one for formset in formsets for one in formset.initial_forms)]
    said = [(one.prefix, sorted((name, _plain(one, name)) for name in one.fields)) for one in forms]
    return blake2b(repr(said).encode(), digest_size=16).hexdigest()


def _plain(form, name):
    value = form.get_initial_for_field(form.fields[name], name)
    if isinstance(value, list | tuple):
        return str(sorted(str(getattr(one, "pk", one)) for one in value))
    return str(value)


def on_record(form):
    """Return a sentence for each box in which somebody typed something else than is on record."""
    return [f"{form.fields[name].label}: on record is {_shown(form, name)}." for name in form.changed_data]


def _shown(form, name):
    field = form.fields[name]
    value = form.get_initial_for_field(field, name)
    if value in (None, "", [], ()):
        return "nothing"
    several = value if isinstance(value, list | tuple) else [value]
    choices = dict(field.choices) if hasattr(field, "choices") and not hasattr(field, "queryset") else {}
    if hasattr(field, "queryset"):
        several = field.queryset.filter(pk__in=[getattr(one, "pk", one) for one in several])
    return "“" + ", ".join(str(choices.get(one, one)) for one in several) + "”"


class SavedMeanwhile:
    """For admin pages whose form keeps itself as ``request.page_form``."""

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        form = getattr(request, "page_form", None)
        if change and form is not None:
            request.seen_now = digest_of(form, formsets)
            form.saved_meanwhile = request.POST.get(SEEN, request.seen_now) != request.seen_now
        return formsets, inlines

    def render_change_form(self, request, context, *args, **kwargs):
        context["seen"] = getattr(request, "seen_now", "")
        return super().render_change_form(request, context, *args, **kwargs)
