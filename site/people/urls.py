"""Addresses about accounts. allauth looks some of them up by its own names."""

from django.urls import path

from base.urls import in_languages
from people import views

urlpatterns = [
    path(in_languages("account/sign-in/", "cuenta/entrar/"), views.sign_in, name="account_login"),
    path(
        in_languages("account/sign-in/", "cuenta/entrar/"), views.sign_in, name="account_request_login_code"
    ),
    path(in_languages("account/sign-up/", "cuenta/crear/"), views.sign_up, name="account_signup"),
    path(
        in_languages("account/code/", "cuenta/codigo/"), views.enter_code, name="account_confirm_login_code"
    ),
    path(
        in_languages("account/second-step/", "cuenta/segundo-paso/"),
        views.second_step,
        name="mfa_authenticate",
    ),
    path(in_languages("account/passkey/", "cuenta/llave/"), views.passkey_sign_in, name="passkey_sign_in"),
    path(in_languages("account/closed/", "cuenta/cerrada/"), views.account_inactive, name="account_inactive"),
    path(in_languages("account/welcome/", "cuenta/bienvenida/"), views.after_sign_in, name="after_sign_in"),
    path(in_languages("account/sign-out/", "cuenta/salir/"), views.sign_out, name="account_logout"),
    path(in_languages("account/signed-out/", "cuenta/hasta-luego/"), views.signed_out, name="signed_out"),
    path(in_languages("account/demo/", "cuenta/demo/"), views.demo_sign_in, name="demo_sign_in"),
    path(in_languages("account/device/", "cuenta/dispositivo/"), views.shared_device, name="shared_device"),
    path(in_languages("account/confirm/", "cuenta/confirmar/"), views.fresh_sign_in, name="fresh_sign_in"),
    path(in_languages("account/security/", "cuenta/seguridad/"), views.security, name="security"),
    path(in_languages("account/password/", "cuenta/contrasena/"), views.password, name="password"),
    path(
        in_languages("account/password/remove/", "cuenta/contrasena/quitar/"),
        views.password_remove,
        name="password_remove",
    ),
    path(
        in_languages("account/second-factor/", "cuenta/segundo-factor/"),
        views.second_factor,
        name="second_factor",
    ),
    path(in_languages("account/app/", "cuenta/aplicacion/"), views.app_set_up, name="app_set_up"),
    path(
        in_languages("account/app/picture/", "cuenta/aplicacion/imagen/"),
        views.app_picture,
        name="app_picture",
    ),
    path(
        in_languages("account/passkeys/new/", "cuenta/llaves/nueva/"), views.passkey_add, name="passkey_add"
    ),
    path(
        in_languages("account/factors/remove/", "cuenta/factores/quitar/"),
        views.factor_remove,
        name="factor_remove",
    ),
    path(
        in_languages("account/recovery-codes/", "cuenta/codigos-de-respaldo/"),
        views.recovery_codes,
        name="recovery_codes",
    ),
    path(
        in_languages("account/recovery-codes/file/", "cuenta/codigos-de-respaldo/archivo/"),
        views.recovery_download,
        name="recovery_download",
    ),
    path(in_languages("account/devices/", "cuenta/dispositivos/"), views.devices, name="devices"),
    path(
        in_languages("account/devices/end-others/", "cuenta/dispositivos/cerrar-otros/"),
        views.devices_end_others,
        name="devices_end_others",
    ),
    path(
        in_languages("account/devices/<uuid:public_id>/end/", "cuenta/dispositivos/<uuid:public_id>/cerrar/"),
        views.device_end,
        name="device_end",
    ),
    path(in_languages("account/email/", "cuenta/correo/"), views.change_email, name="email_change"),
    path(in_languages("account/email/code/", "cuenta/correo/codigo/"), views.email_code, name="email_code"),
    path(
        in_languages("account/email/restore/<str:token>/", "cuenta/correo/recuperar/<str:token>/"),
        views.email_restore,
        name="email_restore",
    ),
    path(in_languages("account/data/", "cuenta/datos/"), views.own_data, name="own_data"),
    path(in_languages("account/data/file/", "cuenta/datos/archivo/"), views.export_file, name="export_file"),
    path(in_languages("account/data/page/", "cuenta/datos/pagina/"), views.export_page, name="export_page"),
    path(in_languages("account/delete/", "cuenta/borrar/"), views.delete_account, name="delete_account"),
    path(
        in_languages("account/keep/<str:token>/", "cuenta/conservar/<str:token>/"),
        views.keep_account,
        name="keep_account",
    ),
    path(in_languages("exit/", "salida/"), views.quick_exit, name="quick_exit"),
    path(in_languages("save-data/", "ahorrar-datos/"), views.data_saver, name="data_saver"),
    path(in_languages("account/", "cuenta/"), views.profile, name="profile"),
]
