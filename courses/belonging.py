"""Which module an activity belongs to, as a person chooses and reads it in the admin."""

import uuid

from django.utils.translation import get_language

from courses.models import ModulePage


def module_titles(user) -> dict[uuid.UUID, str]:
    """Module key → title, of the modules this person may change; in their language where there is one."""
    titles: dict[uuid.UUID, str] = {}
    for page in ModulePage.objects.editable_by(user).select_related("locale").order_by("path"):
        if page.translation_key not in titles or page.locale.language_code == get_language():
            title = page.draft_title or page.title
            titles[page.translation_key] = f"{page.code} · {title}" if page.code else title
    return titles


def module_choices(user) -> list[tuple[str, str]]:
    """The same as choices of a form."""
    return [(str(key), title) for key, title in module_titles(user).items()]
