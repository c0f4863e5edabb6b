"""The publication checklist: the queue, and a page or row with its changes and its items."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.models import Page

from people.models import User
from safeguarding import after_ticks, publication, rules
from safeguarding.actions import tick_checklist
from safeguarding.after_ticks import Outcome
from safeguarding.authors import authors_of, authors_of_row
from safeguarding.checklist import ITEMS
from safeguarding.differences import Difference, differences
from safeguarding.errors import ReviewRefusedError
from safeguarding.forms import ChecklistForm
from safeguarding.models import PublicationReview, ReviewRequest
from safeguarding.views.doors import AdminPage, ReviewersOnly
from safeguarding.waiting import newest_text, review_address, waiting_pages


class WaitingPagesView(ReviewersOnly, AdminPage, TemplateView):
    """Pages that wait for a second person."""

    page_title = gettext_lazy("Pages to review")
    header_icon = "tasks"
    template_name = "safeguarding/admin/waiting.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"waiting": waiting_pages()}


class PageOfGate:
    """Finds a page that passes the gate, for safeguarding reviewers and for those who may edit it."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if publication.gate_for(self.page) is None:
            raise Http404
        if not (rules.may_safeguard(request.user) or self.page.permissions_for_user(request.user).can_edit()):
            raise PermissionDenied
        self.draft = self.page.get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)


class ChecklistView(AdminPage, TemplateView):
    """What a second person confirms before the newest text of something is published."""

    header_icon = "tasks"
    template_name = "safeguarding/admin/review.html"

    def get_page_title(self) -> str:
        return _("Publication checklist: %(title)s") % {"title": self.draft}

    def trail(self) -> list[tuple[str, str]]:
        if not rules.may_safeguard(self.request.user):
            return []
        return [(reverse("safeguarding_waiting"), _("Pages to review"))]

    def get_context_data(self, **kwargs) -> dict:
        fingerprint = publication.fingerprint_of(self.draft)
        review = publication.review_of(self.draft)
        form = kwargs.get("form") or ChecklistForm(initial={"fingerprint": fingerprint})
        return super().get_context_data(**kwargs) | {
            "page": self.draft,
            "review": review,
            "concerns_children": publication.concerns_children(self.draft),
            "is_leaving": publication.is_leaving(self.draft),
            "why_not": "" if review else why_not(self.request.user, self.page, self.authors()),
            "form": form,
            "items": [(item, form[item.code], item.code in kwargs.get("left", ())) for item in ITEMS],
            "earlier": earlier_reviews(self.page),
            "authors": names_of(self.authors()),
            "read_at": self.read_at(),
        }

    def authors(self) -> set[int]:
        """Who worked on it since its last review."""
        raise NotImplementedError

    def read_at(self) -> str:
        """Where its newest text is read."""
        raise NotImplementedError

    def foreseen(self) -> str:
        """What a tick sets off, in words."""
        return ""

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        if not rules.may_safeguard(request.user):
            raise PermissionDenied
        form = ChecklistForm(request.POST)
        form.is_valid()
        if form.cleaned_data.get("fingerprint") != publication.fingerprint_of(self.draft):
            messages.error(
                request, _("The text changed while you were reading. Look at it again, then tick.")
            )
            return redirect(review_address(type(self.page), self.page.pk))
        follows = self.foreseen()
        try:
            review = self.tick(form)
        except ReviewRefusedError as error:
            messages.error(request, str(error))
            context = self.get_context_data(form=form, left=[item.code for item in error.left])
            return self.render_to_response(context, status=422)
        if review.reviewer_id == request.user.pk:
            self.thank(after_ticks.outcome(self.page) if follows else None)
        else:
            messages.info(request, faster(review))
        return redirect("safeguarding_waiting")

    def thank(self, outcome: Outcome | None) -> None:
        """Say what became of it: published, approved for a date, or free to be published."""
        if outcome is None:
            words = _("Thank you. “%(title)s” may be published now.") % {"title": self.draft}
            messages.success(self.request, words)
            return
        buttons = [messages.button(outcome.url, _("See it"))] if outcome.url else None
        messages.success(self.request, outcome.sentence, buttons=buttons)

    def tick(self, form: ChecklistForm) -> PublicationReview:
        return tick_checklist(
            subject=self.draft,
            by=self.request.user,
            answers=form.answers,
            authors=self.authors(),
            now=timezone.now(),
            request=self.request,
        )


class ReviewView(PageOfGate, ChecklistView):
    """The checklist of a page."""

    def authors(self) -> set[int]:
        return authors_of(self.page)

    def read_at(self) -> str:
        return reverse("safeguarding_preview", args=[self.page.pk])

    def foreseen(self) -> str:
        return after_ticks.foreseen(self.page, self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        is_reviewed = bool(context["review"])
        return context | {
            "comes_first": "" if is_reviewed else after_ticks.comes_first(self.page),
            "follows": "" if is_reviewed else self.foreseen(),
            "shows_changes": True,
            "changes": changes_since_public(self.page, self.draft, self.request),
        }


class RowOfGate:
    """Finds a row that passes the gate and is no page: an event, a material, the record of a forum."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        model = publication.rows().get(kwargs["kind"])
        if model is None:
            raise Http404
        self.page = get_object_or_404(model, pk=kwargs["pk"])
        self.draft = newest_text(self.page)
        return super().dispatch(request, *args, **kwargs)


class RowReviewView(ReviewersOnly, RowOfGate, ChecklistView):
    """The checklist of a row."""

    def authors(self) -> set[int]:
        return authors_of_row(self.page)

    def read_at(self) -> str:
        return publication.gate_for(self.page).row.read_at(self.page)


class ReviewPreviewView(PageOfGate, View):
    """The newest text of the page, as visitors would read it."""

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.draft.make_preview_request(request, self.draft.default_preview_mode)


def faster(review: PublicationReview) -> str:
    """Tells the second of two reviewers who was the first."""
    if review.reviewer is None:
        return _("This text has been reviewed already. Nothing was done twice.")
    words = _("%(name)s has already ticked this checklist. Nothing was done twice.")
    return words % {"name": review.reviewer.display_name}


def why_not(user, subject: models.Model, authors: set[int]) -> str:
    """Why this person cannot tick this checklist; empty when they can."""
    if not rules.may_safeguard(user):
        return who_ticks(user, subject)
    if not rules.is_second_person(user.pk, authors):
        return _("You worked on this text yourself, so another safeguarding reviewer ticks its checklist.")
    return ""


def who_ticks(user, subject: models.Model) -> str:
    """Who does this instead; and that they know of it, to whoever asked them."""
    asked = ReviewRequest.objects.filter(
        subject_type=ContentType.objects.get_for_model(type(subject)),
        subject_id=str(subject.pk),
        asked_by=user,
    )
    if asked.exists():
        return _(
            "Only safeguarding reviewers tick the checklist. They have been told when you tried to publish."
        )
    return _("Only safeguarding reviewers tick the checklist.")


def changes_since_public(page: Page, draft: Page, request: HttpRequest) -> list[Difference] | None:
    """What differs from what is public; None for a page that is not public."""
    return differences(page, draft, request) if page.live else None


def earlier_reviews(subject: models.Model) -> Iterable[PublicationReview]:
    reviews = PublicationReview.objects.of_model(type(subject)).filter(subject_id=str(subject.pk))
    return reviews.select_related("reviewer").order_by("-reviewed_at")[:20]


def names_of(people: set[int]) -> list[str]:
    return list(User.objects.filter(pk__in=people).values_list("display_name", flat=True))
