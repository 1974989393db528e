"""Signed-in pages of the self-assessment."""

from django.urls import path, re_path

from assessments import views
from assessments.views import champion, network, next_step, paper, plans, results, sections, team

app_name = "assessments"
# At most nine digits: a longer number fits no row, and some databases refuse to look for it.
ONE = r"^(?P<council>[a-z0-9-]{1,80})/(?P<cycle>[0-9]{1,9})/"
PRIORITY = ONE + r"priorities/(?P<key>[0-9][a-z])/"
TEAM = r"^(?P<council>[a-z0-9-]{1,80})/team/"
LIBRARY = r"^(?P<council>[a-z0-9-]{1,80})/evidence/"
NUMBER = r"(?P<number>[0-9]{1,9})/"

urlpatterns = [
    path("", views.index, name="index"),
    path("shared/", network.shared, name="shared"),
    re_path(r"^shared/(?P<council>[a-z0-9-]{1,80})/$", network.shared_by, name="shared_by"),
    re_path(
        r"^shared/(?P<council>[a-z0-9-]{1,80})/(?P<cycle>[0-9]{1,9})/$",
        network.shared_by,
        name="shared_by_year",
    ),
    re_path(r"^invitation/(?P<token>[0-9A-Za-z.:_-]{1,120})/$", views.invitation, name="invitation"),
    re_path(rf"^assisted/{NUMBER}$", views.assisted, name="assisted"),
    re_path(rf"^assisted/{NUMBER}(?P<key>[0-9][a-z])/$", views.assisted_statement, name="assisted_statement"),
    re_path(r"^(?P<council>[a-z0-9-]{1,80})/$", views.council, name="council"),
    re_path(r"^(?P<council>[a-z0-9-]{1,80})/years/$", views.years, name="years"),
    re_path(TEAM + "$", team.team, name="team"),
    re_path(TEAM + "invite/$", team.invite, name="invite"),
    re_path(TEAM + f"invitations/{NUMBER}again/$", team.invite_again, name="invite_again"),
    re_path(TEAM + f"invitations/{NUMBER}take-back/$", team.uninvite, name="uninvite"),
    re_path(TEAM + f"roles/{NUMBER}$", team.role, name="role"),
    re_path(TEAM + f"roles/{NUMBER}change/$", team.change_role, name="change_role"),
    re_path(TEAM + f"roles/{NUMBER}end/$", team.end, name="end_role"),
    re_path(TEAM + f"roles/{NUMBER}parts/$", team.parts, name="parts"),
    re_path(TEAM + f"roles/{NUMBER}back/$", team.end_stand_in, name="end_stand_in"),
    re_path(TEAM + "stand-in/$", team.stand_in, name="stand_in"),
    re_path(LIBRARY + "$", views.library, name="library"),
    re_path(LIBRARY + "add/$", views.add_document, name="add_document"),
    re_path(LIBRARY + NUMBER + "$", views.change_document, name="change_document"),
    re_path(ONE + "$", views.tasks, name="tasks"),
    re_path(ONE + r"(?P<key>[0-9][a-z])/$", views.statement, name="statement"),
    re_path(ONE + r"(?P<key>[0-9][a-z])/comments/$", views.comments, name="comments"),
    re_path(ONE + r"(?P<key>[0-9][a-z])/next/$", next_step.what_next, name="what_next"),
    re_path(ONE + r"section/(?P<number>[0-9])/$", sections.section, name="section"),
    re_path(ONE + r"(?P<key>[0-9][a-z])/still-true/$", views.still_true, name="still_true"),
    re_path(ONE + r"(?P<key>[0-9][a-z])/what-happened/$", views.what_happened, name="what_happened"),
    re_path(ONE + "forward/$", views.forward, name="forward"),
    re_path(ONE + "movement/$", views.movement, name="movement"),
    re_path(ONE + r"answers\.csv$", views.answers_csv, name="answers_csv"),
    re_path(ONE + r"answers\.docx$", views.answers_docx, name="answers_docx"),
    re_path(ONE + "offline/$", views.offline, name="offline"),
    re_path(ONE + r"offline\.xlsx$", views.offline_xlsx, name="offline_xlsx"),
    re_path(ONE + "check/$", views.check, name="check"),
    re_path(ONE + "priorities/$", plans.priorities, name="priorities"),
    re_path(PRIORITY + "$", plans.priority, name="priority"),
    re_path(PRIORITY + "set-aside/$", plans.set_aside, name="set_aside"),
    re_path(PRIORITY + "actions/$", plans.planned, name="planned"),
    re_path(PRIORITY + f"actions/{NUMBER}$", plans.action, name="action"),
    re_path(PRIORITY + f"actions/{NUMBER}remove/$", plans.remove_action, name="remove_action"),
    re_path(ONE + "champion/$", champion.champion, name="champion"),
    re_path(ONE + "results/$", results.results, name="results"),
    re_path(ONE + "paper/$", paper.paper, name="paper"),
    re_path(ONE + r"paper\.docx$", paper.paper_docx, name="paper_docx"),
    re_path(ONE + "sharing/$", views.sharing, name="sharing"),
    re_path(ONE + "preview/$", views.preview, name="preview"),
    re_path(ONE + "send/$", views.send, name="send"),
    re_path(ONE + "recall/$", views.recall, name="recall"),
    re_path(ONE + "sign/$", views.sign, name="sign"),
    re_path(ONE + "decline/$", views.decline, name="decline"),
    re_path(ONE + "confirmation/$", views.confirmation, name="confirmation"),
    re_path(ONE + r"signed/(?P<number>[0-9]{1,4})/$", views.signed, name="signed"),
    re_path(ONE + "clarification/$", views.clarification, name="clarification"),
    re_path(ONE + "confirm/$", views.confirm, name="confirm"),
    re_path(ONE + "send-back/$", views.send_back, name="send_back"),
    re_path(ONE + "withdraw/$", views.withdraw, name="withdraw"),
    re_path(ONE + "history/$", views.history, name="history"),
]
