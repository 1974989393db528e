"""The tile map: how the register has changed since it was laid, and a button to lay it anew."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from councils.laying import drift, lay_map
from councils.models import Tile


class MapMixin:
    """Gives the list of councils the page “The map”, for those who may change its rows."""

    def get_urls(self):
        view = require_http_methods(["GET", "HEAD", "POST"])(self.map_view)
        page = path("map/", self.admin_site.admin_view(view), name="councils_council_map")
        return [page, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        address = reverse("admin:councils_council_map") if self.has_change_permission(request) else ""
        return super().changelist_view(request, {"map_path": address, **(extra_context or {})})

    def map_view(self, request):
        """Show what would change on the map; with the button, lay it anew."""
        if not self.has_change_permission(request):
            raise PermissionDenied("Only curators can lay the map.")
        if request.method == "POST":
            messages.success(request, f"The map is laid: {lay_map()}")
            return redirect("admin:councils_council_map")
        pairs, touching = Tile.objects.fit()
        old = drift()
        page = {
            **self.admin_site.each_context(request),
            "title": "The map",
            "opts": self.opts,
            "tiles": Tile.objects.count(),
            "pairs": pairs,
            "touching": touching,
            "is_old": bool(old),
            "changes": [
                ("These councils get a square", old.came),
                (
                    "These councils lose their square: they have ended, are counties or have no coordinates",
                    old.went,
                ),
                ("The coordinates of these councils have changed", old.moved),
            ],
            "nowhere": old.nowhere,
        }
        return TemplateResponse(request, "admin/councils/map.html", page)
