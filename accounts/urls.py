"""Signing in and out, and one's own account: of allauth's pages those that the portal needs."""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from accounts import views
from accounts.fresh import fresh_sign_in

urlpatterns = [
    # One page under both names: allauth leads to either, and a code is the first choice.
    path("login/", views.sign_in, name="account_login"),
    path("login/", views.sign_in, name="account_request_login_code"),
    path("login/code/", views.confirm_code, name="account_confirm_login_code"),
    path("login/password/", allauth_views.login, name="account_login_password"),
    path("trial-mail/", views.trial_mail, name="trial_mail"),
    path("details/", views.own_details, name="own_details"),
    path("messages/", views.message_choices, name="message_choices"),
    path("your-data/", views.your_data, name="your_data"),
    path("your-data/download/", views.download_my_data, name="download_my_data"),
    path("your-data/forget/", views.ask_to_be_forgotten, name="ask_to_be_forgotten"),
    path("your-data/keep/", views.take_back_request, name="take_back_request"),
    path("login/second-factor/", views.second_factor_code, name="mfa_authenticate"),
    path("", views.account, name="account"),
    path("confirm/", views.confirm_you, name="confirm_you"),
    path("address/", views.change_address, name="change_address"),
    path("address/<str:token>/", views.confirm_address, name="confirm_address"),
    path("session/", views.session_time, name="session_time"),
    path("sessions/", views.sessions, name="sessions"),
    path("second-factor/", views.show_second_factor, name="second_factor"),
    path("second-factor/set-up/", views.set_up_second_factor, name="set_up_second_factor"),
    path("second-factor/turn-off/", views.turn_off_second_factor, name="turn_off_second_factor"),
    path("second-factor/recovery-codes/", views.recovery_codes, name="new_recovery_codes"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("signup/", allauth_views.signup, name="account_signup"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("password/change/", fresh_sign_in(allauth_views.password_change), name="account_change_password"),
    path("password/set/", fresh_sign_in(allauth_views.password_set), name="account_set_password"),
    path("password/reset/", allauth_views.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
