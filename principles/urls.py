"""Public addresses of the principles app."""

app_name = "principles"
urlpatterns: list = []
