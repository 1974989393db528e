"""Public addresses for readers without an account. They are a promise."""

from django.urls import path, re_path

from readers import views
from readers.tokens import PATTERN

app_name = "readers"
urlpatterns = [
    path("councils/<slug:slug>/contact/", views.council_contact, name="council_contact"),
    path("case-studies/<slug:slug>/contact/", views.case_contact, name="case_contact"),
    re_path(rf"^contact/sent/{PATTERN}/$", views.question_sent, name="question_sent"),
    path("follow/", views.follow, name="follow"),
    path("councils/<slug:slug>/follow/", views.council_follow, name="council_follow"),
    path("principles/<slug:slug>/follow/", views.principle_follow, name="principle_follow"),
    path("follow/asked/", views.asked, name="asked"),
    re_path(rf"^follow/confirm/{PATTERN}/$", views.confirm, name="confirm"),
    re_path(rf"^follow/manage/{PATTERN}/$", views.manage, name="manage"),
    re_path(rf"^follow/stop/{PATTERN}/$", views.stop, name="stop"),
    path("follow/stopped/", views.stopped, name="stopped"),
]
