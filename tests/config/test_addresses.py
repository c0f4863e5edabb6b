"""Every address of the site is listed here with what a stranger gets; one that is not listed fails."""

import re
import uuid

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

from courses.models import Reflection
from tests.courses.builders import lessons_of, module, site_tree
from tests.courses.builders_paths import path

pytestmark = pytest.mark.django_db

# What stands in an address in place of `<kind:name>` when no test names it.
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
BY_KIND = {"uuid": uuid.uuid4(), "slug": "nothing", "str": "nothing", "path": "nothing", "int": 1}

# Name of the address → what a stranger's GET is answered with. "sign in" is a redirect to our own page.
FOR_STRANGERS = {
    "": {"alive": 200, "ready": 200, "choose_language": 302, "offline": 200, "library_file": 404},
    "people": {
        "account_login": 200,
        "account_request_login_code": 200,
        "account_signup": 200,
        "account_confirm_login_code": 410,
        "account_inactive": 403,
        "after_sign_in": "sign in",
        "account_logout": 302,
        "signed_out": 200,
        "demo_sign_in": 302,
        "shared_device": "sign in",
        "profile": "sign in",
        "fresh_sign_in": "sign in",
        "security": "sign in",
        "mfa_authenticate": "sign in",
        "passkey_sign_in": 405,
        "password": "sign in",
        "password_remove": 405,
        "second_factor": "sign in",
        "app_set_up": "sign in",
        "app_picture": "sign in",
        "passkey_add": "sign in",
        "factor_remove": 405,
        "recovery_codes": "sign in",
        "recovery_download": "sign in",
        "devices": "sign in",
        "device_end": "sign in",
        "devices_end_others": "sign in",
        "email_change": "sign in",
        "email_code": "sign in",
        "email_restore": 410,
        "own_data": "sign in",
        "export_file": 405,
        "export_page": 405,
        "delete_account": "sign in",
        "keep_account": 410,
        "data_saver": 200,
        "quick_exit": 303,
    },
    "safeguarding": {
        "report_concern": 200,
        "concern_received": 404,
        "teach_safeguarding": 404,
        "teach_concern": 404,
    },
    "reference": {
        "glossary": 200,
        "glossary_term": 404,
        "law": 200,
        "provision": 404,
        "figures": 200,
        "statistic": 404,
    },
    "organizations": {"organizations": 200, "organization": 404},
    "workshops": {"workshops": 200, "workshop": 404, "forums": 200, "forum": 404, "programme": 404},
    "materials": {
        "materials": 200,
        "material": 404,
        "material_file": 404,
        "event_materials": 404,
        "session_pack": 404,
        "session_pack_file": 404,
    },
    "registering": {
        "registration": "sign in",
        "registration_cancellation": 405,
        "registration_confirmation": 405,
        "invitation": 410,
        "my_events": "sign in",
        "own_agenda": "sign in",
        "agenda_address": 405,
        "agenda_feed": 404,
        "event_calendar": 404,
        "session_calendar": 404,
    },
    "running events": {
        "teach_events:registrations": 404,
        "teach_events:registrations_file": 404,
        "teach_events:registration_decisions": 405,
        "teach_events:registration_by_hand": 404,
        "teach_events:questions": 404,
        "teach_events:question": 404,
        "teach_events:question_removal": 405,
        "teach_events:invitations": 404,
        "teach_events:invitation_removal": 405,
        "teach_events:calling_off": 404,
        "teach_events:all": 404,
        "teach_events:home": 404,
        "teach_events:team": 404,
        "teach_events:team_removal": 405,
        "teach_events:attendance": 404,
        "teach_events:headcounts": 405,
        "teach_events:sheet": 404,
        "teach_events:printed_sheet": 404,
        "teach_events:session_code": 404,
        "teach_events:code_picture": 404,
        "teach_events:people": 404,
        "teach_events:people_file": 404,
        "teach_events:message": 404,
        "check_in": 404,
        "commitments": 200,
        "commitments_file": 200,
        "commitments_feed": 200,
        "own_commitments": 303,
        "commitment_by_link": 410,
        "commitment": 404,
        "commitment_updates": 405,
        "commitment_evidence": 405,
        "commitment_assessments": 405,
        "commitment_following": 405,
        "commitment_links": 405,
        "worksheet": 404,
        "worksheet_results": 404,
        "worksheet_file": 404,
        "entries": 405,
        "entry": 404,
        "entry_removal": 405,
        "rating": 405,
        "evaluation": 404,
        "teach_events:worksheets": 404,
        "teach_events:worksheet_opening": 405,
        "teach_events:evaluations": 404,
        "teach_events:answers": 404,
        "teach_events:opening": 405,
    },
    "courses": {
        "courses:my_learning": 200,
        "courses:claim": "sign in",
        "courses:start": 302,
        "courses:enrolment": 303,
        "courses:leave": 404,
        "courses:lesson_act": 303,
        "courses:quiz_attempts": 404,
        "courses:scenario_choice": 404,
        "courses:reflection_entry": 404,
        "courses:scenario_step": 404,
        "courses:path_following": 303,
        "courses:path_start": 302,
    },
    "record": {
        "event_record": 404,
        "event_record_draft": 404,
        "event_record_print": 404,
        "event_record_file": 404,
        "teach_events:record": 404,
        "teach_events:record_lines": 405,
        "teach_events:record_rows": 405,
        "teach_events:record_words": 405,
        "teach_events:record_review": 405,
        "teach_events:record_publication": 405,
    },
    "teach": {"teach:learners": 404, "teach:completion": 405},
    "credentials": {
        "verify_form": 200,
        "verify": 404,
        "credentials:record": "sign in",
        "credentials:name": "sign in",
        "credentials:json": "sign in",
        "credentials:csv": "sign in",
        "credentials:pdf": "sign in",
        "credentials:sharing": "sign in",
        "credentials:replacement": "sign in",
        "certificate_batches:all": 404,
        "certificate_batches:one": 404,
        "certificate_batches:file": 404,
    },
}
LISTED = {name: answer for group in FOR_STRANGERS.values() for name, answer in group.items()}
# Small files, and the patterns under which pages are served; tested where they live.
UNNAMED = {"favicon.ico", "robots.txt", "sitemap.xml"}
PAGES = {"serve_page", "wagtail_serve"}
# Wagtail's password pages: switched off, and the sign-in leads to ours.
SWITCHED_OFF = {
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
}


