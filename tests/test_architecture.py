"""The house stands as it was drawn: who may import whom, and what nobody may do.

Every detector is also shown a sample it must object to, for a test that cannot fail is worth nothing.
"""

import pytest

from tests import source
from tests.source import Import

# An app may import what its arrows point to, and what stands below that.
ARROWS = {
    "support": {"practices"},
    "practices": {"workshops", "courses"},
    "credentials": {"workshops", "courses"},
    "workshops": {"courses", "notifications"},
    "courses": {"organizations", "media", "notifications"},
    "organizations": {"media"},
    "media": {"safeguarding"},
    "safeguarding": {"people"},
    "discussions": {"people"},
    "notifications": {"people"},
    "people": {"reference"},
    "reference": {"base"},
    "base": set(),
}
# These compose and read: they may import every app above, and nothing imports them.
READERS = {"home", "search", "reports"}
TOP = "config"

# Inside an app a module imports only from its own floor and from those below it.
FLOORS = [
    {"enums", "errors", "rules", "blocks"},
    {"models"},
    {"actions"},
    {"forms"},
    {"views", "viewsets"},
    {"urls", "wagtail_hooks"},
]

# Where trusted markup is made from our own drawings and cleaned text; every entry says why.
MAY_MARK_SAFE = {
    "site/base/html.py": "the one place where text becomes clean markup",
    "site/reference/glossary.py": "puts links of our own into text that is clean already",
}


def below(app: str) -> set[str]:
    """Everything an app may import."""
    if app == TOP:
        return {*ARROWS, *READERS}
    if app in READERS:
        return set(ARROWS)
    direct = ARROWS[app]
    return direct.union(*(below(other) for other in direct))


def forbidden_arrows(imports: list[Import]) -> list[Import]:
    """The imports that point up or sideways."""
    ours = {*ARROWS, *READERS, TOP, "tests", "tools"}
    between = [found for found in imports if found.apps[0] != found.apps[1] and found.apps[1] in ours]
    return [found for found in between if found.apps[1] not in below(found.apps[0])]


def floor(module: str) -> int | None:
    """The floor of a module in its app; None for one that stands beside (tasks, signals, template tags)."""
    name = f"{module}..".split(".")[1]
    return next((number for number, names in enumerate(FLOORS) if name in names), None)


def climbing_imports(imports: list[Import]) -> list[Import]:
    """The imports inside an app that reach for a higher floor."""
    inside = [found for found in imports if found.apps[0] == found.apps[1]]
    return [found for found in inside if climbs(floor(found.importer), floor(found.imported))]


def climbs(importer: int | None, imported: int | None) -> bool:
    """Whether an import goes from a lower floor to a higher one."""
    return importer is not None and imported is not None and imported > importer


def test_every_app_has_its_place_in_the_house():
    assert set(source.app_folders()) <= {*ARROWS, *READERS, TOP}


def test_imports_between_apps_point_down_only():
    assert forbidden_arrows(source.all_imports()) == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("base.models", "people.models"),
        ("courses.models.pages", "home.views"),
        ("media.models", "courses.enums"),
        ("search.views", "home.views"),
        ("people.rules", "config.env"),
        ("discussions.models", "courses.models"),
        ("courses.actions", "tests.builders"),
    ],
)
def test_an_arrow_that_points_up_is_noticed(importer, imported):
    assert forbidden_arrows([Import(importer, imported)]) == [Import(importer, imported)]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("courses.models.pages", "base.fields"),
        ("courses.actions", "notifications.actions"),
        ("home.views", "courses.models"),
        ("config.urls", "home.urls"),
        ("people.models", "django.db"),
    ],
)
def test_an_arrow_that_points_down_is_allowed(importer, imported):
    assert forbidden_arrows([Import(importer, imported)]) == []


def test_imports_inside_an_app_go_down_the_floors():
    assert climbing_imports(source.all_imports()) == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("courses.rules", "courses.models.Enrolment"),
        ("courses.models.pages", "courses.actions.enrol"),
        ("courses.actions", "courses.forms"),
        ("courses.forms", "courses.views.answers"),
        ("people.viewsets", "people.urls"),
    ],
)
def test_a_module_that_climbs_is_noticed(importer, imported):
    assert climbing_imports([Import(importer, imported)]) == [Import(importer, imported)]


def test_imports_are_found_in_functions_and_relative_ones_are_resolved():
    text = (
        "import os\nfrom . import rules\nfrom ..enums import Role\ndef f():\n    from people import rules\n"
    )

    found = {one.imported for one in source.imports_in(text, "courses.models.pages")}

    assert found == {"os", "courses.models.rules", "courses.enums.Role", "people.rules"}


def test_relative_imports_of_a_package_start_at_the_package():
    found = list(source.imports_in("from .pages import ModulePage", "courses.models", is_package=True))

    assert found == [Import("courses.models", "courses.models.pages.ModulePage")]


def test_bleach_is_imported_in_one_place_where_it_can_be_exchanged():
    users = {found.importer for found in source.all_imports() if found.apps[1] == "bleach"}

    assert users <= {"base.html"}


def test_no_view_is_exempt_from_the_csrf_check():
    assert source.files_using("csrf_exempt") == set()


def test_markup_is_trusted_only_where_it_is_listed():
    users = source.files_using("mark_safe") | source.files_using("SafeString")

    assert users == set(MAY_MARK_SAFE)


def test_names_are_found_where_they_are_used_and_not_where_they_are_mentioned():
    text = (
        '"""Never csrf_exempt."""\nfrom django.utils.safestring import mark_safe\nx = views.csrf_exempt(y)\n'
    )

    assert {"mark_safe", "csrf_exempt"} <= source.names_used(text)
    assert "csrf_exempt" not in source.names_used('"""Never csrf_exempt."""')


def test_format_html_gets_a_format_written_right_there():
    faults = {
        source.relative(path): lines
        for path in source.python_files()
        if (lines := source.formats_from_outside(path.read_text("utf-8")))
    }

    assert faults == {}


def test_a_format_that_comes_from_elsewhere_is_noticed():
    assert source.formats_from_outside('format_html("<b>{}</b>", name)\nformat_html(text)\n') == [2]


def test_no_template_breaks_the_content_policy_or_trusts_text():
    faults = {
        source.relative(path): found
        for path in source.templates()
        if (found := source.template_faults(path.read_text("utf-8")))
    }

    assert faults == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<script>go()</script>", "inline script"),
        ('<script type="module">go()</script>', "inline script"),
        ("<style>p {}</style>", "inline style"),
        ('<p style="color: red">', "inline style"),
        ('<button type="button" onclick="go()">', "handler attribute"),
        ('<a href="javascript:go()">', "javascript address"),
        ("{{ text|safe }}", "unescaped output"),
        ("{{ text | safeseq }}", "unescaped output"),
        ("{% autoescape off %}", "unescaped output"),
        ("{% cache 500 sidebar %}", "Django's cache tag, which keeps previews"),
        ('<meta name="referrer" content="no-referrer">', "a policy of its own about referrers"),
    ],
)
def test_a_template_that_may_not_be_is_noticed(text, fault):
    assert source.template_faults(text) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        '<script type="module" src="{% static "js/index.js" %}"></script>',
        '<link rel="stylesheet" href="{% static "css/index.css" %}">',
        "{# {{ never|safe }} #}",
        "{% wagtailpagecache 3600 key %}",
        '<p class="is-safe">{{ text }}</p> <p>Once on a time = then</p>',
    ],
)
def test_a_template_that_may_be_is_left_alone(text):
    assert source.template_faults(text) == []
