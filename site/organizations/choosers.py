"""How those who prepare events and materials pick an organization."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from organizations.models import Organization


class NameFilterForm(BaseFilterForm):
    """Finds an organization by any of its names."""

    q = forms.CharField(label=_("Any of its names"), required=False, widget=forms.TextInput)

    def filter(self, objects):
        query = self.cleaned_data.get("q")
        self.is_searching, self.search_query = bool(query), query
        return super().filter(objects).called(query or "")


class Offered:
    """Those that the person may see."""

    filter_form_class = NameFilterForm

    def get_object_list(self):
        return Organization.objects.visible_to(self.request.user)


class ChooseView(Offered, chooser.ChooseView):
    pass


class ChooseResultsView(Offered, chooser.ChooseResultsView):
    pass


class ChosenView(chooser.ChosenView):
    def get_object(self, pk) -> Organization:
        try:
            return Organization.objects.visible_to(self.request.user).get(pk=pk)
        except ValueError as error:
            raise Http404 from error


class ChosenMultipleView(chooser.ChosenMultipleView):
    def get_objects(self, pks):
        known = [pk for pk in pks if pk.isdecimal()]
        return Organization.objects.visible_to(self.request.user).filter(pk__in=known)


class OrganizationChooser(ChooserViewSet):
    model = "organizations.Organization"
    icon = "group"
    choose_one_text = _("Choose an organization")
    choose_another_text = _("Choose another organization")
    edit_item_text = _("Edit this organization")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView


organization_chooser = OrganizationChooser("organization_chooser")
