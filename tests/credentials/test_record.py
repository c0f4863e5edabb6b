"""My record, and who may have which certificate."""

import base64
import csv
import io
import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from credentials import actions, signing
from credentials.enums import RevocationReason
from credentials.models import Certificate, HolderName
from people.enums import Role
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree
from tests.credentials.builders import DAY, certificate, finished_by, manager, with_role

pytestmark = pytest.mark.django_db


def url(name: str, *arguments, language: str = "en") -> str:
    with translation.override(language):
        return reverse(f"credentials:{name}", args=arguments)


def seen(response) -> str:
    return response.content.decode()


@pytest.fixture
def ana():
    return person("ana", language="en")


@pytest.fixture
def learned(ana, django_capture_on_commit_callbacks):
    """Ana has completed one module and begun another."""
    tree = site_tree()
    done, begun = module(tree, lessons=1, slug="done"), module(tree, lessons=2, slug="begun")
    with django_capture_on_commit_callbacks(execute=True):
        finished_by(ana, done["en"])
        act(learner(ana), lessons_of(begun["en"])[0])
    return Certificate.objects.get()


def test_a_stranger_is_asked_to_sign_in(client):
    for name in ("record", "name", "json", "csv"):
        response = client.get(url(name))
        assert (response.status_code, response.headers["Location"].partition("?")[0]) == (
            302,
            "/en/account/sign-in/",
        )


def test_the_addresses_are_spelled_in_the_readers_language():
    assert url("record") == "/en/my-record/"
    assert url("record", language="es") == "/es/mi-historial/"
    assert url("pdf", uuid.UUID(int=0), language="es") == (
        "/es/mi-historial/constancias/00000000-0000-0000-0000-000000000000.pdf"
    )


def test_an_empty_record_says_what_comes_here(client, ana):
    client.force_login(ana)

    assert "When you complete a module, it stands here with its certificate." in seen(
        client.get(url("record"))
    )


def test_the_record_shows_what_is_completed_and_what_is_under_way(client, ana, learned):
    client.force_login(ana)

    page = seen(client.get(url("record")))

    assert page.count('<article class="panel completed"') == 1
    for words in (
        "The pilot (en)",
        learned.grouped_code,
        "6 minutes",
        "1 of 2 done",
        "Nobody who checks the code",
    ):
        assert (words in page) is (words != "Nobody who checks the code")
    assert "You have not said it yet." in page


def test_the_record_takes_as_many_queries_for_much_as_for_little(client, ana, django_assert_max_num_queries):
    client.force_login(ana)
    for _time in range(8):
        certificate(ana)

    with django_assert_max_num_queries(9):
        client.get(url("record"))


def test_the_first_download_asks_for_the_name_once_and_then_gives_the_document(client, ana, learned):
    client.force_login(ana)

    asked = client.get(url("pdf", learned.public_id))
    form = client.get(asked.headers["Location"])
    saved = client.post(url("name"), {"name": "Ána Ñuño", "certificate": str(learned.public_id)})
    document = client.get(saved.headers["Location"])

    assert asked.headers["Location"] == f"/en/my-record/name/?certificate={learned.public_id}"
    assert 'value="Ana"' in seen(form)
    assert "Save and download" in seen(form)
    assert document.headers["Content-Type"] == "application/pdf"
    assert document.headers["Cache-Control"].startswith("private, no-store")
    assert document.headers["Content-Disposition"] == 'attachment; filename="certificate-the-pilot-en.pdf"'
    assert document.content.startswith(b"%PDF-")
    assert Certificate.objects.get().holder_name == "Ána Ñuño"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "This field is required."),
        ("\u200b", "Write a name that others can see."),
        ("Ana\x00", "This text holds characters that cannot be shown."),
        ("A" * 201, "at most 200 characters"),
        ("Ana 😀", "We have no typeface for “😀”."),
        ("Ana \u202e zeP", "This name holds invisible signs"),
        ("http://evil.example buy now", "Write your name alone"),
        ("Ana of evil.example", "Write your name alone"),
        ("WWW.EVIL.COM", "Write your name alone"),
        ("ana@example.org", "Write your name alone"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_in_words(client, ana, name, words):
    client.force_login(ana)

    response = client.post(url("name"), {"name": name})

    assert response.status_code == 422
    assert words in seen(response)
    assert HolderName.objects.count() == 0


def test_a_name_is_stored_composed_and_on_one_line(client, ana):
    client.force_login(ana)

    client.post(url("name"), {"name": "  An\u0303a \n Ru\u0301iz "})

    assert HolderName.objects.get().name == "Aña Rúiz"


def test_somebody_elses_certificate_does_not_exist(client, ana):
    hers = certificate(person("luz"))
    client.force_login(ana)

    answers = [
        client.get(url("pdf", hers.public_id)),
        client.post(url("sharing", hers.public_id), {"shown": "yes"}),
        client.post(url("replacement", hers.public_id)),
        client.get(url("pdf", uuid.uuid4())),
    ]
    saved = client.post(url("name"), {"name": "Ana", "certificate": str(hers.public_id)})

    assert [answer.status_code for answer in answers] == [404] * 4
    assert saved.headers["Location"] == url("record")
    hers.refresh_from_db()
    assert (hers.shows_name, hers.status) == (False, "valid")


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}]
)
def test_no_role_opens_the_certificates_of_others_but_those_who_run_the_programme(client, role):
    hers = certificate(person("luz"))
    client.force_login(with_role(role))

    assert client.get(url("pdf", hers.public_id)).status_code == 404


def test_those_who_run_the_programme_print_any_certificate_that_has_a_name(client):
    named, nameless = certificate(person("luz")), certificate(person("ada"), name="")
    client.force_login(manager())

    assert client.get(url("pdf", named.public_id)).headers["Content-Type"] == "application/pdf"
    refused = client.get(url("pdf", nameless.public_id))

    assert refused.status_code == 409
    assert "Its holder has not said yet which name it bears" in seen(refused)


