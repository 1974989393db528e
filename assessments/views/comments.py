"""What colleagues write to each other beside one statement."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import put_by
from assessments.actions import remove_comment
from assessments.forms import CommentForm
from assessments.models import Comment
from assessments.permissions.colleagues import can_comment
from assessments.views.loading import assessment_or_404, page, statement_or_404


@put_by.puts_by
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request, council, cycle, key):
    """Read them and add one; a button takes one's own away."""
    assessment = assessment_or_404(request, council, cycle)
    asked = statement_or_404(assessment, key)
    verdict = can_comment(request.user, assessment)
    written = Comment.objects.filter(assessment=assessment, statement=asked).select_related("by")
    if request.method == "POST":
        verdict.require()
        put_by.forget(request)
    if "remove" in request.POST:
        return _remove(request, written)
    waiting = put_by.was_put_by(request) or {}
    form = CommentForm(request.POST or None, initial={"text": "".join(waiting.get("text", []))})
    if request.method == "POST" and form.is_valid():
        form.save(assessment=assessment, statement=asked, by=request.user)
        return redirect(request.path)
    context = {"statement": asked, "form": form, "may_comment": verdict, "comments": written}
    return page(request, "comments", assessment, context)


def _remove(request, written):
    number = request.POST["remove"]
    comment = written.filter(pk=number, by=request.user).first() if _is_number(number) else None
    if comment is None:
        raise Http404
    remove_comment(comment=comment, by=request.user)
    messages.success(request, "Your comment is removed.")
    return redirect(request.path)


def _is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 16
