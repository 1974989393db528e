"""Public addresses of the principles app. They are a promise."""

from django.urls import path

from principles import views

app_name = "principles"
urlpatterns = [
    path("about/questions/<int:version>/", views.questions, name="questions"),
    path("about/questions/<int:version>/preview/", views.preview, name="questions_preview"),
    path("about/questions/<int:version>.docx", views.questions_docx, name="questions_docx"),
]
