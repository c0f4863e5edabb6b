"""Content checks where Wagtail's editor shows its own."""

from django import template

from courses import content_checks
from courses.models import LessonPage, ModulePage
from courses.workflow_views import by_level

register = template.Library()


@register.inclusion_tag("courses/workflow/checks.html")
def content_checks_of(page) -> dict:
    """What the checks find in the newest draft of a module or lesson."""
    draft = content_checks.newest(page)
    return {"groups": by_level(content_checks.checks_of_page(draft, with_weight=True))}


@register.filter
def has_content_checks(page) -> bool:
    return isinstance(page, ModulePage | LessonPage) and page.pk is not None
