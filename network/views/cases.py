"""Case studies: the list and the page of one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import public_page
from network import case_page, cases
from network.exports import CASE_STUDIES
from network.structured import case_data
from practice.models import CaseStudy


@public_page(*cases.PARAMS)
def case_studies(request):
    """List case studies, newest facts first."""
    found = cases.CaseList(request.GET)
    context = {"list": found, "cards": cases.cards(found.page), "choice": found.choice}
    return render(request, "network/case_studies.html", context)


@public_page(*cases.FILTERS_AND_WORDS)
def case_studies_csv(request):
    """Download the studies of the list, all its pages, as CSV."""
    found = cases.CaseList(request.GET)
    return CASE_STUDIES.csv(found.rows, found.choice.address)


@public_page(*cases.FILTERS_AND_WORDS)
def case_studies_json(request):
    """Download the studies of the list, all its pages, as JSON."""
    found = cases.CaseList(request.GET)
    return CASE_STUDIES.json(found.rows, found.choice.address)


@public_page()
def case_study(request, slug):
    """Show one case study: what was done, what came of it and who says so."""
    study = case_page.find(slug)
    if study is None:
        raise Http404
    page = case_page.load(study)
    return render(request, "network/case_study.html", {"page": page, "structured": case_data(page)})


@require_safe
def case_preview(request, slug):
    """Show a case study as the public would see it, to those who keep case studies."""
    if not request.user.has_perm("practice.view_casestudy"):
        raise Http404
    study = get_object_or_404(case_page.readable(CaseStudy.objects.all()), slug=slug)
    page = case_page.load(study, is_preview=True)
    return render(request, "network/case_study.html", {"page": page})