def patterns(found, route="", namespace=""):
    for pattern in found:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here, f"{namespace}:{pattern.name}" if namespace else pattern.name
        else:
            yield from patterns(pattern.url_patterns, here, pattern.namespace or namespace)


def all_addresses() -> list[tuple[str, str]]:
    with override("en"):
        return list(patterns(get_resolver().url_patterns))


@pytest.fixture(scope="module")
def pilot(arranged):
    return module(site_tree(), lessons=1)


def path_over(pilot) -> uuid.UUID:
    catalogues = {language: page.get_parent().specific for language, page in pilot.items()}
    return path(catalogues, [pilot])["en"].translation_key


def arguments(name: str, pilot) -> dict:
    lesson = lessons_of(pilot["en"])[0]
    known = {
        "module_key": pilot["en"].translation_key,
        "lesson_key": lesson.translation_key,
        "token": "i" + "0" * 32,
        "filename": "secret.jpg",
        "lesson": lesson.url.strip("/").partition("/")[2],
        "path_key": path_over(pilot) if name.startswith("courses:path_") else None,
    }
    wanted = ARGUMENT.findall(next(route for route, found in all_addresses() if found == name))
    return {argument: known.get(argument, BY_KIND[kind or "str"]) for kind, argument in wanted}


def test_every_address_is_listed():
    names = {
        name
        for route, name in all_addresses()
        if not route.startswith("admin/") and route not in UNNAMED and name
    }
    nameless = {route for route, name in all_addresses() if not name and not route.startswith("admin/")}

    assert names - PAGES - SWITCHED_OFF == set(LISTED)
    assert nameless == UNNAMED


@pytest.mark.parametrize(("name", "answer"), sorted(LISTED.items(), key=str))
def test_a_stranger_gets_what_is_listed(client, pilot, name, answer):
    with override("en"):
        kwargs = arguments(name, pilot)
        url = reverse(name, kwargs=kwargs)
        sign_in = reverse("account_login")

    response = client.get(url)

    if answer == "sign in":
        assert (response.status_code, response.headers["Location"].partition("?")[0]) == (302, sign_in)
    else:
        assert response.status_code == answer


def test_the_whole_admin_leads_strangers_to_our_sign_in(client):
    open_to_strangers = set()
    for route, _name in all_addresses():
        if not route.startswith("admin/") or "(" in route or "^" in route:
            continue
        url = "/" + route
        for placeholder, value in PLACEHOLDERS.items():
            url = url.replace(placeholder, value)
        if "<" in url:
            url = "/" + "/".join(part if "<" not in part else "1" for part in url.strip("/").split("/")) + "/"
        response = client.get(url)
        leads_away = response.status_code == 302 and response.headers["Location"].startswith("/admin/login/")
        if not leads_away and response.status_code not in {404, 405}:
            open_to_strangers.add((url, response.status_code))

    assert {url for url, _status in open_to_strangers} <= ALLOWED_IN_ADMIN


PLACEHOLDERS = {"<uuid:key>": str(uuid.uuid4())}
# Four lead to our own pages; two hold the words and the icons of the editor.
ALLOWED_IN_ADMIN = {
    *("/admin/login/", "/admin/logout/", "/admin/account/", "/admin/password_reset/"),
    *("/admin/jsi18n/", "/admin/sprite/"),
}


def test_wagtails_own_sign_in_for_private_pages_is_out_of_reach(client):
    assert client.get("/en/_util/login/").status_code == 404


def test_nothing_of_anothers_is_shown_by_guessing_a_code(client, pilot):
    Reflection.objects.create(code="secret", prompt={"es": "¿?", "en": "?"})

    assert client.get("/en/my-learning/lessons/secret/").status_code == 404
