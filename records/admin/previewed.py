"""Admin actions that show what they will do before they do it."""

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse


def previewed(*, label, explain, button, permission="change", form_class=forms.Form, say=None):
    """Turn ``run(modeladmin, request, queryset, form)`` into an action with a preview page.

    The first POST lists the records with ``explain``, each with the words of ``say(request, row)``;
    only the page's own button, with a valid ``form_class``, runs it. ``run`` may return a response.
    """

    def decorate(run):
        def action(modeladmin, request, queryset):
            confirmed = "confirmed" in request.POST
            form = form_class(request.POST if confirmed else None)
            if confirmed and form.is_valid():
                return run(modeladmin, request, queryset, form)
            rows = list(queryset)
            context = {
                **modeladmin.admin_site.each_context(request),
                "title": f"{label}: {len(rows)} chosen",
                "opts": modeladmin.opts,
                "explain": explain,
                "button": button,
                "rows": [(row, say(request, row) if say else "") for row in rows],
                "form": form,
                "action": run.__name__,
                "checkbox_name": ACTION_CHECKBOX_NAME,
                "media": modeladmin.media + form.media,
            }
            return TemplateResponse(request, "admin/action_preview.html", context)

        action.__name__ = run.__name__
        action.short_description = label
        action.allowed_permissions = (permission,)
        return action

    return decorate
