"""How allauth behaves here: people are invited or added by staff, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, and links in mail that always use the configured origin."""

    def is_open_for_signup(self, request):
        return False

    def get_user_display(self, user):
        return user.name

    def send_mail(self, template_prefix, email, context):
        super().send_mail(template_prefix, email, {**context, "origin": settings.SITE_ORIGIN})
