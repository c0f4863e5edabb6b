"""The way back from the full editor of a module or lesson to the workbench."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button
from wagtail.models import Page

from courses.models import LessonPage, ModulePage
from people.rules import may_teach


def workbench_button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Wagtail's hook `register_page_header_buttons`."""
    module = page.get_parent() if isinstance(page, LessonPage) else page
    is_of_module = isinstance(page, LessonPage | ModulePage) and page.pk
    if is_of_module and may_teach(user) and page.permissions_for_user(user).can_edit():
        url = reverse("workbench", args=[module.translation_key])
        yield Button(_("Open workbench"), url, icon_name="form", priority=5)
