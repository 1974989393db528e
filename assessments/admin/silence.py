"""The page that says which councils are silent, for staff to ring; from it they can also send reminders."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from assessments.permissions import may_review
from assessments.silence import AWAY, STALLED, silence_in

CHOICES = (7, STALLED, 30)


class SaysWhoIsSilent:
    """The page “Who is silent” of the admin of cycles."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.silence_view))
        page = path("<path:object_id>/silence/", view, name="assessments_cycle_silence")
        return [page, *super().get_urls()]

    def silence_view(self, request, object_id):
        may_review(request.user).require()
        cycle = self.get_object(request, object_id)
        if cycle is None:
            raise Http404("There is no such cycle.")
        chosen = request.GET.get("days", "")
        days = int(chosen) if chosen in map(str, CHOICES) else STALLED
        report = silence_in(cycle, days)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Who is silent: {cycle}",
            "opts": self.opts,
            "cycle": cycle,
            "days": days,
            "choices": CHOICES,
            "away": AWAY,
            "report": report,
            "groups": _groups(report, days),
            "team_path": _team_path(request.user),
            "remind_path": f"{reverse('admin:assessments_assessment_changelist')}?stands=all",
        }
        return TemplateResponse(request, "admin/assessments/cycle/silence.html", context)


def _groups(report, days):
    """Return each heading with what it means, and its councils."""
    said = [
        ("Not opened", "Nobody of the team has signed in since the cycle opened.", report.unopened),
        ("Signed in, not started", "Somebody looked, and nothing has been saved.", report.not_started),
        ("Started and stalled", f"Nothing has been saved for {days} days or more.", report.stalled),
        ("Awaiting sign-off", "Sent, and not signed or declined yet.", report.awaiting),
    ]
    return [group for group in said if group[2]]


def _team_path(user):
    """Return where a council's people are kept, for those who may look there."""
    return (
        reverse("admin:councils_councilrole_changelist") if user.has_perm("councils.view_councilrole") else ""
    )
