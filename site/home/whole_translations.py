"""A page is published in one language or not at all.

Wagtail-localize would publish a translation with the original's words wherever a text is not translated
yet. Readers would get a page in two languages and nobody would tell them.
"""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from courses.content_checks import Check, place_of


def waiting_texts(page: Page) -> int:
    """How many texts of this page still wait for their translation; 0 for an original."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if found is None:
        return 0
    total, done = found.get_progress()
    return total - done


def whole_translation(page: Page) -> list[Check]:
    """The content check that says how many texts of a page still wait; asked by `courses.content_checks`."""
    number = waiting_texts(page) if page.pk else 0
    if not number:
        return []
    sentence = ngettext(
        "%(number)s text has no translation yet.", "%(number)s texts have no translation yet.", number
    )
    return [place_of(page).blocking(sentence % {"number": number})]


def publish_only_whole(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop the publication of a translation that lacks texts, and say how many; hook `before_edit_page`."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    number = waiting_texts(page)
    if not number:
        return None
    tell(request, number)
    return redirect("wagtailadmin_pages:edit", page.pk)


def publish_only_whole_in_bulk(
    request: HttpRequest, action_type: str, pages: list, action
) -> HttpResponse | None:
    """The same for many pages at once; hook `before_bulk_action`."""
    if action_type != "publish" or not pages or not isinstance(pages[0], Page):
        return None
    with_lessons = request.POST.get("include_descendants")
    below = [page for parent in pages for page in parent.get_descendants()] if with_lessons else []
    number = sum(map(waiting_texts, [*pages, *below]))
    if not number:
        return None
    tell(request, number)
    return redirect(action.next_url)


def tell(request: HttpRequest, number: int) -> None:
    sentence = ngettext(
        "Not published: %(number)s text has no translation yet. Translate it first.",
        "Not published: %(number)s texts have no translation yet. Translate them first.",
        number,
    )
    messages.error(request, sentence % {"number": number})


class HandOverForm(UpdateTranslationsForm):
    """Hands new texts to translators; what is public stays as it is until they are done."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"].widget = forms.HiddenInput()

    def clean_publish_translations(self) -> bool:
        return False


class HandOverView(UpdateTranslationsView):
    """In place of wagtail-localize's own, which offers to publish at once."""

    def get_form(self) -> HandOverForm:
        return HandOverForm(self.request.POST if self.request.method == "POST" else None)
