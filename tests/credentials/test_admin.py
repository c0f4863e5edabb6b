"""Certificates in the admin: those who run the programme look and revoke, nobody writes."""

import re
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from credentials.admin_views import AnewView, RevokeView
from credentials.enums import Kind
from credentials.models import Certificate
from credentials.policies import ViewOnly
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from tests.courses.builders import person
from tests.credentials.builders import certificate, manager, subject, with_role
from tests.credentials.test_signing import fresh_key, public_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def marta(client):
    ensure_roles()
    user = manager()
    client.force_login(user)
    return user


def in_spanish(sentence) -> str:
    """What a user of the admin reads who has not chosen another language."""
    with override("es"):
        return str(sentence)


def url(name: str, *arguments) -> str:
    return reverse(f"credentials_certificate:{name}", args=arguments)


def test_a_manager_finds_a_certificate_by_name_and_by_code(client, marta):
    one = certificate(person("ana"), name="Ána Ñuño")
    certificate(person("luz"), name="Luz Sol")

    pages = [
        client.get(url("index"), {"q": text}).content.decode() for text in ("Ñuño", one.grouped_code.lower())
    ]

    assert [("Ñuño" in page, "Luz Sol" in page) for page in pages] == [(True, False)] * 2


def test_a_manager_sees_one_certificate_and_may_revoke_it(client, marta):
    one = certificate(name="Ána Ñuño")

    page = client.get(url("inspect", one.pk)).content.decode()

    assert one.grouped_code in page
    button = re.search(rf'<a[^>]*href="{url("revoke", one.pk)}"[^>]*>', page)[0]
    assert "w-header-button" in button
    assert url("anew", one.pk) not in page


def test_revoking_asks_for_a_reason_and_tells_everybody_who_checks(client, marta):
    one = certificate()

    form = client.get(url("revoke", one.pk))
    refused = client.post(url("revoke", one.pk), {"reason": "", "note": ""})
    done = client.post(url("revoke", one.pk), {"reason": "mistake", "note": "Two accounts"})

    one.refresh_from_db()
    assert (form.status_code, refused.status_code, done.status_code) == (200, 200, 302)
    assert (one.status, one.revoked_by, one.revocation_note) == ("revoked", marta, "Two accounts")
    assert "Revoked" in client.get(f"/verify/{one.grouped_code}/?language=en").content.decode()


def test_a_revoked_certificate_can_be_issued_anew(client, marta):
    one = certificate()
    client.post(url("revoke", one.pk), {"reason": "mistake"})

    offered = client.get(url("inspect", one.pk)).content.decode()
    answer = client.post(url("anew", one.pk))

    new = Certificate.objects.in_force().get()
    assert url("anew", one.pk) in offered
    assert answer.headers["Location"] == url("inspect", new.pk)


def test_a_certificate_in_force_is_not_issued_anew(client, marta):
    one = certificate()

    client.post(url("anew", one.pk))

    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}))
def test_other_roles_reach_none_of_it(client, role):
    ensure_roles()
    one = certificate()
    client.force_login(with_role(role))

    answers = [
        client.get(url("index")),
        client.get(url("inspect", one.pk)),
        client.get(url("revoke", one.pk)),
        client.post(url("revoke", one.pk), {"reason": "mistake"}),
        client.post(url("anew", one.pk)),
    ]

    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert all(one.code not in answer.content.decode() for answer in answers)
    one.refresh_from_db()
    assert one.is_valid
    assert "certificates/" not in client.get("/admin/").content.decode()


def test_there_are_no_views_that_write(client):
    for name in ("add", "edit", "delete", "copy"):
        with pytest.raises(NoReverseMatch):
            url(name)
        with pytest.raises(NoReverseMatch):
            url(name, 1)


def test_nobody_may_write_not_even_the_keeper_of_the_site():
    keeper = User.objects.create_superuser("keeper@example.org")
    policy = ViewOnly(Certificate)

    may = {verb: policy.user_has_permission(keeper, verb) for verb in ("add", "change", "delete", "view")}

    assert may == {"add": False, "change": False, "delete": False, "view": True}


def test_the_keys_are_printed_and_an_unknown_one_is_noticed(settings, capsys):
    certificate()
    call_command("certificate_keys")
    listed = capsys.readouterr().out
    before = settings.CERTIFICATE_KEY

    settings.CERTIFICATE_KEY = fresh_key()
    with pytest.raises(CommandError, match="PUENTES_OLD_CERTIFICATE_KEYS"):
        call_command("certificate_keys")
    settings.CERTIFICATE_OLD_KEYS = [public_part(before)]
    call_command("certificate_keys")

    assert "1 certificates" in listed
    assert public_part(before) in listed


@pytest.mark.parametrize(
    ("status", "name", "view"),
    [("revoked", "revoke", RevokeView), ("valid", "anew", AnewView)],
)
def test_what_cannot_be_done_is_not_offered_again(client, marta, status, name, view):
    one = certificate()
    if status == "revoked":
        client.post(url("revoke", one.pk), {"reason": "mistake"})
        client.get(url("inspect", one.pk))

    opened = client.get(url(name, one.pk), follow=True)
    sent = client.post(url(name, one.pk), {"reason": "other_person"})

    one.refresh_from_db()
    assert opened.redirect_chain == [(url("inspect", one.pk), 302)]
    assert in_spanish(view.too_late) in opened.content.decode()
    assert (sent.status_code, one.status) == (302, status)
    assert one.revocation_reason != "other_person"


def test_whoever_revokes_a_module_reads_that_a_path_stays_valid(client, marta):
    of_module = certificate(person("ana"))
    of_path = certificate(person("luz"), about=replace(subject(), kind=Kind.PATH))

    pages = [client.get(url("revoke", one.pk)).content.decode() for one in (of_module, of_path)]

    assert [in_spanish(RevokeView.of_a_module) in page for page in pages] == [True, False]


def test_a_certificate_without_a_name_is_still_called_something(client, marta):
    one = certificate(name="")

    listed, looked_at = client.get(url("index")), client.get(url("inspect", one.pk))

    assert one.grouped_code in looked_at.content.decode().split("</title>")[0]
    for page in (listed, looked_at):
        assert ": :" not in page.content.decode()
