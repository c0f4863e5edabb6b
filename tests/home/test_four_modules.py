"""The four modules as a person walks them whose phone runs no script."""

import gzip

import pytest

from courses.models import QuizAttempt
from credentials.models import Certificate
from home.groups import trainers_of
from home.loading.specs import page_key
from tests.content.files import LESSONS, MODULES
from tests.home.builders import page, person
from tests.home.module_walks import walk_path
from tests.home.without_script import Reader

pytestmark = pytest.mark.django_db
CATALOGUE = {"en": "/en/learn/", "es": "/es/aprender/"}


ORDER = ["m4", "m1", "m2", "m3"]


@pytest.mark.parametrize("language", ["es", "en"])
def test_four_modules_can_be_walked_to_the_certificate_without_script(
    whole_content, language, django_capture_on_commit_callbacks
):
    rio, path = person("río"), page("paths/from-law-to-care", language)
    reader = Reader(rio, language)

    with django_capture_on_commit_callbacks(execute=True):
        walked = walk_path(reader, path.url, ORDER)
    reader.goes_to(path.url)

    assert walked == {"m4": 6, "m1": 6, "m2": 5, "m3": 5}
    assert {attempt.percent for attempt in QuizAttempt.objects.all()} == {100}
    assert certified(rio) == {("module", page_key(name)) for name in ORDER} | {("path", path.translation_key)}
    reader.sees(reader.says("You have completed this path"), reader.says("Download your certificate"))


def certified(user) -> set[tuple]:
    return set(Certificate.objects.of(user).in_force().values_list("kind", "subject_key"))


def test_every_module_has_its_trainers_in_both_languages(whole_content):
    for name in MODULES:
        group = trainers_of(page_key(name))
        granted = set(group.page_permissions.values_list("page_id", flat=True))

        assert granted == {page(name, "en").pk, page(name, "es").pk}


def test_the_module_on_article_111_is_no_case_study(whole_content):
    kinds = [page(name, "es").kind for name in MODULES]

    assert kinds == ["case_study", "case_study", "case_study", "legal"]


def test_no_two_covers_have_the_same_colour(whole_content):
    tints = [page(name, "en").cover_tint for name in MODULES]

    assert len(tints) == len(set(tints)) == 4


@pytest.mark.parametrize("language", ["es", "en"])
def test_home_names_the_four_modules_the_catalogue_links_them_and_the_sitemap_every_lesson(
    whole_content, client, language
):
    modules = {page(name, language).url for name in MODULES}
    lessons = {page(name, language).url for name in LESSONS}
    titles = {module["title"][language] for module in MODULES.values()}

    home, catalogue, sitemap = (
        client.get(url).content.decode() for url in (f"/{language}/", CATALOGUE[language], "/sitemap.xml")
    )

    assert {title for title in titles if title not in home} == set()
    assert {url for url in modules if f'href="{url}"' not in catalogue} == set()
    assert {url for url in modules | lessons if f"{url}</loc>" not in sitemap} == set()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("audience=care_provider", {"M1", "M3", "M4"}),
        ("audience=migration_authority", {"M2", "M4"}),
        ("audience=advocacy", {"M4"}),
        ("phase=identification_evaluation", {"M1", "M2", "M4"}),
        ("audience=policy&phase=restoration_of_rights", {"M1", "M3", "M4"}),
    ],
)
def test_filters_tell_the_modules_apart(whole_content, client, query, codes):
    response = client.get(f"/en/learn/?{query}")

    assert {card.code for card in response.context["cards"]} == codes


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_leaves_the_stylesheet_its_share_of_the_budget(whole_content, client, name):
    weights = {url: len(gzip.compress(client.get(url).content)) for url in urls_of(name)}

    # HTML and CSS may weigh 35 KB together on a first visit; the stylesheet takes less than 15.
    assert {url: weight for url, weight in weights.items() if weight > 20_000} == {}


def urls_of(name: str) -> list[str]:
    return [page(name, language).url for language in ("en", "es")]
