"""The admin: one front page that says what waits, and no door of its own."""

from collections import defaultdict
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib import admin, auth
from django.contrib.admin import apps as admin_apps
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.module_loading import module_has_submodule

OURS = {
    *("readers", "assessments", "practice", "organisations"),
    *("joining", "councils", "principles", "accounts", "records"),
}
SHOWN = 5


class PortalAdminSite(admin.AdminSite):
    """Shows our own models only: what packages register has no help texts and is not curated."""

    site_header = "Keep it Local: staff"
    site_title = "Keep it Local"
    index_title = "What needs you"

    def __init__(self, name="admin"):
        super().__init__(name)
        self.disable_action("delete_selected")

    def register(self, model_or_iterable, admin_class=None, **options):
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label in OURS]
        if ours:
            super().register(ours, admin_class, **options)

    @cached_property
    def queues(self):
        """The ``waiting`` of each of our apps that has a ``queue``, uppermost app first."""
        configs = [app for app in apps.get_app_configs() if app.label in OURS]
        found = [app.name for app in configs if module_has_submodule(app.module, "queue")]
        modules = [import_module(f"{name}.queue") for name in found]
        return [module.waiting for module in modules if hasattr(module, "waiting")]

    def has_permission(self, request):
        """The middleware led everybody else away already; this holds even if it were not there."""
        # This module is read before there are models.
        from accounts import second_factor

        return super().has_permission(request) and second_factor.passed(request)

    def index(self, request, extra_context=None):
        """Everything that waits for this person, under its headings."""
        groups = defaultdict(list)
        for waiting in self.queues:
            for thing in waiting(request.user):
                groups[thing.kind].append(thing)
        lists = [(kind, things[:SHOWN], things[SHOWN:]) for kind, things in groups.items()]
        return super().index(request, {"waiting": lists, **(extra_context or {})})

    def logout(self, request, extra_context=None):
        """Signing out ends on the home page, as it does for everybody else; a mere link asks first."""
        if request.method != "POST":
            return redirect("account_logout")
        auth.logout(request)
        return redirect(settings.ACCOUNT_LOGOUT_REDIRECT_URL)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")


class PortalAdminConfig(admin_apps.AdminConfig):
    """Puts the portal's own admin in the place of Django's."""

    default = False
    default_site = "keepitlocal.admin_site.PortalAdminSite"
