"""The verbs of certificates: each refusal, and everything done twice."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from courses.actions import override_completion
from courses.models import CompletionOverride, PathCompletion
from credentials import actions, overdue
from credentials.enums import Kind, RevocationReason, Status
from credentials.errors import CertificateError, NamelessError
from credentials.models import Certificate, HolderName
from safeguarding.models import AuditEntry
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree, stranger
from tests.credentials.builders import DAY, certificate, claim, finish, finished_by, manager, subject

pytestmark = pytest.mark.django_db


def revoke(one, by=None, reason=RevocationReason.MISTAKE, note=""):
    return actions.revoke(certificate=one, by=by or manager(), reason=reason, note=note, now=timezone.now())


def renamed(one, name="Ana Otra"):
    actions.choose_name(user=one.holder, name=name, now=timezone.now())
    return actions.issue_with_new_name(certificate=one, now=timezone.now())


def test_completing_a_module_issues_its_certificate(django_capture_on_commit_callbacks):
    ana, page = person(), module(site_tree(), lessons=2)["en"]

    with django_capture_on_commit_callbacks(execute=True):
        enrolment = finished_by(ana, page)

    issued = Certificate.objects.get()
    assert (issued.holder, issued.kind, issued.subject_key) == (ana, Kind.MODULE, page.translation_key)
    assert issued.titles == {"en": "The pilot (en)", "es": "The pilot (es)"}
    assert (issued.minutes, issued.language, issued.holder_name) == (13, "es", "")
    assert issued.completed_at == enrolment.completed_at
    assert (issued.status, issued.shows_name, issued.is_genuine()) == (Status.VALID, False, True)


def test_a_module_that_is_not_complete_has_no_certificate(django_capture_on_commit_callbacks):
    ana, page = person(), module(site_tree(), lessons=2)["en"]
    with django_capture_on_commit_callbacks(execute=True):
        enrolment = finish(learner(ana), page)
    Certificate.objects.all().delete()
    enrolment.completed_at = None
    enrolment.save()

    assert actions.issue_for_module(enrolment_id=enrolment.pk, now=DAY) is None
    assert Certificate.objects.count() == 0


def test_work_without_an_account_becomes_a_certificate_when_it_is_claimed(django_capture_on_commit_callbacks):
    somebody, page = stranger(), module(site_tree(), lessons=1)["en"]
    with django_capture_on_commit_callbacks(execute=True):
        finish(somebody, page)
    assert Certificate.objects.count() == 0
    ana = person()

    with django_capture_on_commit_callbacks(execute=True):
        claim(ana, somebody)

    assert [one.holder for one in Certificate.objects.all()] == [ana]


def test_claiming_what_one_has_completed_already_issues_nothing_more(django_capture_on_commit_callbacks):
    somebody, ana, page = stranger(), person(), module(site_tree(), lessons=1)["en"]
    with django_capture_on_commit_callbacks(execute=True):
        finish(somebody, page)
        finished_by(ana, page)
    before = Certificate.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        claim(ana, somebody)

    assert list(Certificate.objects.values_list("pk", "code")) == [(before.pk, before.code)]


def test_a_module_that_a_trainer_declared_complete_has_a_certificate(django_capture_on_commit_callbacks):
    ana, trainer, page = person(), person("tere"), module(site_tree(), lessons=3)["en"]
    enrolment = act(learner(ana), lessons_of(page)[0])

    with django_capture_on_commit_callbacks(execute=True):
        override_completion(enrolment=enrolment, by=trainer, reason="Shown in person", now=DAY)

    assert CompletionOverride.objects.count() == 1
    assert [(one.holder, one.completed_at) for one in Certificate.objects.all()] == [(ana, DAY)]


def test_a_failing_database_does_not_turn_a_completion_into_an_error(
    django_capture_on_commit_callbacks, monkeypatch
):
    def broken(**_kwargs):
        raise DatabaseError("no room")

    ana, page = person(), module(site_tree(), lessons=1)["en"]
    monkeypatch.setattr(actions, "issue_for_module", broken)
    with django_capture_on_commit_callbacks(execute=True):
        finished_by(ana, page)
    monkeypatch.undo()

    assert (Certificate.objects.count(), overdue.issue_overdue(now=DAY)) == (0, 1)
    assert (Certificate.objects.count(), overdue.issue_overdue(now=DAY)) == (1, 0)


def test_a_completed_path_without_a_page_waits_for_its_page():
    ana, key = person(), subject().key
    PathCompletion.objects.create(user=ana, path_key=key, at=DAY, modules=[])

    assert actions.issue_for_path(user_id=ana.pk, path_key=key, now=DAY) is None
    assert actions.issue_for_path(user_id=None, path_key=key, now=DAY) is None


def test_a_certificate_is_issued_once():
    ana, about = person(), subject()
    first = certificate(ana, about=about)

    again = actions.issue(holder=ana, subject=about, completed_at=timezone.now(), now=timezone.now())

    assert (again, again.code, Certificate.objects.count()) == (first, first.code, 1)


def test_the_database_itself_keeps_two_from_being_in_force():
    one = certificate()
    two = Certificate(**{name: getattr(one, name) for name in ("holder", "kind", "subject_key", "language")})
    two.minutes, two.completed_at, two.titles = 1, DAY, one.titles
    two.sign()

    with pytest.raises(IntegrityError, match=r"one_certificate_in_force|UNIQUE"), transaction.atomic():
        two.save()


def test_a_certificate_issued_without_a_name_receives_it_once_it_is_said():
    nameless = certificate(name="")

    actions.choose_name(user=nameless.holder, name="Ana Ruiz", now=DAY)

    named = Certificate.objects.get()
    assert (named.holder_name, named.code, named.is_genuine()) == ("Ana Ruiz", nameless.code, True)


def test_another_name_leaves_what_was_issued_as_it_was():
    one = certificate(name="Ana Ruiz")

    actions.choose_name(user=one.holder, name="Ana Sol", now=DAY)

    assert [one.holder_name for one in Certificate.objects.all()] == ["Ana Ruiz"]
    assert HolderName.objects.get().name == "Ana Sol"


def test_the_name_of_one_person_stays_out_of_the_certificates_of_others():
    other = certificate(person("luz"), name="")
    mine = certificate(person("ana"), name="Ana Ruiz")

    other.refresh_from_db()
    assert (mine.holder_name, other.holder_name) == ("Ana Ruiz", "")


def test_a_new_name_is_issued_with_a_new_code_and_the_old_one_says_so():
    one = certificate(name="Ana Ruiz")
    actions.show_name(certificate=one, shown=True, now=DAY)

    new = renamed(one)

    one.refresh_from_db()
    assert (one.status, one.holder_name, one.shows_name, one.is_genuine()) == (
        "replaced",
        "Ana Ruiz",
        False,
        True,
    )
    assert (new.status, new.holder_name, new.shows_name, new.is_genuine()) == (
        "valid",
        "Ana Otra",
        False,
        True,
    )
    assert (new.replaces, new.completed_at, new.titles) == (one, one.completed_at, one.titles)
    assert new.code != one.code


def test_asking_twice_for_the_new_name_gives_the_same_certificate():
    one = certificate(name="Ana Ruiz")
    first = renamed(one)

    again = actions.issue_with_new_name(certificate=one, now=timezone.now())

    assert (again, Certificate.objects.count()) == (first, 2)


def test_the_same_name_again_changes_nothing():
    one = certificate(name="Ana Ruiz")

    assert renamed(one, "Ana Ruiz") == one
    assert Certificate.objects.count() == 1


def test_without_a_name_nothing_is_issued_again():
    one = certificate(name="")

    with pytest.raises(NamelessError):
        actions.issue_with_new_name(certificate=one, now=DAY)


def test_a_revoked_certificate_is_not_issued_again_with_another_name():
    one = certificate()
    revoke(one)

    with pytest.raises(CertificateError):
        renamed(one)


def test_revoking_keeps_who_why_and_when():
    one, marta = certificate(), manager()
    actions.show_name(certificate=one, shown=True, now=DAY)

    revoke(one, by=marta, reason=RevocationReason.OTHER_PERSON, note="Two people, one hand.")

    one.refresh_from_db()
    assert (one.status, one.revoked_by, one.revocation_reason) == ("revoked", marta, "other_person")
    assert (one.revocation_note, one.shows_name, one.is_genuine()) == ("Two people, one hand.", False, True)
    entry = AuditEntry.objects.get(act="certificate.revoked")
    assert (entry.actor, entry.subject_key) == (marta.public_id, str(one.public_id))
    assert entry.detail == {"reason": "other_person"}


@pytest.mark.parametrize(
    ("language", "subject", "title", "reason"),
    [
        ("en", "A certificate of yours was revoked", "“La visita (en)”", "It was issued by mistake"),
        ("es", "Se revocó una de sus constancias", "“La visita”", "Se emitió por error"),
    ],
)
def test_the_holder_hears_of_a_revocation_and_its_reason_in_their_language(
    mailoutbox, django_capture_on_commit_callbacks, language, subject, title, reason
):
    one, marta = certificate(), manager()
    one.holder.language = language
    one.holder.save(update_fields=["language"])

    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            revoke(one, by=marta, note="secret")

    (letter,) = mailoutbox
    text, html = letter.body, letter.alternatives[0][0]
    assert (letter.to, letter.subject) == ([one.holder.email], subject)
    assert all(title in part and reason in part for part in (text, html))
    assert "secret" not in text + html


def test_revoking_twice_keeps_the_first_reason():
    one = certificate()
    first = revoke(one)

    again = revoke(one, by=manager("mario"), reason=RevocationReason.OTHER)

    assert (again.revocation_reason, again.revoked_at) == (RevocationReason.MISTAKE, first.revoked_at)
    assert AuditEntry.objects.filter(act="certificate.revoked").count() == 1


def test_a_replaced_certificate_is_not_revoked():
    one = certificate()
    renamed(one)

    with pytest.raises(CertificateError):
        revoke(one)


def test_what_was_revoked_is_never_issued_again_by_itself():
    ana, about = person(), subject()
    revoke(certificate(ana, about=about))

    assert actions.issue(holder=ana, subject=about, completed_at=DAY, now=DAY) is None


def test_a_revocation_by_mistake_is_put_right_with_a_new_code_once():
    one, marta = certificate(), manager()
    revoke(one, by=marta)

    new = actions.issue_anew(certificate=one, by=marta, now=DAY)
    again = actions.issue_anew(certificate=one, by=marta, now=DAY)

    one.refresh_from_db()
    assert (new, new.is_valid, new.code != one.code, one.status) == (again, True, True, "revoked")


def test_only_a_revoked_certificate_is_issued_anew():
    with pytest.raises(CertificateError):
        actions.issue_anew(certificate=certificate(), by=manager(), now=DAY)


def test_the_name_is_shown_only_while_its_holder_agrees():
    one = certificate()

    states = [
        actions.show_name(certificate=one, shown=shown, now=DAY).shows_name for shown in (True, True, False)
    ]

    assert states == [True, True, False]


def test_a_name_that_does_not_exist_is_not_shown():
    with pytest.raises(NamelessError):
        actions.show_name(certificate=certificate(name=""), shown=True, now=DAY)


def test_a_row_that_somebody_changed_in_the_database_is_not_genuine():
    one = certificate(name="Ana Ruiz")
    Certificate.objects.filter(pk=one.pk).update(holder_name="Otra Persona")

    assert not Certificate.objects.get().is_genuine()


def test_people_see_their_own_certificates_and_managers_all():
    ana, luz = person("ana"), person("luz")
    hers = certificate(ana)
    certificate(luz)
    seen = {who: set(Certificate.objects.visible_to(who)) for who in (ana, person("eva"), AnonymousUser())}

    assert list(seen.values()) == [{hers}, set(), set()]
    assert Certificate.objects.visible_to(manager()).count() == 2
