"""What a person's roles let them do. Each answer costs one query a request at most, none for strangers."""

from collections.abc import Iterable

from people.enums import TEACHING_ROLES, Role


def has_role(user, role: Role) -> bool:
    """True when `user` carries `role`; the keeper of the whole site carries them all."""
    return has_any_role(user, {role})


def has_any_role(user, roles: Iterable[Role]) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or not user.roles.isdisjoint(roles)


def may_teach(user) -> bool:
    """Trainers and programme managers see what is made for those who teach."""
    return has_any_role(user, TEACHING_ROLES)


def may_manage_people(user) -> bool:
    return has_role(user, Role.ADMINISTRATOR)


def may_enter_admin(user) -> bool:
    """True for those whose roles open the place where modules are prepared; costs no query."""
    return user.is_authenticated and user.is_active and (user.is_staff or user.is_superuser)
