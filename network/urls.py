"""Public addresses of the network app. They are a promise."""

from django.urls import path, re_path

from network import feeds, views
from network.addresses import ABOUT

app_name = "network"
urlpatterns = [
    path("", views.home, name="home"),
    path("councils/", views.councils, name="councils"),
    path("councils.csv", views.councils_csv, name="councils_csv"),
    path("councils.json", views.councils_json, name="councils_json"),
    path("councils/<slug:slug>.json", views.council_json, name="council_json"),
    path("councils/<slug:slug>/", views.council, name="council"),
    # At most nine digits: a longer number fits no row.
    re_path(
        r"^councils/(?P<slug>[-\w]+)/self-assessments/(?P<cycle>[0-9]{1,9})/$",
        views.self_assessment,
        name="self_assessment",
    ),
    *(
        path(
            f"councils/<slug:slug>/as-{audience}/",
            views.council_preview,
            {"audience": audience},
            name=f"council_as_{audience}",
        )
        for audience in views.AUDIENCES
    ),
    path("case-studies/", views.case_studies, name="case_studies"),
    path("case-studies.csv", views.case_studies_csv, name="case_studies_csv"),
    path("case-studies.json", views.case_studies_json, name="case_studies_json"),
    path("case-studies/<slug:slug>/", views.case_study, name="case_study"),
    path("case-studies/<slug:slug>/preview/", views.case_preview, name="case_preview"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations.csv", views.organisations_csv, name="organisations_csv"),
    path("organisations.json", views.organisations_json, name="organisations_json"),
    path("organisations/<slug:short_id>/", views.organisation, name="organisation_short"),
    path("organisations/<slug:short_id>/<slug:slug>/", views.organisation, name="organisation"),
    path("preview/organisations/<slug:short_id>/", views.organisation_preview, name="organisation_preview"),
    re_path(r"^still-right/(?P<token>[\w.=-]{1,100})/$", views.still_right, name="still_right"),
    re_path(
        r"^still-right/(?P<token>[\w.=-]{1,100})/changed/$",
        views.still_right_changed,
        name="still_right_changed",
    ),
    path("suggest/", views.suggest, name="suggest"),
    re_path(r"^suggest/sent/(?P<token>[\w.=-]{1,100})/$", views.suggested, name="suggested"),
    path("entry/", views.entries, name="entries"),
    path("entry/<slug:council>/", views.entry, name="entry"),
    path("entry/<slug:council>/change/", views.change, name="entry_change"),
    path("entry/<slug:council>/take-back/", views.take_back, name="entry_take_back"),
    path("compare/", views.compare, name="compare"),
    path("principles/", views.principles, name="principles"),
    path("principles/<slug:slug>/", views.principle, name="principle"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("about/data/", views.data, name="data"),
    path("about/join/", views.join, name="join"),
    *(path(f"about/{slug}/", views.about_page, {"page": page}, name=page) for slug, page in ABOUT.items()),
    path("feeds/network.xml", feeds.network_feed, name="network_feed"),
    path("feeds/case-studies.xml", feeds.case_studies_feed, name="case_studies_feed"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
