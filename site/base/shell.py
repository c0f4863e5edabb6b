"""The frame around every page: menu, footer and the way to the other language."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from base.urls import in_languages


@dataclass(frozen=True)
class ShellLink:
    label: str
    path: str
    # Other parts of the site that belong to this link.
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"/{get_language()}/{self.path}"

    def leads_to(self, path: str) -> bool:
        """True on every page that this link stands for."""
        return path.startswith((self.url, *(f"/{get_language()}/{place}" for place in self.also)))


@dataclass(frozen=True)
class MenuLink:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool
    # False when the page does not exist in that language and the link leads to what stands nearest.
    is_same_page: bool = True


MENU = (
    ShellLink(
        pgettext_lazy("menu", "Learn"),
        in_languages("learn/", "aprender/"),
        (
            in_languages("paths/", "itinerarios/"),
            # Answers to what a lesson sent.
            in_languages("my-learning/lessons/", "mi-aprendizaje/lecciones/"),
        ),
    ),
    ShellLink(pgettext_lazy("menu", "Workshops"), in_languages("workshops/", "talleres/")),
    ShellLink(pgettext_lazy("menu", "Forums"), in_languages("forums/", "foros/")),
    ShellLink(pgettext_lazy("menu", "Commitments"), in_languages("commitments/", "compromisos/")),
    ShellLink(pgettext_lazy("menu", "Organizations"), in_languages("organizations/", "organizaciones/")),
)
FOOTER = (
    ShellLink(_("Glossary"), in_languages("glossary/", "glosario/")),
    ShellLink(pgettext_lazy("menu", "Law"), in_languages("law/", "normas/")),
    ShellLink(_("Figures"), in_languages("figures/", "cifras/")),
    ShellLink(pgettext_lazy("menu", "About"), in_languages("about/", "acerca/")),
    ShellLink(_("Accessibility"), in_languages("accessibility/", "accesibilidad/")),
    ShellLink(_("Privacy"), in_languages("privacy/", "privacidad/")),
    ShellLink(_("Safeguarding"), in_languages("safeguarding/", "salvaguardia/")),
    ShellLink(_("Report a concern"), in_languages("report-a-concern/", "reportar-una-preocupacion/")),
)


def menu(path: str) -> list[MenuLink]:
    return [MenuLink(link.label, link.url, link.leads_to(path)) for link in MENU]


def footer() -> list[MenuLink]:
    return [MenuLink(link.label, link.url, False) for link in FOOTER]


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """The same page in every language; a view may say where by setting `request.translations`.

    `request.translations` maps language codes to addresses; a language it lacks leads to what stands
    nearest (`request.nearest_pages`, mapped in the same way), else to its home.
    """
    known = getattr(request, "translations", None)
    active = get_language()
    return [
        LanguageLink(
            code, name, _address(request, code, known), code == active, known is None or code in known
        )
        for code, name in settings.LANGUAGES
    ]


def _address(request: HttpRequest, code: str, known: dict[str, str] | None) -> str:
    if known is None:
        return translate_url(request.path_info, code)
    nearest = getattr(request, "nearest_pages", {})
    return known.get(code) or nearest.get(code) or f"/{code}/"
