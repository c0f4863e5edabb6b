"""Paths are made by those who may, of published modules and their own; nobody locks a module of others."""

import json

import pytest
from django.contrib.auth.models import Group
from django.http import QueryDict
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail_localize.models import Translation, TranslationSource

from courses.models import ModulePage, PathPage
from courses.path_admin_forms import foreign_modules
from courses.path_outline import path_of
from home.groups import grant_on_page
from home.loading.permissions import give
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from reference.models import Term
from safeguarding.errors import NotReviewed
from tests.courses.authors import nested_form_data, sign_in, streamfield, trainer
from tests.courses.builders import module, person, site_tree, vocabulary
from tests.courses.builders_paths import path, path_indexes, refresh, step
from tests.safeguarding.builders import tick

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]


@pytest.fixture(scope="module")
def catalogues(arranged):
    return site_tree()


@pytest.fixture(scope="module")
def own(catalogues):
    return module(catalogues, lessons=1, slug="own", code="M1")["en"]


@pytest.fixture(scope="module")
def foreign(catalogues):
    return module(catalogues, lessons=1, slug="foreign", code="M2")["en"]


@pytest.fixture(scope="module")
def draft(catalogues):
    """A module of somebody else that is not published."""
    page = module(catalogues, lessons=1, slug="secret", languages=("en",))["en"]
    page.title = page.draft_title = "SECRET DRAFT"
    page.live = False
    page.save()
    refresh()
    return page


@pytest.fixture(scope="module")
def given(catalogues, own):
    """A path that was given to Ana, a trainer, by a group."""
    page = path(catalogues, [{"en": own}], languages=("en",))["en"]
    page.save_revision().publish()
    return page


@pytest.fixture
def ana(client, own, given):
    user = trainer("ana", own)
    keepers = Group.objects.create(name="Keepers of one path")
    grant_on_page(keepers, given, ("change", "publish"))
    user.groups.add(keepers)
    sign_in(client, User.objects.get(pk=user.pk))
    return user


def chosen(page: ModulePage, *, locked: bool = False, why: str = "It shows how.") -> tuple[str, dict]:
    value = {"module": str(page.pk), "why": why}
    return ("step", {**value, "opens_after_earlier": "on"} if locked else value)


def form(page: PathPage, *steps, **fields) -> dict:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "advice": "",
            "search_description": "",
            "cover_tint": page.cover_tint,
            "objectives": streamfield([]),
            "steps": streamfield(list(steps)),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
            **fields,
        }
    )


def send(client, page: PathPage, *steps):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form(page, *steps) | {"action-publish": "1"})


def stored(page: PathPage) -> list[tuple[str, bool]]:
    """Key and lock of each step in the latest draft."""
    latest = PathPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [(row["value"]["module"], row["value"]["opens_after_earlier"]) for row in latest.steps.raw_data]


def test_a_path_is_kept_by_keys_whatever_language_of_a_module_was_chosen(client, ana, given, own, foreign):
    spanish = foreign.get_translations().first().specific

    response = send(client, given, chosen(own), chosen(spanish))

    assert response.status_code == 302
    assert stored(given) == [(str(own.translation_key), False), (str(foreign.translation_key), False)]


def test_the_editor_shows_what_was_chosen(client, ana, given, own):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[given.pk])).content.decode()

    assert "The pilot (en)" in html
    assert "Locked until the earlier modules are complete" in html


def test_a_draft_of_others_counts_as_not_chosen_and_is_not_named(client, ana, given, own, draft):
    response = send(client, given, chosen(own), chosen(draft))

    assert response.status_code == 200
    assert "SECRET DRAFT" not in response.content.decode()
    assert stored(given) == [(str(own.translation_key), False)]


def test_a_draft_of_ones_own_may_be_chosen(client, ana, given, own):
    own.unpublish()

    assert send(client, given, chosen(own)).status_code == 302


def test_the_chooser_offers_published_modules_and_no_drafts_of_others(client, ana, foreign, draft):
    url = reverse("wagtailadmin_choose_page_search")

    html = client.get(url, {"q": "", "page_type": "courses.modulepage"}).content.decode()
    found = client.get(url, {"q": "SECRET", "page_type": "courses.modulepage"}).content.decode()

    assert ("SECRET DRAFT" in html, "SECRET DRAFT" in found) == (False, False)


def test_a_module_twice_is_refused_in_words(client, ana, given, own):
    response = send(client, given, chosen(own), chosen(own))

    assert "A module stands on this path twice." in response.content.decode()
    assert len(stored(given)) == 1


def test_nobody_locks_a_module_of_others(client, ana, given, own, foreign):
    response = send(client, given, chosen(own), chosen(foreign, locked=True))

    assert "You may lock only modules that you prepare" in response.content.decode()
    assert stored(given) == [(str(own.translation_key), False)]


def test_one_locks_a_module_of_ones_own(client, ana, given, own, foreign):
    send(client, given, chosen(foreign), chosen(own, locked=True))

    assert stored(given) == [(str(foreign.translation_key), False), (str(own.translation_key), True)]


