"""Who may touch which activity in the admin: roles say what, `visible_to` says which."""

from wagtail.permission_policies import ModelPermissionPolicy

from courses.models import Item, Quiz, Reflection, Scenario

ACTIVITIES = (Item, Quiz, Scenario, Reflection)


class OwnActivities(ModelPermissionPolicy):
    """Model permissions, for the activities of the modules a person may change."""

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        return self.model.objects.visible_to(user)
