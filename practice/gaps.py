"""What a case study lacks, in words. For staff only: it is no score."""

from django.db.models import Q

from councils.gaps import a_year_ago

SHORT = {
    "its source": "source",
    "the year of the facts": "year",
    "figures": "figures",
    "what they would do differently": "lessons",
    "a check in the last 12 months": "check",
}


def a_study_is_old():
    """Return that nobody has checked it for twelve months."""
    return Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=a_year_ago())


def short_gaps_of(study):
    """Return the same in single words, for a column of a list."""
    return [SHORT[words] for words in gaps_of(study)]


def gaps_of(study):
    """Return what is missing of a study, in words; its figures are read along."""
    wanted = (
        ("its source", study.source_id),
        ("the year of the facts", study.year),
        ("figures", study.figures.all()),
        ("what they would do differently", study.do_differently),
        ("a check in the last 12 months", study.confirmed_on and study.confirmed_on >= a_year_ago()),
    )
    return [words for words, there in wanted if not there]
