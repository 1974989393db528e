"""A person's data: handed out, erased after a look at what that does, or a request answered."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.erasure import Plan
from accounts.forms import AnswerForm, EraseForm
from accounts.fresh import ask_again, is_fresh
from accounts.own_data import as_file
from accounts.permissions import can_anonymise, can_export
from records.admin.asked import row_number_or_404

NAME = "accounts_user_their_data"
NEW = "More places were found since you looked. Look through them, then choose again."


class TheirDataMixin:
    """Gives a person's page the page “Their data”, for superusers."""

    def get_urls(self):
        view = require_http_methods(["GET", "HEAD", "POST"])(self.their_data_view)
        page = path("<path:object_id>/data/", self.admin_site.admin_view(view), name=NAME)
        return [page, *super().get_urls()]

    def their_data_view(self, request, object_id):
        """Show what is held and what erasing would do; each button of the page does one thing."""
        row_number_or_404(unquote(object_id))
        if not self.has_change_permission(request) or not request.user.is_superuser:
            raise PermissionDenied("Only a superuser can hand out or erase somebody's data.")
        if not is_fresh(request):
            return ask_again(request)
        person = self.get_object(request, unquote(object_id))
        if person is None:
            raise Http404
        buttons = {"export": self._hand_out, "erase": self._erase, "answer": self._answer}
        chosen = [press for name, press in buttons.items() if name in request.POST]
        return chosen[0](request, person) if chosen else self._their_data_page(request, person)

    def _hand_out(self, request, person):
        can_export(request.user, person, for_staff=True).require()
        document = actions.export(person=person, by=request.user, for_staff=True)
        return as_file(document, f"keep-it-local-person-{person.pk}.json")

    def _erase(self, request, person):
        form = EraseForm(request.POST)
        if not form.is_valid():
            return self._their_data_page(request, person, form=form)
        also = form.cleaned_data["also"]
        keys = {mention.key for mention in Plan(person, also).mentions}
        if keys - set(request.POST.getlist("seen")):
            messages.warning(request, NEW)
            return self._their_data_page(request, person, form=form)
        leave = keys - set(request.POST.getlist("take"))
        try:
            actions.anonymise(person=person, by=request.user, also=also, leave=leave)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
            return self._their_data_page(request, person, form=form)
        messages.success(request, "Erased. What this person did stays, as done by a former colleague.")
        return redirect(reverse("admin:accounts_user_changelist"))

    def _answer(self, request, person):
        form = AnswerForm(request.POST)
        asked = person.erasure_requests.filter(answered_at=None).first()
        if asked is None or not form.is_valid():
            return self._their_data_page(request, person, answer_form=form)
        actions.answer_request(request=asked, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, "Answered. The person gets your words by email.")
        return redirect(reverse(f"admin:{NAME}", args=[person.pk]))

    def _their_data_page(self, request, person, form=None, answer_form=None):
        form = form or EraseForm(request.POST if "look" in request.POST else None)
        plan = Plan(person, form.cleaned_data["also"] if form.is_bound and form.is_valid() else ())
        page = {
            **self.admin_site.each_context(request),
            "title": f"Data of {person.name}",
            "opts": self.opts,
            "person": person,
            "plan": plan,
            "refused": can_anonymise(request.user, person).reason,
            "asked": person.erasure_requests.filter(answered_at=None).first(),
            "form": form,
            "answer_form": answer_form or AnswerForm(),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/accounts/user/their_data.html", page)
