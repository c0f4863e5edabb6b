"""Pages of our own in the Wagtail admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from home.actions import begin_module
from home.forms import BeginModuleForm
from home.own_modules import own_modules
from people.rules import may_teach


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
        return [HeaderButton(label=_("New module"), url=reverse("begin_module"), icon_name="plus")]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"modules": own_modules(self.request.user)}


class BeginModuleView(TeachersOnly, WagtailAdminTemplateMixin, FormView):
    """Begin a module, then go on in its editor."""

    page_title = _("New module")
    header_icon = "form"
    form_class = BeginModuleForm
    template_name = "home/admin/begin_module.html"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("own_modules"), "label": _("Modules")},
        {"url": "", "label": _("New module")},
    ]

    def get_initial(self) -> dict:
        return {"language": self.request.user.language}

    def form_valid(self, form: BeginModuleForm) -> HttpResponse:
        module = begin_module(user=self.request.user, **form.cleaned_data)
        return redirect("wagtailadmin_pages:edit", module.pk)
