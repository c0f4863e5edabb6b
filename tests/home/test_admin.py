"""Who may prepare what in the admin: first what could leak, then that it does not."""

import uuid

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from courses.models import ModulePage
from home.actions import begin_module
from home.loading.everything import load_content
from people.enums import Role
from tests.home.builders import lesson, module, page, person, trainer_of

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def tania(content):
    """The trainer of M1."""
    return trainer_of(module(), "tania")


@pytest.fixture(scope="module")
def omar(content):
    """A trainer of another module."""
    omar = person("omar", Role.TRAINER)
    begin_module(user=omar, language="en", title="A module of Omar", summary="Something else.")
    return type(omar).objects.get(pk=omar.pk)


def views_of(target: Page) -> dict[str, str]:
    """Every admin address that shows or changes a page."""
    key = [target.pk]
    source = TranslationSource.objects.get(object_id=target.translation_key)
    translation = Translation.objects.get(source=source)
    names = (
        "edit usage view_draft preview_on_edit delete unpublish move copy history revisions_index privacy add_subpage"
        " workflow_history lock set_page_position"
    )
    urls = {}
    for name in names.split():
        try:
            urls[name] = reverse(f"wagtailadmin_pages:{name}", args=key)
        except Exception:  # noqa: BLE001 (a view that this version of Wagtail does not have)
            continue
    last = Revision.objects.filter(object_id=str(target.pk)).latest("pk").pk
    return urls | {
        "set_privacy": reverse("wagtailadmin_pages:set_privacy", args=key),
        "revision": reverse("wagtailadmin_pages:revisions_view", args=[target.pk, last]),
        "revert": reverse("wagtailadmin_pages:revisions_revert", args=[target.pk, last]),
        "compare": reverse("wagtailadmin_pages:revisions_compare", args=[target.pk, "earliest", "latest"]),
        "submit": reverse("wagtail_localize:submit_page_translation", args=key),
        "update": reverse("wagtail_localize:update_translations", args=[source.pk]),
        "pofile": reverse("wagtail_localize:download_pofile", args=[translation.pk]),
        "preview_translation": reverse("wagtail_localize:preview_translation", args=[translation.pk]),
    }


def answers(user, target: Page) -> dict[str, int]:
    client = signed_in(user)
    return {name: client.get(url).status_code for name, url in views_of(target).items()}


def test_a_trainer_may_open_what_belongs_to_their_module(tania):
    found = answers(tania, lesson(1))

    assert {name: found[name] for name in ("edit", "usage", "view_draft", "copy", "history", "pofile")} == {
        "edit": 200,
        "usage": 200,
        "view_draft": 200,
        "copy": 200,
        "history": 200,
        "pofile": 200,
    }


@pytest.mark.parametrize("target", [lambda: module(), lambda: lesson(1), lambda: page("about", "en")])
def test_another_trainer_finds_nothing_of_it(omar, target):
    found = answers(omar, target())

    assert set(found.values()) == {404}, found


def test_another_trainer_can_change_nothing_by_posting(omar):
    client, before = signed_in(omar), lesson(1).title
    for name, url in views_of(lesson(1)).items():
        assert client.post(url, {"title": "Taken over"}).status_code == 404, name

    assert lesson(1).title == before
    assert lesson(1).live


def test_lists_and_searches_show_a_trainer_their_own_part_of_the_tree_alone(omar):
    client = signed_in(omar)
    learn = page("learn", "en")
    urls = [
        reverse("wagtailadmin_explore", args=[learn.pk]),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_pages:search") + "?q=detention",
        reverse("own_modules"),
        reverse("wagtailadmin_home"),
    ]

    shown = [client.get(url, follow=True).content.decode() for url in urls]

    assert [lesson(1).title in text or module().title in text for text in shown] == [False] * len(urls)


def test_links_may_lead_to_what_is_published_and_to_ones_own_drafts(omar):
    lesson(2).unpublish()
    mine = ModulePage.objects.get(owner=omar)

    text = signed_in(omar).get(reverse("wagtailadmin_choose_page_search") + "?q=o").content.decode()

    assert [one.title in text for one in (lesson(2), mine)] == [False, True]


def test_a_trainer_sees_their_module_first_and_what_is_translated(tania):
    text = signed_in(tania).get(reverse("wagtailadmin_home")).content.decode()

    assert module("en").title in text
    assert module("es").title in text
    assert reverse("wagtailadmin_pages:edit", args=[module("es").pk]) in text


def test_a_trainer_has_few_items_in_the_menu(tania):
    items = signed_in(tania).get(reverse("wagtailadmin_home")).content.decode()

    for name in ("/admin/reports/", "/admin/users/", "/admin/settings/"):
        assert f'"{name}' not in items


def test_a_trainer_publishes_their_own_lesson(tania):
    client, own = signed_in(tania), lesson(1)

    response = client.post(reverse("wagtailadmin_pages:unpublish", args=[own.pk]))

    assert response.status_code == 302
    assert not lesson(1).live


