"""What administrators do about people, besides editing them."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks

from people.enums import AccountAct
from people.models import User
from people.signals import announce
from people.views.admin import reset_second_factor


@hooks.register("register_admin_urls")
def people_urls():
    return [
        path("people/<uuid:public_id>/second-factor/", reset_second_factor, name="people_reset_second_factor")
    ]


@hooks.register("before_bulk_action")
def erase_one_by_one(request: HttpRequest, action_type: str, objects, action) -> HttpResponse | None:
    """Deleting rows in bulk would leave traces, and a restored copy would bring the people back."""
    if action.model is User and action_type == "delete" and request.method == "POST":
        messages.error(request, _("Erase people one by one, so that nothing of them is forgotten."))
        return redirect("wagtailusers_users:index")
    return None


@hooks.register("after_bulk_action")
def end_sessions_of(request: HttpRequest, action_type: str, objects, action) -> None:
    """Wagtail opens and closes accounts in bulk behind the back of our models."""
    if action.model is User and action_type == "set_active_state":
        User.objects.filter(pk__in=[user.pk for user in objects]).update(session_epoch=F("session_epoch") + 1)
        for user in objects:
            announce(AccountAct.ACTIVITY_CHANGED, user=user, actor=request.user, request=request)
