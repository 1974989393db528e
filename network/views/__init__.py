"""The public pages."""

from network.views.about import about, about_page, data, join
from network.views.cases import case_preview, case_studies, case_studies_csv, case_studies_json, case_study
from network.views.compare import compare
from network.views.councils import (
    AUDIENCES,
    council,
    council_json,
    council_preview,
    councils,
    councils_csv,
    councils_json,
    self_assessment,
)
from network.views.entry import change, entries, entry, take_back
from network.views.home import home
from network.views.machines import robots, sitemap
from network.views.organisations import (
    organisation,
    organisation_preview,
    organisations,
    organisations_csv,
    organisations_json,
)
from network.views.principles import principle, principles
from network.views.search import search
from network.views.still_right import still_right, still_right_changed
from network.views.suggest import suggest, suggested

__all__ = [
    "AUDIENCES",
    "about",
    "about_page",
    "case_preview",
    "case_studies",
    "case_studies_csv",
    "case_studies_json",
    "case_study",
    "change",
    "compare",
    "council",
    "council_json",
    "council_preview",
    "councils",
    "councils_csv",
    "councils_json",
    "data",
    "entries",
    "entry",
    "home",
    "join",
    "organisation",
    "organisation_preview",
    "organisations",
    "organisations_csv",
    "organisations_json",
    "principle",
    "principles",
    "robots",
    "search",
    "self_assessment",
    "sitemap",
    "still_right",
    "still_right_changed",
    "suggest",
    "suggested",
    "take_back",
]
