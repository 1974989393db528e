"""Signed-in pages of the self-assessment."""

from django.urls import path, re_path

from assessments import views

app_name = "assessments"
# At most nine digits: a longer number fits no row, and some databases refuse to look for it.
ONE = r"^(?P<council>[a-z0-9-]{1,80})/(?P<cycle>[0-9]{1,9})/"

urlpatterns = [
    path("", views.index, name="index"),
    re_path(r"^invitation/(?P<token>[0-9A-Za-z.:_-]{1,120})/$", views.invitation, name="invitation"),
    re_path(ONE + "$", views.tasks, name="tasks"),
    re_path(ONE + r"(?P<key>[0-9][a-z])/$", views.statement, name="statement"),
    re_path(ONE + "check/$", views.check, name="check"),
    re_path(ONE + "sharing/$", views.sharing, name="sharing"),
    re_path(ONE + "preview/$", views.preview, name="preview"),
    re_path(ONE + "send/$", views.send, name="send"),
    re_path(ONE + "recall/$", views.recall, name="recall"),
    re_path(ONE + "sign/$", views.sign, name="sign"),
    re_path(ONE + "decline/$", views.decline, name="decline"),
    re_path(ONE + "confirmation/$", views.confirmation, name="confirmation"),
    re_path(ONE + r"signed/(?P<number>[0-9]{1,4})/$", views.signed, name="signed"),
    re_path(ONE + "history/$", views.history, name="history"),
]
