"""Every address of the portal. Public addresses are a promise."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

admin.site.site_header = "Keep it Local: staff"
admin.site.site_title = "Keep it Local"
admin.site.index_title = "What needs you"

# The admin has no door of its own: everyone signs in the same way.
admin_login = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))

urlpatterns = [
    path("admin/login/", admin_login),
    path("admin/", admin.site.urls),
    path("account/", include("allauth.account.urls")),
    path("assessments/", include("assessments.urls")),
    path("", include("principles.urls")),
    path("", include("network.urls")),
]
