"""Certificates in the admin: looked at and revoked by those who run the programme, written by nobody."""

from wagtail.permission_policies import ModelPermissionPolicy

from credentials.rules import may_manage_certificates


class ViewOnly(ModelPermissionPolicy):
    """`view` for those who run the programme, nothing else for anybody, keepers of the site included."""

    def user_has_permission(self, user, action) -> bool:
        return action == "view" and may_manage_certificates(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user, actions):
        allowed = self.user_has_any_permission(user, actions)
        return self.model.objects.all() if allowed else self.model.objects.none()
