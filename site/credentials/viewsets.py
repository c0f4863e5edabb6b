"""Certificates in the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from credentials import admin_views
from credentials.models import Certificate
from credentials.rules import may_manage_certificates


class CertificatesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_manage_certificates(request.user)


class CertificateViewSet(ModelViewSet):
    """A list to look things up in. There are no views that add, edit or delete."""

    model = Certificate
    name = "credentials_certificate"
    url_prefix = "certificates"
    icon = "clipboard-list"
    menu_label = _("Certificates")
    menu_order = 150
    add_to_admin_menu = True
    menu_item_class = CertificatesMenuItem
    form_fields = ["language"]
    index_view_class = admin_views.IndexView
    inspect_view_class = admin_views.InspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["titles", "holder_name", "kind", "status", "issued_at"]
    list_filter = ["status", "kind", "language"]
    search_fields = ["holder_name", "holder__display_name"]
    inspect_view_fields = [
        "titles",
        "holder_name",
        "holder",
        "grouped_code",
        "kind",
        "status",
        "completed_at",
        "issued_at",
        "language",
        "minutes",
        "revoked_at",
        "revoked_by",
        "revocation_reason",
        "revocation_note",
    ]

    def get_urlpatterns(self):
        """Those that look, and two of our own."""
        looking = [
            one for one in super().get_urlpatterns() if one.name in {"index", "index_results", "inspect"}
        ]
        return [
            *looking,
            path("revoke/<int:pk>/", admin_views.RevokeView.as_view(), name="revoke"),
            path("anew/<int:pk>/", admin_views.AnewView.as_view(), name="anew"),
        ]

    def get_permissions_to_register(self):
        """None: what a group were given would have no effect (`policies.ViewOnly`)."""
        return Permission.objects.none()
