"""People in the Wagtail admin."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.users.views.users import DeleteView as WagtailDeleteView
from wagtail.users.views.users import IndexView as WagtailIndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from people import erasure
from people.admin_forms import AddPersonForm, EditPersonForm
from people.errors import SoleKeeperError


class IndexView(WagtailIndexView):
    """Everybody but those who were erased."""

    search_fields = ("display_name", "email")

    def get_base_queryset(self):
        return super().get_base_queryset().filter(erased_at=None)


class EraseView(WagtailDeleteView):
    """Erases a person where Wagtail would delete the row: what they published keeps an owner, and a
    restored copy of the database erases them again.
    """

    page_title = gettext_lazy("Erase this person")
    success_message = gettext_lazy("Everything personal about this person is erased.")

    @property
    def confirmation_message(self) -> str:
        return _(
            "Everything personal is erased at once and for good: name, e-mail, reflections, everything they wrote, "
            "certificates. What they published stays, without their name. Nothing can bring it back."
        )

    def delete_action(self) -> None:
        erasure.erase(self.object, now=timezone.now(), by=self.request.user)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except SoleKeeperError as error:
            messages.error(self.request, str(error))
            return redirect(self.get_success_url())


class UserViewSet(WagtailUserViewSet):
    index_view_class = IndexView
    delete_view_class = EraseView

    def get_form_class(self, for_update: bool = False) -> type:
        return EditPersonForm if for_update else AddPersonForm


class AccountView(WagtailAccountView):
    """The admin's own settings of a person; their name and language are changed in the profile of the site."""

    def get_panels(self) -> list:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
