"""What the tables of community organisations know of people: what staff write about an organisation."""

from organisations import models
from records.holdings import Table

OURS = "A random value of ours."

TABLES = [
    Table(
        models.Organisation,
        words="name legal_form place what_it_does own_words confirmed_by_role",
        nobody={"short_id": OURS, "postcode": "Of an organisation.", "website": "A public page."},
    ),
    Table(models.OrganisationName, words="name"),
    Table(models.Identifier, nobody={"scheme value": "A number in a public register."}),
    Table(models.OrganisationFunction),
    Table(models.Connection, words="about said_by confirmed_by_role"),
    Table(
        models.Service,
        words="name what for_whom where how_to_reach confirmed_by_role",
        nobody={"link": "A public page."},
    ),
]
