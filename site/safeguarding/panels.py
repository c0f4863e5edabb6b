"""What safeguarding reviewers see first in the admin: reports of concern that nobody has taken in hand."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from safeguarding import rules
from safeguarding.enums import ConcernState
from safeguarding.models import ConcernReport


class NewConcernsPanel(Component):
    """How many there are, and the one that has waited longest."""

    order = 4
    template_name = "safeguarding/admin/new_concerns_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        new = ConcernReport.objects.visible_to(user).filter(state=ConcernState.NEW).order_by("reported_at")
        return {"number": new.count(), "oldest": new.first()}


def new_concerns_first(request: HttpRequest, panels: list) -> None:
    """Hook `construct_homepage_panels`."""
    if rules.may_safeguard(request.user):
        panels.append(NewConcernsPanel())
