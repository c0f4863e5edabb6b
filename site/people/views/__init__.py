"""Pages about accounts."""

from people.views.account import profile, quick_exit, shared_device, sign_out, signed_out
from people.views.admin import admin_account, admin_login, password_reset
from people.views.data import delete_account, export_file, export_page, keep_account, own_data
from people.views.data_saver import data_saver
from people.views.devices import device_end, devices, devices_end_others
from people.views.email import change_email, email_code, email_restore
from people.views.factors import (
    app_picture,
    app_set_up,
    factor_remove,
    passkey_add,
    recovery_codes,
    recovery_download,
    second_factor,
)
from people.views.fresh import fresh_sign_in
from people.views.second_step import passkey_sign_in, second_step
from people.views.security import password, password_remove, security
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
    "app_picture",
    "app_set_up",
    "change_email",
    "data_saver",
    "delete_account",
    "demo_sign_in",
    "device_end",
    "devices",
    "devices_end_others",
    "email_code",
    "email_restore",
    "enter_code",
    "export_file",
    "export_page",
    "factor_remove",
    "fresh_sign_in",
    "keep_account",
    "own_data",
    "passkey_add",
    "passkey_sign_in",
    "password",
    "password_remove",
    "password_reset",
    "profile",
    "quick_exit",
    "recovery_codes",
    "recovery_download",
    "second_factor",
    "second_step",
    "security",
    "shared_device",
    "sign_in",
    "sign_out",
    "sign_up",
    "signed_out",
]
