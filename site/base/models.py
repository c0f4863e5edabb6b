"""The content generation, and what every page has."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from base.enums import FactStatus


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


class Provenance(models.Model):
    """Where a statement comes from, for every object that makes one."""

    fact_status = models.CharField(
        _("where this comes from"),
        max_length=20,
        choices=FactStatus.choices,
        default=FactStatus.TEACHING_DESIGN,
    )

    class Meta:
        abstract = True

    provenance_panels = [FieldPanel("fact_status")]
