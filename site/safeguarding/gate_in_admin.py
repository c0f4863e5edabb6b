"""What somebody meets in the admin who wants to publish a page that a second person has not reviewed.

The gate itself is `safeguarding.publication`; here it is told in words, before anything is lost.
"""

from django.contrib import messages as plain_messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from safeguarding import audit, publication
from safeguarding.actions import ask_for_review
from safeguarding.enums import Act


def ask_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop the publication of a draft that was saved a moment ago; hook `before_publish_page`."""
    draft = page.get_latest_revision().as_object()
    reason = publication.missing(draft)
    if reason is None:
        return None
    if draft.go_live_at and draft.go_live_at > timezone.now():
        ask(request, draft)
        plain_messages.warning(
            request, _("It is published at that time only if its review is done by then. %s") % reason
        )
        return None
    return refuse(request, draft, reason)


def refuse(request: HttpRequest, page: Page, reason: str) -> HttpResponse:
    """Say what is missing, ask the reviewers, and lead back to the editor, where everything is kept."""
    tell(request, page, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


def tell(request: HttpRequest, page: Page, reason: str) -> None:
    ask(request, page)
    audit.record(act=Act.PUBLICATION_REFUSED, actor=request.user, subject=page, request=request)
    messages.error(request, reason, buttons=buttons_for(page))


def buttons_for(page: Page) -> list:
    """The way to the checklist, for a page that has one."""
    if not publication.concerns_children(page):
        return []
    return [messages.button(reverse("safeguarding_review", args=[page.pk]), _("See its review"))]


def ask(request: HttpRequest, page: Page) -> None:
    """Everything whose review this publication lacks goes before the reviewers."""
    for row in publication.unreviewed(page):
        ask_for_review(subject=row, by=request.user, now=timezone.now(), request=request)


def begin_as_draft(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """A new page of a kind that the gate knows is stored as a draft first; hook `before_create_page`."""
    is_known = page_class in publication.registered_models()
    if is_known and request.method == "POST" and "action-publish" in request.POST:
        data = request.POST.copy()
        del data["action-publish"]
        request.POST = data
        request.was_to_be_published = True


def publish_new(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Publish the new page after all, if nothing stands against it; hook `after_create_page`."""
    if not getattr(request, "was_to_be_published", False):
        return None
    return redirect_after_publishing(request, page.get_latest_revision().as_object())


def redirect_after_publishing(request: HttpRequest, draft: Page) -> HttpResponse:
    reason = publication.missing(draft)
    if reason:
        return refuse(request, draft, reason)
    try:
        draft.full_clean()
    except ValidationError as error:
        messages.error(
            request, _("It is kept as a draft: something is missing. %s") % " ".join(error.messages)
        )
        return redirect("wagtailadmin_pages:edit", draft.pk)
    draft.get_latest_revision().publish(user=request.user)
    messages.success(request, _("“%(title)s” is published.") % {"title": draft})
    return redirect("wagtailadmin_explore", draft.get_parent().pk)


def ask_before_publishing_many(
    request: HttpRequest, action_type: str, pages: list, action
) -> HttpResponse | None:
    """The same for many pages at once: none is published while one lacks its review; hook `before_bulk_action`."""
    if action_type != "publish" or not pages or not isinstance(pages[0], Page):
        return None
    with_below = request.POST.get("include_descendants")
    below = [page for parent in pages for page in parent.get_descendants().filter(live=False)]
    drafts = [
        page.specific.get_latest_revision_as_object() for page in [*pages, *(below if with_below else [])]
    ]
    reasons = [(draft, publication.missing(draft)) for draft in drafts]
    refused = [(draft, reason) for draft, reason in reasons if reason]
    for draft, reason in refused:
        tell(request, draft, reason)
    return redirect(action.next_url) if refused else None


def ask_before_publishing_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A translation is kept as a draft until its text is reviewed; hook `before_edit_page`.

    wagtail-localize would write it into the public row at once.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    draft = translated_draft(page)
    reason = publication.missing(draft) if draft else None
    if draft is None or reason is None:
        return None
    latest = page.get_latest_revision_as_object()
    if publication.fingerprint_of(latest) != publication.fingerprint_of(draft):
        draft.save_revision(user=request.user)
    return refuse(request, draft, reason)


def translated_draft(page: Page) -> Page | None:
    """The page as its translators wrote it, not stored; None for an original."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).select_related("source", "target_locale")
    translation = found.first()
    if translation is None:
        return None
    return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
