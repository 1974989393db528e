"""Public addresses for readers without an account. They are a promise."""

from django.urls import path, re_path

from readers import views
from readers.tokens import PATTERN

app_name = "readers"
urlpatterns = [
    path("councils/<slug:slug>/contact/", views.council_contact, name="council_contact"),
    path("case-studies/<slug:slug>/contact/", views.case_contact, name="case_contact"),
    re_path(rf"^contact/sent/{PATTERN}/$", views.question_sent, name="question_sent"),
]
