"""Sessions follow what people may do."""

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db.models import F
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from people.enums import AccountAct, Role
from people.factors import mark_second_used, signed_in_with_second
from people.fresh import mark_fresh
from people.models import User
from people.rules import may_enter_admin
from people.sessions import limit_session
from people.signals import announce, whoever_asked
from people.signed_in import record_sign_in


@receiver(user_logged_in, dispatch_uid="limit-session")
def on_sign_in(sender, request, user, **_kwargs) -> None:
    limit_session(request, user)
    mark_fresh(request)
    if signed_in_with_second(request, user):
        mark_second_used(request)
    record_sign_in(request, user)
    if may_enter_admin(user):
        announce(AccountAct.STAFF_SIGNED_IN, user=user, actor=user, request=request)
    speak_their_language(user)


@receiver(post_save, sender=User, dispatch_uid="admin-language")
def on_saved(sender, instance, update_fields=None, **_kwargs) -> None:
    if update_fields is None or "language" in update_fields:
        speak_their_language(instance)


def speak_their_language(user: User) -> None:
    """The admin follows the profile, not the browser, for those who may enter it."""
    if user.is_staff:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": user.language})


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="follow-groups")
def on_groups_change(sender, instance, action: str, pk_set, **_kwargs) -> None:
    """Whoever gains or loses a role signs in again; other groups leave sessions alone."""
    if isinstance(instance, Group):
        # Clearing a group names nobody afterwards, so its members are read before.
        if action in {"post_add", "post_remove", "pre_clear"}:
            members = pk_set if pk_set is not None else set(instance.user_set.values_list("pk", flat=True))
            renew_standing(members, instance.name in Role.values)
    elif action == "post_clear" or (action in {"post_add", "post_remove"} and pk_set):
        is_role = pk_set is None or Group.objects.filter(pk__in=pk_set, name__in=Role.values).exists()
        renew_standing({instance.pk}, is_role)
        instance.refresh_from_db(fields=["is_staff", "session_epoch"])
        instance.__dict__.pop("roles", None)


def renew_standing(people: set[int], is_role: bool) -> None:
    """Note anew who may enter the admin, and end sessions when it was a role that changed."""
    changed = User.objects.filter(pk__in=people)
    changed.update(is_staff=F("is_superuser"), session_epoch=F("session_epoch") + int(is_role))
    changed.filter(groups__permissions__codename="access_admin").update(is_staff=True)
    if is_role:
        for user in changed:
            announce(AccountAct.ROLES_CHANGED, user=user, **whoever_asked())
