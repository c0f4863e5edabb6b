"""The menu group of safeguarding, its addresses, and the gate as the admin meets it."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from safeguarding import gate_in_admin, panels, rules


class ForReviewers(MenuItem):
    def is_shown(self, request) -> bool:
        return rules.may_safeguard(request.user)


class ForAuditReaders(MenuItem):
    def is_shown(self, request) -> bool:
        return rules.may_read_audit_log(request.user)


@hooks.register("register_admin_urls")
def safeguarding_urls():
    return [path("safeguarding/", include("safeguarding.admin_urls"))]


@hooks.register("register_admin_menu_item")
def safeguarding_menu():
    items = [
        ForReviewers(_("Pages to review"), reverse("safeguarding_waiting"), icon_name="tasks", order=10),
        ForReviewers(_("Reports of concern"), reverse("safeguarding_queue"), icon_name="warning", order=20),
        ForReviewers(_("Consents"), reverse("safeguarding_consents"), icon_name="clipboard-list", order=30),
        ForAuditReaders(_("Audit log"), reverse("safeguarding_audit_log"), icon_name="history", order=40),
    ]
    return SubmenuMenuItem(
        _("Safeguarding"), Menu(items=items), name="safeguarding", icon_name="lock", order=120
    )


hooks.register("construct_homepage_panels", panels.new_concerns_first)
hooks.register("before_publish_page", gate_in_admin.ask_before_publishing)
hooks.register("before_create_page", gate_in_admin.begin_as_draft)
hooks.register("after_create_page", gate_in_admin.publish_new)
hooks.register("before_bulk_action", gate_in_admin.ask_before_publishing_many)
# Before wagtail-localize's own answer to the same address, and after the check that it is whole.
hooks.register("before_edit_page", gate_in_admin.ask_before_publishing_translation, order=-1)
