"""Pages about accounts."""

from people.views.account import profile, shared_device, sign_out, signed_out
from people.views.admin import admin_account, admin_login
from people.views.fresh import fresh_sign_in
from people.views.security import security
from people.views.sign_in import (
    account_inactive,
    after_sign_in,
    demo_sign_in,
    enter_code,
    sign_in,
    sign_up,
)

__all__ = [
    "account_inactive",
    "admin_account",
    "admin_login",
    "after_sign_in",
    "demo_sign_in",
    "enter_code",
    "fresh_sign_in",
    "profile",
    "security",
    "shared_device",
    "sign_in",
    "sign_out",
    "sign_up",
    "signed_out",
]
