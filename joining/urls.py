"""Addresses of joining. The public ones are a promise."""

from django.urls import path

from joining import views

app_name = "joining"
urlpatterns = [
    path("", views.start, name="start"),
    path("check/", views.check_first, name="check"),
    path("ask/", views.ask, name="ask"),
    path("ask/<slug:slug>/", views.ask_council, name="ask_council"),
    path("texts/<slug:key>.docx", views.text_docx, name="text_docx"),
    path("begin/<slug:slug>/", views.begin_application, name="begin"),
    path("return/", views.lost_link, name="lost_link"),
    path("return/<str:token>/", views.come_back, name="come_back"),
    path("<uuid:key>/", views.application, name="application"),
    path("<uuid:key>/check/", views.check_answers, name="check_answers"),
    path("<uuid:key>/address/", views.address, name="address"),
    path("<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:key>/<slug:slug>/", views.step, name="step"),
]
