"""A module copied in the admin: one form, then the copy's workbench."""

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from base.errors import RefusedError
from base.text import clean_text
from courses.duplicating import copy_title, duplicate_module, may_duplicate
from courses.models import ModulePage
from people.rules import may_teach


class DuplicateForm(forms.Form):
    """What the copy is called. The key makes two clicks one copy."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title of the copy"), max_length=255)
    with_translations = forms.BooleanField(
        label=_("Copy its other language too"),
        help_text=_(
            "With what translators have done. Texts that the copy changes wait for their translation."
        ),
        required=False,
        initial=True,
    )

    def clean_title(self) -> str:
        return clean_text(self.cleaned_data["title"])


class DuplicateView(WagtailAdminTemplateMixin, FormView):
    """Offers a copy of one's own module, or of one that is published."""

    form_class = DuplicateForm
    template_name = "courses/workbench/duplicate.html"
    page_title = _("Duplicate a module")
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        found = may_duplicate(request.user).filter(translation_key=key).select_related("locale").first()
        if found is None or not may_teach(request.user):
            # Else Django would go on to look for a page of that address in the reader's language.
            request.urlconf = "wagtail.admin.urls"
            raise Http404
        self.module: ModulePage = found
        return super().dispatch(request)

    def get_initial(self) -> dict:
        title = copy_title(self.module.title, self.module.locale.language_code)
        return {"key": uuid.uuid4(), "title": title}

    def form_valid(self, form: DuplicateForm) -> HttpResponse:
        try:
            made = duplicate_module(source=self.module, by=self.request.user, **form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("workbench", made.translation_key)

    def form_invalid(self, form: DuplicateForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("own_modules"), "label": _("Modules")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs) -> dict:
        languages = self.module.get_translations()
        others = languages if self.is_own() else languages.live()
        return super().get_context_data(
            module=self.module, has_other_language=others.exists(), is_own=self.is_own(), **kwargs
        )

    def is_own(self) -> bool:
        return ModulePage.objects.editable_by(self.request.user).filter(pk=self.module.pk).exists()
