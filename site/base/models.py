"""The content generation, and what every page has."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from base.enums import Language
from base.visitors import open_to_all


class ContentGeneration(models.Model):
    """One row: a number that grows whenever public content changes. See `base.generation`."""

    number = models.BigIntegerField(default=1)

    wagtail_reference_index_ignore = True


class BasePage(Page):
    """What every page of the site has; abstract, so the plain Wagtail `Page` stays the only base table."""

    class Meta:
        abstract = True

    show_in_menus_default = False

    @property
    def description(self) -> str:
        """One sentence for search engines and shared links."""
        return self.search_description

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page, declared the same for every stranger unless it is restricted to some people."""
        request.translations = self.addresses()
        request.nearest_pages = self.nearest_addresses(request.translations)
        response = super().serve(request, *args, **kwargs)
        if not request.is_known and not self.get_view_restrictions().exists():
            open_to_all(response)
        return response

    def addresses(self) -> dict[str, str]:
        """Language → address of this page wherever it is published."""
        pages = self.get_translations(inclusive=True).live().select_related("locale")
        return {page.locale.language_code: page.url for page in pages}

    def nearest_addresses(self, known: dict[str, str]) -> dict[str, str]:
        """Where the page above is published, when this one lacks a language; else nothing."""
        parent = self.get_parent().specific if len(known) < len(Language) else None
        return parent.addresses() if isinstance(parent, BasePage) else {}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict:
        request.is_known = mode_name == "participant"
        return super().get_preview_context(request, mode_name)
