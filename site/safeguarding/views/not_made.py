"""A public page that was to be made, by copying above all, and was not: nothing of it is stored."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.models import Page

from safeguarding import audit
from safeguarding.enums import Act
from safeguarding.views.doors import AdminPage

COPYING = "wagtailadmin_pages:copy"


class NotMadeView(AdminPage, TemplateView):
    """Says that nothing was made, and leads back to where it was asked for."""

    page_title = gettext_lazy("Not published")
    header_icon = "warning"
    template_name = "safeguarding/admin/not_made.html"
    title = ""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "is_copy": self.request.resolver_match.view_name == COPYING,
            "back": self.request.get_full_path(),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**kwargs), status=409)

    get = post


class NotCopiedView(NotMadeView):
    page_title = gettext_lazy("Nothing was copied")


def not_made(request: HttpRequest, subject: Page | None) -> HttpResponse:
    """The answer to whoever tried, and an entry in the log about the page it would have come from."""
    match = request.resolver_match
    is_copy = match.view_name == COPYING
    source = Page.objects.filter(pk=match.kwargs["page_id"]).first() if is_copy else None
    if source:
        audit.record(
            act=Act.PUBLICATION_REFUSED, actor=request.user, subject=source.specific, request=request
        )
    view = NotCopiedView if is_copy else NotMadeView
    title = str(subject) if subject is not None else _("This page")
    return view.as_view(title=title)(request).render()
