"""Every address of the portal. Public addresses are a promise."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import admin_sign_in
from keepitlocal import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    # The admin has no door of its own: everyone signs in the same way.
    path("admin/login/", admin_sign_in),
    path("admin/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("assessments/", include("assessments.urls")),
    path("joining/", include("joining.urls")),
    path("", include("principles.urls")),
    path("", include("readers.urls")),
    path("", include("network.urls")),
]

handler400 = "keepitlocal.errors.bad_request"
handler403 = "keepitlocal.errors.permission_denied"
handler404 = "keepitlocal.errors.page_not_found"
handler500 = "keepitlocal.errors.server_error"
