"""One principle's answers on one page, and whether this section is finished."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assessments.actions import check_section
from assessments.models import SectionCheck
from assessments.permissions import can_answer
from assessments.views.loading import assessment_or_404, page
from assessments.views.sheet import Group, Sheet, Task, TaskStatus

CHOOSE = "Select “Yes” or “No, later”."


class FinishedForm(forms.Form):
    """Have you finished this section?"""

    finished = forms.ChoiceField(
        label="Have you finished this section?",
        choices=[("yes", "Yes"), ("later", "No, later")],
        widget=forms.RadioSelect,
        help_text="You can still change every answer.",
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


@dataclass(frozen=True)
class Section:
    """One principle with its lines, and what was last said of it."""

    group: Group
    path: str
    check: SectionCheck | None

    @property
    def gaps(self):
        return [line for line in self.group.lines if line.is_gap]

    @property
    def changed(self):
        """The statements answered or changed after somebody said that the section is finished."""
        if self.check is None or not self.check.is_finished:
            return []
        lines = (line for line in self.group.lines if line.answer)
        return [line for line in lines if line.answer.saved_at > self.check.checked_at]

    @property
    def status(self):
        if self.check is None:
            return TaskStatus.NOT_STARTED
        if not self.check.is_finished:
            return TaskStatus.IN_PROGRESS
        return TaskStatus.NEEDS_CHECKING if self.changed else TaskStatus.COMPLETED

    @property
    def task(self):
        """The section's line in the task list."""
        said = "Changed since somebody checked it" if self.changed else ""
        path = f"{self.path}section/{self.group.principle.number}/"
        return Task(path, "Check your answers for this principle", self.status, said)


def sections_of(sheet):
    """Return each principle of a sheet with what was last said of it; one query beyond the sheet's."""
    rows = SectionCheck.objects.filter(assessment=sheet.assessment).select_related("checked_by")
    path = sheet.assessment.get_absolute_url()
    checks = {row.principle_id: row for row in rows}
    return [Section(group, path, checks.get(group.principle.pk)) for group in sheet.groups]


def with_checks(sheet, may_answer):
    """Return pairs of a group and its lines for the task list; the check comes last, for who answers."""
    return [
        (section.group, [*section.group.lines, *([section.task] if may_answer else [])])
        for section in sections_of(sheet)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def section(request, council, cycle, number):
    """Read one principle's answers; whoever may answer says whether it is finished."""
    assessment = assessment_or_404(request, council, cycle)
    verdict = can_answer(request.user, assessment)
    found = [one for one in sections_of(Sheet(assessment)) if one.group.principle.number == int(number)]
    if not found:
        raise Http404
    form = FinishedForm(request.POST or None)
    if request.method == "POST":
        verdict.require()
        if form.is_valid():
            _save(request, assessment, found[0], form.cleaned_data["finished"] == "yes")
            return redirect(assessment)
    return page(request, "section", assessment, {"section": found[0], "form": form, "may_answer": verdict})


def _save(request, assessment, found, is_finished):
    """Keep it, and name what has no answer: that is allowed."""
    principle = found.group.principle
    check_section(assessment=assessment, principle=principle, is_finished=is_finished, by=request.user)
    if not is_finished:
        messages.success(request, f"Kept for later: {principle}")
        return
    gaps = "; ".join(line.statement.text for line in found.gaps)
    words = f"Finished: {principle}."
    messages.success(request, f"{words} Without an answer: {gaps}." if gaps else words)
