"""Leaving: asked for, taken back, done, and done again after a restore."""

import json
import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from people import erasure, ledger
from people.enums import AccountAct, LedgerAct
from people.erasure import GRACE, erase, erase_due
from people.errors import SoleKeeperError
from people.models import Deletion, LedgerEntry, MailedLink, SignIn, User
from people.signals import account_event
from tests.people.builders import a_person, is_signed_in, sign_in, url
from tests.people.factors import with_app

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture(autouse=True)
def committed(django_capture_on_commit_callbacks):
    """What happens once it is certain happens at the end of each block of a test."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def events():
    heard = []

    def hear(sender, act, user, actor, **_kwargs) -> None:
        heard.append((act, user.pk, actor.pk if actor else None))

    account_event.connect(hear)
    yield heard
    account_event.disconnect(hear)


def leave(client: Client, word: str = "ERASE"):
    return client.post(url("delete_account"), {"word": word})


def link_in_last_letter() -> str:
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def everything_kept() -> str:
    """All text in the database, of every table."""
    found = []
    for model in apps.get_models():
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField, models.JSONField, models.FileField))
        ]
        if fields:
            found.append(str(list(model._base_manager.values_list(*fields))))
    return "\n".join(found)


def state(user: User) -> tuple:
    user = User.objects.get(pk=user.pk)
    return user.is_active, bool(user.erased_at), Deletion.objects.filter(user=user).exists()


# --- Asking, and taking it back


def test_the_page_says_what_goes_and_what_stays(client, ana):
    page = client.get(url("delete_account")).content.decode()

    assert "After 14 days" in page
    assert "your reflections and everything you wrote in answers" in page
    assert "how many people began, finished or passed something" in page


def test_writing_the_word_closes_the_account_everywhere(client, ana, events):
    other = Client()
    other.force_login(ana)

    answer = leave(client)

    assert answer.status_code == 200
    assert "Your account is closed" in answer.content.decode()
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert state(ana) == (False, False, True)
    assert not is_signed_in(client)
    assert other.get(url("profile")).status_code == 302
    assert not SignIn.objects.exists()
    assert events == [(AccountAct.DELETION_ASKED, ana.pk, ana.pk)]


@pytest.mark.parametrize("word", ["", "yes", "BORRAR", "ERASE ME", "\x00"])
def test_without_the_word_nothing_happens(client, ana, word):
    answer = leave(client, word)

    assert answer.status_code == 422
    assert state(ana) == (True, False, False)
    assert mail.outbox == []


def test_the_word_is_in_the_language_of_the_page_and_in_any_case(client, ana):
    answer = client.post(url("delete_account", "es"), {"word": " borrar "})

    assert answer.status_code == 200
    assert state(ana) == (False, False, True)


def test_leaving_needs_a_fresh_sign_in(client, stale_ana):
    assert leave(client).url.startswith("/en/account/confirm/")
    assert state(stale_ana) == (True, False, False)


def test_the_letter_opens_the_account_again_after_a_press(client, ana, events):
    leave(client)
    letter, link = mail.outbox[-1], link_in_last_letter()
    visitor = Client()

    page = visitor.get(link)
    after_visit = state(ana)
    answer = visitor.post(link)
    again = visitor.post(link)

    assert (letter.to, letter.subject) == (["ana@example.org"], "Your account is closed and will be erased")
    assert link in letter.alternatives[0][0]
    assert "Nothing is erased yet." in page.content.decode()
    assert after_visit == (False, False, True)
    assert "Your account is open again" in answer.content.decode()
    assert state(ana) == (True, False, False)
    assert again.status_code == 410
    assert events[-1][0] == AccountAct.DELETION_UNDONE
    sign_in(visitor)
    assert is_signed_in(visitor)


def test_when_the_letter_cannot_be_sent_the_link_stands_on_the_page(client, ana, settings):
    settings.EMAIL_BACKEND = "tests.people.broken_mail.BrokenBackend"

    page = leave(client).content.decode()
    link = re.search(r"http://testserver(/en/account/keep/[^\"<]+)", page)[1]
    Client().post(link)

    assert "We could not send you the e-mail" in page
    assert state(ana) == (True, False, False)


def test_sessions_from_before_do_not_come_back_with_the_account(client, ana):
    other = Client()
    other.force_login(ana)
    leave(client)

    Client().post(link_in_last_letter())

    assert other.get(url("profile")).status_code == 302


def test_an_account_that_waits_cannot_be_signed_in_to(client, ana):
    leave(client)

    client.post(url("account_login"), {"email": "ana@example.org"})

    assert mail.outbox[-1].subject == "Your account is closed"


def test_an_account_that_an_administrator_closed_is_not_opened_by_an_old_link(client, ana):
    leave(client)
    link = link_in_last_letter()
    Client().post(link)
    ana.refresh_from_db()
    ana.is_active = False
    ana.save()

    assert Client().post(link).status_code == 410
    assert state(ana) == (False, False, False)


def test_the_only_keeper_of_the_site_cannot_leave_it_alone(client):
    keeper = a_person("root@example.org", is_superuser=True, is_staff=True, language="en")
    client.force_login(keeper)

    answer = leave(client)

    assert answer.status_code == 409
    assert "Give somebody else that place first" in answer.content.decode()
    with pytest.raises(SoleKeeperError):
        erase(keeper, now=timezone.now())


# --- Erasing


def test_after_two_weeks_and_not_before_the_person_is_erased(client, ana, events):
    leave(client)
    asked_at = Deletion.objects.get().asked_at

    early = erase_due(asked_at + GRACE - timedelta(minutes=1))
    waiting = state(ana)
    due = erase_due(asked_at + GRACE)
    again = erase_due(asked_at + GRACE + timedelta(days=1))

    assert (early, waiting, due, again) == (0, (False, False, True), 1, 0)
    assert state(ana) == (False, True, False)
    assert events[-1] == (AccountAct.ERASED, ana.pk, None)


def test_nothing_that_leads_to_the_person_is_left_anywhere(client, roles, settings):
    user = a_person("lucero.quispe@example.org", display_name="Lucero Quispe", language="en")
    user.groups.add(roles["trainer"])
    client.post(url("account_login"), {"email": user.email})
    with_app(user)
    user = User.objects.get(pk=user.pk)
    client.force_login(user)
    log(instance=user, action="wagtail.edit", user=user)
    client.post(url("email_change"), {"email": "lucero.new@example.org"})
    before = everything_kept()

    erase(user, now=timezone.now())
    Session.objects.exclude(session_key=client.session.session_key).delete()

    assert "Lucero Quispe" in before
    assert "lucero.quispe@example.org" in before
    after = everything_kept().lower()
    assert "lucero" not in after
    assert "quispe" not in after
    assert ModelLogEntry.objects.count() == 1


def test_a_nameless_row_stays_that_opens_nothing(ana):
    with_app(ana)
    ana.groups.clear()

    erase(ana, now=timezone.now())

    left = User.objects.get(pk=ana.pk)
    assert (left.display_name, left.email) == ("Erased account", f"{ana.public_id}@erased.invalid")
    assert (left.is_active, left.is_staff, left.has_usable_password()) == (False, False, False)
    assert left.groups.count() == left.authenticator_set.count() == 0
    assert not EmailAddress.objects.filter(user=left).exists()
    assert not MailedLink.objects.filter(user=left).exists()


def test_the_address_is_free_again(ana):
    erase(ana, now=timezone.now())

    assert a_person("ana@example.org").pk != ana.pk


def test_other_rooms_remove_theirs_in_the_same_transaction(ana, monkeypatch):
    monkeypatch.setattr(erasure, "_handlers", {})
    heard = []
    erasure.register("other", lambda user, now: heard.append(user.display_name))

    erase(ana, now=timezone.now())
    erase(ana, now=timezone.now())

    assert heard == ["Ana"]


def test_when_one_room_fails_nothing_is_half_erased(ana, monkeypatch):
    def broken(user, now) -> None:
        raise RuntimeError

    monkeypatch.setattr(erasure, "_handlers", {"broken": broken})

    with pytest.raises(RuntimeError):
        erase(ana, now=timezone.now())

    assert state(ana) == (True, False, False)
    assert not LedgerEntry.objects.exists()


# --- The ledger, and a copy of the database that is older


def erased_with_file(user: User, committed) -> None:
    with committed(execute=True):
        erase(user, now=timezone.now())


def bring_back(user: User) -> None:
    """What restoring an older copy does: the person is there, the ledger in the database is not."""
    LedgerEntry.objects.all().delete()
    User.objects.filter(pk=user.pk).update(
        email="ana@example.org", display_name="Ana", is_active=True, erased_at=None
    )


def test_the_ledger_says_who_and_when_and_nothing_more(ana, committed, settings):
    erased_with_file(ana, committed)

    line = json.loads(settings.ERASURE_LEDGER.read_text("utf-8"))

    assert set(line) == {"person", "act", "noted_at", "due_at"}
    assert (line["person"], line["act"]) == (ledger.hash_of(ana), "erased")
    assert "ana" not in settings.ERASURE_LEDGER.read_text("utf-8").replace(line["person"], "")


def test_whoever_was_erased_is_erased_again_after_a_restore(ana, committed, capsys):
    beto = a_person("beto@example.org")
    erased_with_file(ana, committed)
    bring_back(ana)

    call_command("reapply_erasures")
    call_command("reapply_erasures")

    assert state(ana) == (False, True, False)
    assert state(beto) == (True, False, False)
    assert capsys.readouterr().out.splitlines() == [
        "Erased again: 1. Closed again until their day: 0.",
        "Erased again: 0. Closed again until their day: 0.",
    ]


def test_whoever_had_asked_waits_again_after_a_restore_and_whoever_took_it_back_does_not(
    client, ana, committed
):
    with committed(execute=True):
        leave(client)
    Deletion.objects.all().delete()
    bring_back(ana)
    erasure.reapply(timezone.now())
    waits_again = state(ana)
    with committed(execute=True):
        erasure.take_back(ana, now=timezone.now())
    bring_back(ana)

    erasure.reapply(timezone.now())

    assert waits_again == (False, False, True)
    assert state(ana) == (True, False, False)


def test_whoever_was_due_meanwhile_is_erased_at_once(client, ana, committed):
    with committed(execute=True):
        leave(client)
    Deletion.objects.all().delete()
    bring_back(ana)

    erasure.reapply(timezone.now() + GRACE)

    assert state(ana) == (False, True, False)


@pytest.mark.parametrize(
    "line", ["nonsense", "{}", '{"person": "x", "act": "flown", "noted_at": "", "due_at": null}']
)
def test_a_ledger_that_cannot_be_read_stops_and_says_where(ana, settings, line):
    settings.ERASURE_LEDGER.write_text(f"{line}\n")

    with pytest.raises(CommandError, match="line 1 cannot be read"):
        call_command("reapply_erasures")

    assert state(ana) == (True, False, False)


def test_a_ledger_from_elsewhere_can_be_named(ana, committed, settings, tmp_path):
    erased_with_file(ana, committed)
    bring_back(ana)
    elsewhere = settings.ERASURE_LEDGER.rename(tmp_path / "brought.jsonl")

    call_command("reapply_erasures", ledger=elsewhere)

    assert state(ana) == (False, True, False)
    with pytest.raises(CommandError, match="no file"):
        call_command("reapply_erasures", ledger=tmp_path / "missing.jsonl")


def test_the_command_erases_at_once_when_one_means_it(ana):
    with pytest.raises(CommandError, match="cannot be undone"):
        call_command("erase_person", "ana@example.org")
    before = state(ana)

    call_command("erase_person", "ana@example.org", yes=True)

    assert (before, state(ana)) == ((True, False, False), (False, True, False))
    assert LedgerEntry.objects.get().act == LedgerAct.ERASED


def test_the_hash_of_a_person_is_the_same_every_time_and_nobody_elses(ana):
    again = User.objects.get(pk=ana.pk)

    assert ledger.hash_of(ana) == ledger.hash_of(again)
    assert ledger.hash_of(ana) != ledger.hash_of(a_person("beto@example.org"))
