"""Organizations and their members in the admin."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views import generic

from organizations import actions
from organizations.models import Membership, Organization


class IndexView(generic.IndexView):
    """Found by any name; hidden ones only for those who manage them."""

    def get_base_queryset(self):
        return Organization.objects.visible_to(self.request.user).prefetch_related("actor_types")

    def search_queryset(self, queryset):
        return queryset.called(self.search_query) if self.search_query else queryset


class InspectView(generic.InspectView):
    """For those who choose an organization and may not change it."""

    def get_object(self, queryset=None) -> Organization:
        found = super().get_object(queryset)
        if not Organization.objects.visible_to(self.request.user).filter(pk=found.pk).exists():
            raise Http404
        return found

    def get_fields(self) -> list[str]:
        """The organization's own e-mail is for those who write to it."""
        fields = super().get_fields()
        may_write = self.request.user.has_perm("organizations.change_organization")
        return fields if may_write else [name for name in fields if name != "contact_email"]


class MembersIndexView(generic.IndexView):
    def get_base_queryset(self):
        rows = Membership.objects.visible_to(self.request.user)
        return rows.select_related("organization", "person")


class AddMemberView(generic.CreateView):
    success_message = gettext_lazy("Added: %(object)s.")

    def save_instance(self) -> Membership:
        return self.form.save()


class MemberRoleView(generic.EditView):
    success_message = gettext_lazy("Saved: %(object)s.")

    def get_page_subtitle(self) -> str:
        return f"{self.object.person} · {self.object.organization}"

    def save_instance(self) -> Membership:
        return self.form.save()


class RemoveMemberView(generic.DeleteView):
    page_title = gettext_lazy("Remove from the organization")
    success_message = gettext_lazy("Removed from the organization.")

    @property
    def confirmation_message(self) -> str:
        names = {"person": self.object.person, "organization": self.object.organization}
        return (
            _(
                "%(person)s will no longer belong to %(organization)s. Their account and what they learned stay."
            )
            % names
        )

    def delete_action(self) -> None:
        actions.remove_member(self.object, by=self.request.user, request=self.request)