def test_a_stranger_gets_no_document(client):
    response = client.get(url("pdf", certificate().public_id))

    assert response.headers["Location"].startswith("/en/account/sign-in/")


def test_a_revoked_certificate_is_not_printed_any_more(client, ana):
    mine = certificate(ana)
    actions.revoke(
        certificate=mine, by=manager(), reason=RevocationReason.MISTAKE, note="", now=timezone.now()
    )
    client.force_login(ana)

    response = client.get(url("pdf", mine.public_id))

    assert response.status_code == 410
    assert "Reason: It was issued by mistake." in seen(response)


def test_a_replaced_certificate_is_not_printed_any_more(client, ana):
    mine = certificate(ana)
    actions.choose_name(user=ana, name="Ana Sol", now=DAY)
    actions.issue_with_new_name(certificate=mine, now=timezone.now())
    client.force_login(ana)

    response = client.get(url("pdf", mine.public_id))

    assert (response.status_code, "A newer one took its place" in seen(response)) == (410, True)


def test_the_name_is_shown_and_hidden_by_a_switch(client, ana):
    mine = certificate(ana)
    client.force_login(ana)

    shown = [
        (
            client.post(url("sharing", mine.public_id), {"shown": answer}).status_code,
            Certificate.objects.get().shows_name,
        )
        for answer in ("yes", "yes", "no", "nonsense")
    ]

    assert shown == [(302, True), (302, True), (302, False), (302, False)]


def test_nothing_changes_by_looking(client, ana):
    mine = certificate(ana)
    client.force_login(ana)

    assert client.get(url("sharing", mine.public_id)).status_code == 405
    assert client.get(url("replacement", mine.public_id)).status_code == 405


def test_a_new_name_offers_a_new_certificate_and_a_second_press_changes_nothing(client, ana, learned):
    client.force_login(ana)
    actions.choose_name(user=ana, name="Ana Ruiz", now=DAY)
    client.post(url("name"), {"name": "Ana Sol"})

    offered = seen(client.get(url("record")))
    answers = [client.post(url("replacement", learned.public_id)) for _press in range(2)]

    assert "Issue it again with my name of today" in offered
    new = Certificate.objects.in_force().get()
    assert [answer.headers["Location"] for answer in answers] == [
        f"{url('record')}#certificate-{new.public_id}"
    ] * 2
    assert (new.holder_name, Certificate.objects.count()) == ("Ana Sol", 2)
    page = seen(client.get(url("record")))
    assert "Issue it again" not in page
    assert learned.grouped_code not in page


def test_a_certificate_that_bears_another_name_already_is_not_handed_out_without_a_word(client, ana, learned):
    client.force_login(ana)
    actions.choose_name(user=ana, name="Ana Ruiz", now=DAY)

    answer = client.post(url("name"), {"name": "Ana Sol", "certificate": str(learned.public_id)}, follow=True)

    assert answer.redirect_chain == [(f"{url('record')}#certificate-{learned.public_id}", 302)]
    assert "This certificate still bears “Ana Ruiz”" in seen(answer)
    assert "Issue it again with my name of today" in seen(answer)


def test_the_json_holds_what_is_needed_to_check_a_signature_without_us(client, ana, learned):
    client.force_login(ana)

    data = json.loads(client.get(url("json")).content)

    issued = data["completed"][0]["certificate"]
    key = signing.public_key(issued["public_key"])
    key.verify(base64.b64decode(issued["signature"]), signing.canonical(issued["statement"]))
    assert (data["format"], data["estimated_minutes"]) == ("puentes-record-1", 6)
    assert [row["percent"] for row in data["under_way"]] == [50]


def test_cells_that_look_like_formulas_are_marked_as_text(client, ana, learned):
    actions.choose_name(user=ana, name='=HYPERLINK("http://x")', now=DAY)
    client.force_login(ana)

    rows = list(csv.reader(io.StringIO(client.get(url("csv")).content.decode("utf-8-sig"))))

    day = learned.completed_at.date().isoformat()
    assert rows == [
        ["Kind", "Title", "Completed", "Estimated minutes", "Code", "Status", "Name"],
        ["Module", "The pilot (en)", day, "6", learned.grouped_code, "Valid", '\'=HYPERLINK("http://x")'],
    ]


def test_an_export_asks_who_has_not_signed_in_for_long_to_do_it_again(client, ana):
    client.force_login(ana)
    session = client.session
    session["fresh_at"] = 0
    session.save()

    assert [client.get(url(name)).status_code for name in ("json", "csv")] == [302, 302]


def test_the_module_page_offers_the_certificate_to_its_holder_alone(client, ana, learned):
    page = lambda: seen(client.get("/en/learn/done-en/"))  # noqa: E731
    link = url("pdf", learned.public_id)

    to_stranger = page()
    client.force_login(ana)
    to_ana = page()
    client.force_login(person("luz"))

    assert [link in one for one in (to_stranger, to_ana, page())] == [False, True, False]


def test_my_learning_offers_every_certificate(client, ana, learned):
    client.force_login(ana)

    assert url("pdf", learned.public_id) in seen(client.get("/en/my-learning/"))


@pytest.mark.parametrize(
    "name",
    ["Ma.Elena Ruiz", "J.R.R. Tolkien", "Ma. del Carmen O’Farrill-Peña", "Dr. Luz N. Sol", "José María d.A."],
)
def test_names_with_full_stops_are_names(client, ana, name):
    client.force_login(ana)

    assert client.post(url("name"), {"name": name}).status_code == 302
    assert HolderName.objects.get().name == name