def test_a_trainer_begins_a_module_and_may_do_everything_with_it(content):
    client = signed_in(person("rosa", Role.TRAINER))
    form = {
        "key": str(uuid.uuid4()),
        "template": "nothing",
        "language": "es",
        "title": "Mi módulo",
        "summary": "Lo que se aprende.",
    }

    response = client.post(reverse("begin_module"), form)

    made = ModulePage.objects.get(title="Mi módulo")
    assert response.headers["Location"] == reverse("workbench", args=[form["key"]])
    assert (made.live, made.locale.language_code, made.source_language) == (False, "es", "es")
    assert client.get(response.headers["Location"]).status_code == 200
    assert made.permissions_for_user(made.owner).can_publish()


def test_two_modules_of_one_title_get_two_addresses(content):
    rosa = person("rosa", Role.TRAINER)

    made = [begin_module(user=rosa, language="en", title="Twins", summary="Two.") for _time in range(2)]

    assert [one.slug for one in made] == ["twins", "twins-2"]


@pytest.mark.parametrize("roles", [(), (Role.REVIEWER,)])
def test_only_those_who_teach_begin_modules(content, roles):
    response = signed_in(person("ines", *roles)).get(reverse("begin_module"))

    assert response.status_code in {302, 403}


def test_a_new_language_of_a_module_belongs_to_its_trainers_at_once(content):
    rosa = person("rosa", Role.TRAINER)
    made = begin_module(user=rosa, language="en", title="Twins", summary="Two.")

    translated = made.copy_for_translation(module("es").locale)

    assert translated.permissions_for_user(type(rosa).objects.get(pk=rosa.pk)).can_publish()


def test_a_translator_may_change_but_not_publish(content):
    teo = person("teo", Role.TRANSLATOR)

    may = lesson(1, "es").permissions_for_user(teo)

    assert (may.can_edit(), may.can_publish()) == (True, False)


def test_lists_of_everybodys_work_are_for_those_who_work_on_all_of_it(omar):
    urls = [reverse("wagtail_localize:translations_report"), reverse("wagtailadmin_reports:site_history")]

    assert [signed_in(omar).get(url).status_code for url in urls] == [404, 404]
    assert signed_in(person("teo", Role.TRANSLATOR)).get(urls[0]).status_code == 200


def test_a_translator_finds_the_way_to_every_page(content):
    client = signed_in(person("teo", Role.TRANSLATOR))

    menu = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "explorer-menu" in menu or reverse("wagtailadmin_explore_root") in menu
    assert client.get(reverse("wagtailadmin_pages:edit", args=[lesson(3, "es").pk])).status_code == 200


def test_a_programme_manager_reaches_every_page(content):
    manager = person("mara", Role.PROGRAMME_MANAGER)

    assert all(
        one.permissions_for_user(manager).can_publish()
        for one in (module(), page("about", "es"), page("home", "en"))
    )


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.TRAINER, {"add": True, "change": False, "delete": False, "view": True}),
        (Role.TRANSLATOR, {"add": False, "change": True, "delete": False, "view": True}),
        (Role.REVIEWER, {"add": False, "change": True, "delete": False, "view": True}),
        (Role.PROGRAMME_MANAGER, {"add": True, "change": True, "delete": True, "view": True}),
    ],
)
def test_a_figure_that_all_modules_cite_is_changed_by_few(content, role, may):
    user = person("sara", role)

    assert {verb: user.has_perm(f"reference.{verb}_statistic") for verb in may} == may


def test_a_permission_an_administrator_took_away_stays_away(content):
    group = Group.objects.get(name=Role.TRANSLATOR.value)
    group.permissions.clear()

    load_content(again=True)

    # What opens the admin itself comes back with the role; what the role may change does not.
    assert set(group.permissions.values_list("codename", flat=True)) == {"access_admin", "submit_translation"}


def test_participants_and_strangers_are_sent_to_the_sign_in_of_the_site(content):
    strangers = Client().get("/admin/")
    participants = signed_in(person("ana")).get("/admin/")

    assert strangers.headers["Location"].startswith("/admin/login/")
    assert "/account/" in Client().get(strangers.headers["Location"]).headers["Location"].replace(
        "cuenta", "account"
    )
    assert participants.status_code in {302, 403}


def test_a_form_that_lacks_its_counts_is_refused_and_breaks_nothing(tania):
    url = reverse("wagtailadmin_pages:edit", args=[lesson(1).pk])

    response = signed_in(tania).post(url, {"title": "No counts"})

    assert response.status_code == 400


@pytest.mark.parametrize("query", ['"', '"open', "a\x00b", "'; drop table", "*", "(", "NEAR(", "ñ" * 500])
def test_no_search_in_the_admin_breaks(tania, query):
    client = signed_in(tania)
    urls = [reverse("wagtailadmin_pages:search"), reverse("wagtailadmin_explore", args=[module().pk])]

    assert [client.get(url, {"q": query}, follow=True).status_code for url in urls] == [200, 200]
