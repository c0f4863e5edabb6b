"""People in the Wagtail admin."""

from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.users.views.users import IndexView as WagtailIndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from people.admin_forms import AddPersonForm, EditPersonForm


class IndexView(WagtailIndexView):
    search_fields = ("display_name", "email")


class UserViewSet(WagtailUserViewSet):
    index_view_class = IndexView

    def get_form_class(self, for_update: bool = False) -> type:
        return EditPersonForm if for_update else AddPersonForm


class AccountView(WagtailAccountView):
    """The admin's own settings of a person; their name and language are changed in the profile of the site."""

    def get_panels(self) -> list:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
