"""Every address of the portal. Public addresses are a promise."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from keepitlocal import health

admin.site.site_header = "Keep it Local: staff"
admin.site.site_title = "Keep it Local"
admin.site.index_title = "What needs you"

# The admin has no door of its own: everyone signs in the same way.
admin_login = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("admin/login/", admin_login),
    path("admin/", admin.site.urls),
    path("account/", include("allauth.account.urls")),
    path("assessments/", include("assessments.urls")),
    path("", include("principles.urls")),
    path("", include("network.urls")),
]

handler400 = "keepitlocal.errors.bad_request"
handler403 = "keepitlocal.errors.permission_denied"
handler404 = "keepitlocal.errors.page_not_found"
handler500 = "keepitlocal.errors.server_error"
