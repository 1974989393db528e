"""Signed-in pages of the self-assessment."""

from django.urls import path

app_name = "assessments"
urlpatterns: list = []
