"""Reviewers open again, close by merger and assist; a review manager also sees what is disputed."""

from django.db import migrations

from accounts.groups import granting

DESK = {"assessment": ("reopen", "merge", "assist")}
MANAGER = {"assessment": ("view", "review", "manage", "reopen", "merge", "assist"), "cycle": ("view",)}


class Migration(migrations.Migration):
    dependencies = [('assessments', '0012_clarification')]

    operations = [
        granting("Reviewer", "assessments", DESK),
        granting("Review manager", "assessments", MANAGER),
    ]