def test_locks_that_nobody_could_open_are_refused(client, ana, catalogues, given, own, foreign):
    path(catalogues, [{"en": own}, {"en": foreign}], locked=(2,), slug="other")

    response = send(client, given, chosen(foreign), chosen(own, locked=True))

    assert "Nobody could ever open these locks" in response.content.decode()
    assert stored(given) == [(str(own.translation_key), False)]


def test_a_trainer_finds_the_path_they_were_given_and_no_other(client, ana, catalogues, given, foreign):
    other = path(catalogues, [{"en": foreign}], languages=("en",), slug="other")["en"]
    other.title = other.draft_title = "OTHERS PATH"
    other.save()

    listed = client.get(reverse("paths:index")).content.decode()
    answers = {
        page: client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code
        for page in (given, other)
    }

    assert (given.title in listed, "OTHERS PATH" in listed) == (True, False)
    assert answers == {given: 200, other: 404}


def test_the_menu_has_paths_for_those_who_have_one(client, ana, own):
    url, paths = reverse("wagtailadmin_home"), reverse("paths:index")
    with_path = paths in client.get(url).content.decode()

    sign_in(client, trainer("berta", own))

    assert (with_path, paths in client.get(url).content.decode()) == (True, False)


def test_who_makes_no_paths_is_not_led_to_where_one_makes_them(client, ana):
    listed = client.get(reverse("paths:index"))

    assert (listed.status_code, reverse("paths:choose_parent") in listed.content.decode()) == (200, False)
    assert client.get(reverse("paths:choose_parent")).status_code == 404


def test_a_programme_manager_makes_a_path(client, catalogues, own):
    index = path_indexes(catalogues)["en"]
    roles = ensure_roles()
    manager = person("mara", language="en")
    manager.groups.add(roles[Role.PROGRAMME_MANAGER])
    give(Role.PROGRAMME_MANAGER)
    grant_on_page(roles[Role.PROGRAMME_MANAGER], index, ("add", "change", "publish"))
    sign_in(client, User.objects.get(pk=manager.pk))
    blank = PathPage(title="Made by hand", slug="made-by-hand", summary="Two modules.", cover_tint="leaf")

    offered = reverse("paths:choose_parent") in client.get(reverse("paths:index")).content.decode()
    url = reverse("wagtailadmin_pages:add", args=["courses", "pathpage", index.pk])
    response = client.post(url, form(blank, chosen(own)) | {"action-publish": "1"})
    refresh()

    made = PathPage.objects.get(slug="made-by-hand")
    assert (offered, response.status_code, made.live, made.source_language) == (True, 302, True, "en")
    assert [one.module.code for one in path_of(made.translation_key).steps] == ["M1"]


def test_the_usage_of_a_module_names_the_path_in_every_language_of_the_module(given, own):
    ReferenceIndex.create_or_update_for_object(given)

    users = [
        {row.object_id for row in ReferenceIndex.get_references_to(page)}
        for page in (own, own.get_translations().first().specific)
    ]

    assert users == [{str(given.pk)}, {str(given.pk)}]


def test_a_translation_has_the_same_modules_and_its_own_words(catalogues, given, own):
    spanish = path_indexes(catalogues)["es"].locale
    source, _made = TranslationSource.get_or_create_from_instance(given)
    texts = set(source.stringsegment_set.values_list("context__path", flat=True))
    Translation.objects.create(source=source, target_locale=spanish).save_target(publish=False)

    translated = given.get_translation(spanish)
    rows = [json.loads(json.dumps(row["value"])) for row in translated.specific.steps.raw_data]
    assert [row["module"] for row in rows] == [str(own.translation_key)]
    assert any(path.startswith("steps.") and path.endswith(".why") for path in texts)
    assert not any("module" in path for path in texts)


def test_a_path_through_modules_on_children_waits_for_a_second_person(catalogues, own):
    vocabulary("population", children=("Niñez", "Children"))
    Term.objects.filter(code="children").update(is_child=True)
    ModulePage.objects.filter(pk=own.pk).update(population=["children"])
    page = PathPage(title="On children", slug="on-children", summary="One.", live=False)
    page.locale = catalogues["en"].locale
    path_indexes(catalogues)["en"].add_child(instance=page)
    page.steps = [step({"en": own})]
    revision = page.save_revision()

    with pytest.raises(NotReviewed):
        revision.publish()
    tick(PathPage.objects.get(pk=page.pk))
    page.get_latest_revision().publish()

    assert PathPage.objects.get(pk=page.pk).live


def test_a_step_whose_module_was_deleted_for_good_is_dropped(given, own, foreign):
    given.steps = [step({"en": own}), step({"en": foreign})]
    given.save_revision().publish()

    for page in [own, *own.get_translations()]:
        page.delete()
    refresh()

    assert [one.module.code for one in path_of(given.translation_key).steps] == ["M2"]


def test_advice_on_a_module_names_no_draft_of_others(ana, own, foreign, draft):
    named = [own, foreign, draft]
    data = QueryDict(mutable=True)
    data.update({f"advised_first-{number}-value": str(page.pk) for number, page in enumerate(named)})

    assert foreign_modules(data, ana, own) == ["advised_first-2-value"]
