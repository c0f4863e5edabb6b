"""Sessions follow what people may do."""

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db.models import F
from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from people.models import User
from people.sessions import limit_session


@receiver(user_logged_in, dispatch_uid="limit-session")
def on_sign_in(sender, request, user, **_kwargs) -> None:
    limit_session(request, user)


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="end-sessions-on-role-change")
def on_role_change(sender, instance, action: str, pk_set, **_kwargs) -> None:
    """Whoever gains or loses a role signs in again."""
    if isinstance(instance, Group):
        # Clearing a group names nobody afterwards, so its members are read before.
        members = pk_set if pk_set is not None else set(instance.user_set.values_list("pk", flat=True))
        if action in {"post_add", "post_remove", "pre_clear"}:
            renew_standing(members)
    elif action == "post_clear" or (action in {"post_add", "post_remove"} and pk_set):
        renew_standing({instance.pk})
        instance.refresh_from_db(fields=["is_staff", "session_epoch"])
        instance.__dict__.pop("roles", None)


def renew_standing(people: set[int]) -> None:
    """End these people's sessions, and note anew who may enter the admin."""
    changed = User.objects.filter(pk__in=people)
    changed.update(session_epoch=F("session_epoch") + 1, is_staff=F("is_superuser"))
    changed.filter(groups__permissions__codename="access_admin").update(is_staff=True)
