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
    path(in_languages("account/closed/", "cuenta/cerrada/"), views.account_inactive, name="account_inactive"),
    path(in_languages("account/welcome/", "cuenta/bienvenida/"), views.after_sign_in, name="after_sign_in"),
    path(in_languages("account/sign-out/", "cuenta/salir/"), views.sign_out, name="account_logout"),
    path(in_languages("account/signed-out/", "cuenta/hasta-luego/"), views.signed_out, name="signed_out"),
    path(in_languages("account/demo/", "cuenta/demo/"), views.demo_sign_in, name="demo_sign_in"),
    path(in_languages("account/device/", "cuenta/dispositivo/"), views.shared_device, name="shared_device"),
    path(in_languages("account/confirm/", "cuenta/confirmar/"), views.fresh_sign_in, name="fresh_sign_in"),
    path(in_languages("account/security/", "cuenta/seguridad/"), views.security, name="security"),
    path(in_languages("account/", "cuenta/"), views.profile, name="profile"),
]
