"""The two languages, the site, and the pages around the modules."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from base.enums import Language
from courses.models import LearnIndexPage
from home.loading.blocks import BlockWriter
from home.loading.files import read_yaml
from home.loading.modules import LEARN, by_language, page_values, stream
from home.loading.pages import ROOT
from home.loading.specs import PageSpec, Values, page_key
from home.loading.texts import in_language, rich
from home.models import FigureRows, HomePage, PlainPage
from reference.models import LoadedRow

HOME = "home"
SITE = "home.site"
PLAIN_PAGES = ("about", "accessibility", "privacy", "safeguarding")


def ensure_locales() -> None:
    for language in Language.values:
        Locale.objects.get_or_create(language_code=language)


def remove_welcome_page() -> None:
    """Remove the page Wagtail makes for a new site, as long as nobody made it theirs.

    The site that points to it goes with it; `ensure_site` makes ours.
    """
    welcome = Page.objects.filter(
        depth=2,
        slug="home",
        numchild=0,
        title="Welcome to your new Wagtail site!",
        content_type__model="page",
    )
    for page in welcome:
        page.delete()


def ensure_site() -> None:
    """The site begins at the Spanish home page; the English one is its translation.

    Its host follows the address in the settings, until somebody changes it by hand.
    """
    host, port = host_and_port(settings.WAGTAILADMIN_BASE_URL)
    wanted = f"{host}:{port}"
    site = Site.objects.filter(is_default_site=True).first()
    remembered = (
        LoadedRow.objects.filter(kind=SITE, key="default").values_list("fingerprint", flat=True).first()
    )
    if site is None:
        root = Page.objects.get(translation_key=page_key(HOME), locale__language_code=Language.ES)
        site = Site(root_page=root, is_default_site=True, site_name=settings.SITE_NAME)
    elif remembered == wanted or remembered != f"{site.hostname}:{site.port}":
        return
    site.hostname, site.port = host, port
    site.save()
    LoadedRow.objects.update_or_create(kind=SITE, key="default", defaults={"fingerprint": wanted})


def host_and_port(url: str) -> tuple[str, int]:
    """`("127.0.0.1", 8000)` from `http://127.0.0.1:8000`."""
    parts = urlsplit(url)
    return parts.hostname or "localhost", parts.port or (443 if parts.scheme == "https" else 80)


def page_specs(content: Path) -> Iterator[PageSpec]:
    """The home page, the catalogue and the plain pages."""
    folder = content / "pages"
    yield PageSpec(HOME, HomePage, ROOT, by_language(home_values, read_yaml(folder / "home.yaml"), HOME))
    learn = read_yaml(folder / "learn.yaml")
    yield PageSpec(LEARN, LearnIndexPage, HOME, by_language(learn_values, learn, LEARN))
    for name in PLAIN_PAGES:
        yield PageSpec(
            name, PlainPage, HOME, by_language(plain_values, read_yaml(folder / f"{name}.yaml"), name)
        )


def home_values(row: dict, language: str, place: str) -> Values:
    # The address of a home page is its language: its slug is only its name in the tree.
    named = {**row, "slug": {code: code for code in Language.values}}
    figures = BlockWriter(language).stream(FigureRows(), "figure", row["figures"], f"{place}/figures")
    return {
        **page_values(named, language, place),
        "eyebrow": in_language(row["eyebrow"], language, f"{place}/eyebrow"),
        "headline": in_language(row["headline"], language, f"{place}/headline"),
        "lead": in_language(row["intro"], language, f"{place}/intro"),
        "body": rich(in_language(row["body"], language, f"{place}/body")),
        "figures": stream(figures),
    }


def learn_values(row: dict, language: str, place: str) -> Values:
    return {
        **page_values(row, language, place),
        "intro": in_language(row["intro"], language, f"{place}/intro"),
    }


def plain_values(row: dict, language: str, place: str) -> Values:
    body = rich(in_language(row["body"], language, f"{place}/body"))
    return {**learn_values(row, language, place), "body": body}
