"""Pages of our own in the Wagtail admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from base.errors import RefusedError
from courses.duplicating import may_duplicate
from courses.starting_points import starting_points
from home.actions import begin_module
from home.forms import BeginModuleForm
from home.own_modules import own_modules
from people.rules import may_teach

# A choice on one screen, not a list of everything.
MOST_COPIES = 50


class TeachersOnly:
    """For trainers and programme managers."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_teach(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ModulesView(TeachersOnly, WagtailAdminTemplateMixin, TemplateView):
    """The modules this person may change."""

    page_title = _("Modules")
    header_icon = "form"
    template_name = "home/admin/modules.html"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": _("Modules")},
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(label=_("Begin a module"), url=reverse("begin_module"), icon_name="plus")]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"modules": own_modules(self.request.user)}


class BeginModuleView(TeachersOnly, WagtailAdminTemplateMixin, FormView):
    """Begin a module from a template, then go on at its workbench; or choose one to copy."""

    page_title = _("Begin a module")
    header_icon = "form"
    form_class = BeginModuleForm
    template_name = "home/admin/begin_module.html"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("own_modules"), "label": _("Modules")},
        {"url": "", "label": _("Begin a module")},
    ]

    def get_initial(self) -> dict:
        return {"language": self.request.user.language}

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        points = starting_points()
        templates = [
            {"box": box, "about": points[code].about if (code := box.data["value"]) in points else ""}
            for box in context["form"]["template"]
        ]
        return context | {
            "templates": templates,
            "copies": may_duplicate(self.request.user)
            .select_related("locale")
            .order_by("title")[:MOST_COPIES],
        }

    def form_valid(self, form: BeginModuleForm) -> HttpResponse:
        try:
            module = begin_module(user=self.request.user, **form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("workbench", module.translation_key)

    def form_invalid(self, form: BeginModuleForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
