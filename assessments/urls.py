"""Signed-in pages of the self-assessment."""

app_name = "assessments"
urlpatterns: list = []
