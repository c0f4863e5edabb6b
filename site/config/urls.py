"""Every address of the site, spelled in the reader's language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

import base.health
import courses.views
import credentials.urls
import home.views
import people.views
from base.urls import in_languages

urlpatterns = [
    path("", home.views.choose_language, name="choose_language"),
    path("admin/login/", people.views.admin_login),
    path("admin/logout/", people.views.sign_out),
    path("admin/account/", people.views.admin_account),
    path("admin/password_reset/", people.views.password_reset),
    path("admin/", include(wagtailadmin_urls)),
    path("files/", include("media.urls")),
    path("healthz", base.health.alive, name="alive"),
    path("readyz", base.health.ready, name="ready"),
    path("favicon.ico", home.views.favicon),
    path("robots.txt", home.views.robots),
    path("sitemap.xml", home.views.sitemap),
    path("offline/", home.views.offline, name="offline"),
    path("verify/", include(credentials.urls.checking)),
    *i18n_patterns(
        path("", include("people.urls")),
        path("", include("reference.urls")),
        path("", include("organizations.urls")),
        path("", include("safeguarding.urls")),
        path("", include("courses.urls")),
        path("", include("workshops.urls")),
        path(in_languages("my-record/", "mi-historial/"), include("credentials.urls")),
        path(
            in_languages("teach/certificates/", "ensenar/constancias/"), include("credentials.teaching_urls")
        ),
        path(in_languages("teach/", "ensenar/"), include("safeguarding.teaching_urls")),
        path(in_languages("teach/", "ensenar/"), include("courses.teaching_urls")),
        path(in_languages("teach/events/", "ensenar/eventos/"), include("workshops.teaching_urls")),
        re_path(wagtail_urls.serve_pattern, courses.views.serve, name="serve_page"),
        path("", include(wagtail_urls)),
    ),
]

handler400 = "home.views.bad_request"
handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"
