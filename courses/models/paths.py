"""Paths: modules in an order, who follows them, and who has completed them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail_localize.fields import SynchronizedField

from base.fields import StreamField
from base.models import BasePage
from courses.blocks.lessons import Objectives
from courses.blocks.paths import PathSteps
from courses.enums import CoverTint
from courses.models.pages import ADDRESS_PANELS, PREVIEW_MODES, EditableManager
from reference.fields import TermCodesField


def context(name: str, request, page) -> dict:
    """What a page shows besides its own fields, from `courses.path_contexts`, which stands above models."""
    return import_string(f"courses.path_contexts.{name}_context")(request, page)


class PathIndexPage(BasePage):
    """All paths, in one language."""

    intro = models.TextField(_("introduction"), blank=True)

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.PathPage"]
    template = "courses/path_index.html"
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of paths")

    @property
    def description(self) -> str:
        return self.search_description or self.intro

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | context("path_index", request, self)


class PathPage(BasePage):
    """A path in one language. What one has to do is said by the page in its source language."""

    source_language = models.CharField(max_length=5, blank=True, editable=False)
    summary = models.TextField(
        _("summary"), max_length=400, help_text=_("Two sentences: where this path leads, and for whom it is.")
    )
    audience = TermCodesField(_("for whom"), vocabulary="audience")
    objectives = StreamField(
        Objectives(required=False), blank=True, verbose_name=_("after this path you can")
    )
    advice = models.TextField(
        _("advice on the order"),
        max_length=600,
        blank=True,
        help_text=_("Whether the order matters, and what somebody with little time may leave out."),
    )
    steps = StreamField(PathSteps(required=False), blank=True, verbose_name=_("modules in their order"))
    cover_tint = models.CharField(
        _("colour of the cover"), max_length=10, choices=CoverTint.choices, default=CoverTint.LEAF
    )

    objects = EditableManager()
    parent_page_types = ["courses.PathIndexPage"]
    subpage_types = []
    template = "courses/path.html"
    preview_modes = PREVIEW_MODES

    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("source_language", "audience", "cover_tint")
    ]

    content_panels = [
        TitleFieldPanel("title", help_text=_("What learners read in the list of paths.")),
        FieldPanel("summary"),
        FieldPanel("audience"),
        FieldPanel(
            "objectives", help_text=_("Three to five, each with a verb: what the modules give together.")
        ),
    ]
    steps_panels = [
        FieldPanel(
            "steps",
            help_text=_(
                "Learners meet the modules in this order. Drag one, or use its menu, to move it. A module"
                " that is not published yet is announced without its title."
            ),
        ),
        FieldPanel(
            "advice",
            help_text=_(
                "Whether the order matters, and what somebody with little time may leave out. When a module above"
                " is locked, do not say here that nothing is."
            ),
        ),
    ]
    shelf_panels = [
        FieldPanel("cover_tint"),
        MultiFieldPanel(ADDRESS_PANELS, heading=_("Address and search engines")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Path")),
            ObjectList(steps_panels, heading=_("Modules")),
            ObjectList(shelf_panels, heading=_("Catalogue and address")),
        ]
    )

    class Meta:
        verbose_name = _("path")
        verbose_name_plural = _("paths")

    def full_clean(self, *args, **kwargs):
        if not self.source_language:
            self.source_language = self.locale.language_code if self.locale_id else ""
        super().full_clean(*args, **kwargs)

    @property
    def description(self) -> str:
        return self.search_description or self.summary

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | context("path", request, self)


class OfLearnerQuerySet(models.QuerySet):
    def of(self, learner):
        """The rows of one learner (a `courses.learners.Learner`)."""
        if learner.user_id:
            return self.filter(user_id=learner.user_id)
        if learner.anonymous_key:
            return self.filter(anonymous_key=learner.anonymous_key)
        return self.none()

    def visible_to(self, user):
        """A person sees their own; nobody sees another's."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class OfLearner(models.Model):
    """A row that says something of one learner and one path, in whatever language."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # The random key in the start cookie of somebody without an account.
    anonymous_key = models.UUIDField(null=True, blank=True)
    path_key = models.UUIDField()

    objects = OfLearnerQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, anonymous_key__isnull=True)
                | Q(user__isnull=True, anonymous_key__isnull=False),
                name="%(class)s_belongs_to_exactly_one",
            ),
            models.UniqueConstraint(fields=["user", "path_key"], name="one_%(class)s_a_user_and_path"),
            models.UniqueConstraint(
                fields=["anonymous_key", "path_key"], name="one_%(class)s_a_key_and_path"
            ),
        ]


class PathFollowing(OfLearner):
    """A learner chose to follow a path. Their progress on it stands in the enrolments on its modules."""

    since = models.DateTimeField(default=timezone.now)

    class Meta(OfLearner.Meta):
        indexes = [models.Index(fields=["path_key"])]


class PathCompletion(OfLearner):
    """The moment every module of the path was complete. A path that grows later never takes it away.

    `modules` are the keys of the modules that were asked for on that day.
    """

    at = models.DateTimeField()
    modules = models.JSONField()

    class Meta(OfLearner.Meta):
        indexes = [models.Index(fields=["path_key"])]
