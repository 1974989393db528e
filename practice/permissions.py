"""May this be published now?"""

from accounts.permissions import YES, no
from councils.models import pause_for
from practice.models import CaseStudy


def can_publish(study_key, council):
    """May the study of this key, or a new one without a key, stand published with this council today?

    Nothing new of a council is published while it is in a pre-election pause. What is new is
    judged by what the public sees now, not by a form or an earlier version that is gone back to.
    """
    pause = pause_for(council) if council else None
    if pause is None or CaseStudy.objects.published().filter(pk=study_key, council=council).exists():
        return YES
    return no(pause.refusal)
