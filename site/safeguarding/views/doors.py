"""Who gets in: safeguarding reviewers, and nobody by accident."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from safeguarding.rules import may_read_audit_log, may_safeguard


class ReviewersOnly:
    """For safeguarding reviewers."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_safeguard(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AuditReadersOnly:
    """For those who may read the audit log."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_read_audit_log(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AdminPage(WagtailAdminTemplateMixin):
    """A page of ours in the admin; `trail` names the pages above it as (address, label)."""

    header_icon = "lock"

    def trail(self) -> list[tuple[str, str]]:
        return []

    @property
    def breadcrumbs_items(self) -> list[dict]:
        above = [{"url": url, "label": label} for url, label in self.trail()]
        return [
            *WagtailAdminTemplateMixin.breadcrumbs_items,
            *above,
            {"url": "", "label": self.get_page_title()},
        ]
