"""Organizations in the admin: one menu group; who may do what follows Django's model permissions."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from organizations import admin_views
from organizations.forms import AddMemberForm, MemberRoleForm, OrganizationForm
from organizations.models import Membership, Organization


class OrganizationViewSet(ModelViewSet):
    model = Organization
    url_prefix = "organizations"
    icon = "group"
    menu_label = _("Organizations")
    index_view_class = admin_views.IndexView
    inspect_view_class = admin_views.InspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        "__str__",
        "kind_of_actor",
        "level",
        "comes_as",
        BooleanColumn("is_hidden", label=_("Hidden"), sort_key="is_hidden"),
    ]
    list_filter = ["mention_only", "is_demo", "is_hidden", "level"]
    search_fields = ["looked_for"]
    inspect_view_fields = [
        "name",
        "acronym",
        "aliases",
        "description",
        "kind_of_actor",
        "level",
        "place",
        "website",
        "contact_email",
        "comes_as",
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel(name) for name in ("name", "acronym", "aliases", "code", "description")],
                heading=_("Names"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("actor_types", widget=CheckboxSelectMultiple),
                    FieldPanel("level"),
                    FieldPanel("place"),
                ],
                heading=_("What it is, and where"),
            ),
            MultiFieldPanel(
                [FieldPanel("website"), FieldPanel("contact_email"), FieldPanel("is_hidden")],
                heading=_("Contact and safety"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("mention_only"),
                    FieldPanel("fact_status"),
                    FieldPanel("sources", widget=CheckboxSelectMultiple),
                    FieldPanel("is_demo"),
                ],
                heading=_("How it comes to be here"),
            ),
        ],
        base_form_class=OrganizationForm,
    )


class MembershipViewSet(ModelViewSet):
    model = Membership
    url_prefix = "organization-members"
    icon = "user"
    menu_label = _("Members")
    index_view_class = admin_views.MembersIndexView
    add_view_class = admin_views.AddMemberView
    edit_view_class = admin_views.MemberRoleView
    delete_view_class = admin_views.RemoveMemberView
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    list_display = ["person", "email", "organization", "role", "added_at"]
    list_filter = ["organization", "role"]
    search_fields = ["person__display_name", "person__email", "organization__looked_for"]

    def get_form_class(self, for_update: bool = False) -> type:
        return MemberRoleForm if for_update else AddMemberForm


class OrganizationsGroup(ViewSetGroup):
    menu_label = _("Organizations")
    menu_icon = "group"
    menu_order = 250
    items = [OrganizationViewSet("organization_rows"), MembershipViewSet("organization_members")]
