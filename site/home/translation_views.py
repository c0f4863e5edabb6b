"""A translation beside its original, in the admin: for its trainers and for translators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from courses.models import LessonPage, ModulePage
from home.own_modules import own_pages
from home.translation_difference import Change, difference, original_of, page_states, source_of


class TranslationDifferenceView(WagtailAdminTemplateMixin, View):
    """What was handed over, what the original says now, and the translation, text by text."""

    template_name = "home/admin/translation_difference.html"
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        found = own_pages(request.user).filter(pk=page_id).first()
        if found is None or not isinstance(found.specific, ModulePage | LessonPage):
            # Else Django would go on to look for a page of that address in the reader's language.
            request.urlconf = "wagtail.admin.urls"
            raise Http404
        self.page = found.specific
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_page_title(self) -> str:
        return _("Translation: %(title)s") % {"title": self.page.draft_title or self.page.title}

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("own_modules"), "label": _("Modules")},
            {"url": "", "label": self.page.draft_title or self.page.title},
        ]

    def get_context_data(self, **kwargs) -> dict:
        source = source_of(self.page)
        found = difference(self.page)
        only_changes = self.request.GET.get("show") != "all"
        shown = [line for line in found if line.change != Change.SAME] if only_changes else found
        return super().get_context_data(
            page=self.page,
            source=source,
            original=original_of(self.page, source),
            lines=shown,
            number=len(found),
            only_changes=only_changes,
            pages=self.pages(source),
            update_url=reverse("wagtail_localize:update_translations", args=[source.pk]) if source else "",
            **kwargs,
        )

    def pages(self, source) -> list:
        """The pages of the same module, each with how far it is."""
        module = self.page if isinstance(self.page, ModulePage) else self.page.get_parent()
        original = original_of(module, source)
        if original is None:
            return []
        originals = Page.objects.descendant_of(original, inclusive=True).filter(locale_id=original.locale_id)
        return page_states(originals.order_by("path"), self.page.locale)
