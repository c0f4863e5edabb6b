"""Views of activities in the admin; every one of them knows only the activities of one's own modules."""

import uuid

from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage

from base.sheets import safe_cell
from courses.authoring import StillUsedError, publish, remove
from courses.belonging import module_choices, module_titles
from courses.kept_back import is_kept_back, keep_public_words, why_closed_to
from courses.models import Item, Scenario
from courses.uses import answers_to, uses_of
from courses.version_words import item_lines, scenario_lines


class OwnObject:
    """Finds nothing but the activities of one's own modules."""

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    def get_base_object_queryset(self):
        return self.get_queryset()


class OwnFilterSet(WagtailFilterSet):
    """Offers only one's own modules."""

    module_key = ChoiceFilter(label=_("Module"), empty_label=_("All"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["module_key"].extra["choices"] = module_choices(self.request.user)


class IndexView(generic.IndexView):
    base_filterset_class = OwnFilterSet

    def get_base_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    @cached_property
    def module_titles(self) -> dict[uuid.UUID, str]:
        return module_titles(self.request.user)

    @cached_property
    def columns(self) -> list[Column]:
        module = Column("module", label=_("Module"), accessor=self.module_of)
        return [*super().columns, module]

    def module_of(self, activity) -> str:
        return self.module_titles.get(activity.module_key, "—")

    def to_row_dict(self, item) -> dict:
        row = {name: str(value) for name, value in super().to_row_dict(item).items()}
        return {name: safe_cell(value) for name, value in row.items()}


class SavePublishes:
    """What is saved is what learners get, unless it waits for the review of its lesson.

    The form has found it sound before. While reviewers have its module, nothing is saved.
    """

    is_kept_back = False

    def form_valid(self, form) -> HttpResponse:
        stored = self.model.objects.filter(pk=form.instance.pk).first()
        closed = why_closed_to(self.request.user, stored or form.instance, form.instance.module_key)
        if not closed:
            return super().form_valid(form)
        self.form = form
        messages.error(self.request, closed)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def save_instance(self):
        self.is_kept_back = is_kept_back(self.form.instance)
        if self.is_kept_back:
            keep_public_words(self.form.instance)
        activity = super().save_instance()
        if not self.is_kept_back:
            publish(activity)
        return activity

    def get_success_message(self, *saved) -> str:
        if self.is_kept_back:
            return gettext(
                "Your changes are kept. Learners read them once a lesson with “%(code)s” is published after"
                " its review."
            ) % {"code": self.form.instance.code}
        return super().get_success_message(*saved)


class CreateView(SavePublishes, generic.CreateView):
    pass


class EditView(SavePublishes, OwnObject, generic.EditView):
    pass


class CopyView(OwnObject, CreateView):
    """The form of a new activity, filled with what another one says."""

    def get_initial_form_instance(self):
        original = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        return fresh_copy(original)


def fresh_copy(original):
    """The same activity as a new one that is not stored yet."""
    copied = original.copy_cluster()[0] if hasattr(original, "copy_cluster") else original
    copied.pk, copied.key, copied.code = None, uuid.uuid4(), f"{original.code}-copy"[:50]
    copied._state.adding = True
    if isinstance(copied, Item | Scenario):
        copied.current_version = None
    else:
        copied.published = None
    return copied


class DeleteView(OwnObject, generic.DeleteView):
    """Refuses to delete what lessons hold or learners have answered, and says where it is used."""

    template_name = "courses/admin/confirm_delete.html"

    def get_usage(self):
        # Our own list knows drafts and answers, which the reference index does not.
        return None

    def get_context_data(self, **kwargs) -> dict:
        context = super(generic.DeleteView, self).get_context_data(**kwargs)
        uses, answers = uses_of(self.object), answers_to(self.object)
        return context | {"uses": uses, "answers": answers, "is_protected": bool(uses or answers)}

    def form_valid(self, form) -> HttpResponse:
        closed = why_closed_to(self.request.user, self.object)
        if closed:
            messages.error(self.request, closed)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        success_url, message = self.get_success_url(), self.get_success_message()
        try:
            remove(activity=self.object, by=self.request.user)
        except StillUsedError as error:
            messages.error(self.request, str(error))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, message)
        return HttpResponseRedirect(success_url)


class HistoryView(history.HistoryView):
    def get_base_object_queryset(self):
        return self.model.objects.visible_to(self.request.user)


class UsageView(usage.UsageView):
    def get_base_object_queryset(self):
        return self.model.objects.visible_to(self.request.user)


class InspectView(generic.InspectView):
    def get_object(self, queryset=None):
        return get_object_or_404(self.model.objects.visible_to(self.request.user), pk=self.pk)

    def get_field_label(self, field_name, field) -> str:
        return gettext("Module") if field_name == "module_key" else super().get_field_label(field_name, field)

    def get_module_key_display_value(self) -> str:
        return module_titles(self.request.user).get(self.object.module_key, "—")


class VersionedInspectView(InspectView):
    """Also shows every version that learners have been asked, newest first; nobody edits them."""

    template_name = "courses/admin/inspect_versions.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"versions": list(self.versions())}

    def versions(self):
        answers, lines = ANSWERS_AND_LINES[self.model]
        rows = self.object.versions.annotate(answers=Count(answers, distinct=True)).order_by("-number")
        for version in rows:
            yield {
                "version": version,
                "lines": list(lines(version.content)),
                "is_current": self.is_current(version),
            }

    def is_current(self, version) -> bool:
        return version.pk == self.object.current_version_id


ANSWERS_AND_LINES = {Item: ("responses", item_lines), Scenario: ("choices", scenario_lines)}
