"""Everything a person has completed and is on, as one page and as files."""

import datetime
import uuid
from dataclasses import dataclass

from base.translated import Translated
from courses.learners import Learner
from courses.models import Enrolment, PathCompletion
from courses.my_learning import LearningRow, my_learning_rows
from courses.outline import outline_of
from courses.path_outline import path_of
from credentials.enums import Kind, Status
from credentials.models import Certificate, HolderName


@dataclass(frozen=True)
class CompletedRow:
    """A module or path that was completed; `certificate` is the one that stands for it now, if any."""

    kind: Kind
    key: uuid.UUID
    titles: Translated
    minutes: int
    completed_at: datetime.datetime
    url: str
    certificate: Certificate | None
    needs_new_name: bool = False


@dataclass(frozen=True)
class Record:
    name: str
    completed: list[CompletedRow]
    under_way: list[LearningRow]

    @property
    def modules(self) -> list[CompletedRow]:
        return [row for row in self.completed if row.kind == Kind.MODULE]

    @property
    def minutes(self) -> int:
        """What the completed modules are estimated to take. Paths consist of modules, so they add nothing."""
        return sum(row.minutes for row in self.modules)

    @property
    def certificates(self) -> int:
        return sum(bool(row.certificate and row.certificate.is_valid) for row in self.completed)


def record_of(user) -> Record:
    """The learning of one person, the latest completion first; five queries, whatever they did."""
    chosen = HolderName.objects.filter(user=user).first()
    name = chosen.name if chosen else ""
    under_way = [row for row in my_learning_rows(Learner(user_id=user.pk)) if not row.enrolment.is_completed]
    return Record(name, completed_by(user, name), under_way)


def completed_by(user, name: str) -> list[CompletedRow]:
    """What the person completed, with the certificate of each."""
    issued = current_certificates(user)
    modules = Enrolment.objects.filter(user=user, completed_at__isnull=False)
    facts = [(Kind.MODULE, row.module_key, row.completed_at, outline_of(row.module_key)) for row in modules]
    paths = PathCompletion.objects.filter(user=user)
    facts += [(Kind.PATH, row.path_key, row.at, path_of(row.path_key)) for row in paths]
    rows = [_row(*fact, issued.get((fact[0], fact[1])), name) for fact in facts]
    return sorted((row for row in rows if row), key=lambda row: row.completed_at, reverse=True)


def current_certificates(user) -> dict[tuple[str, uuid.UUID], Certificate]:
    """The certificate of each module or path: the one in force, else the latest that was revoked."""
    found = Certificate.objects.of(user).exclude(status=Status.REPLACED).order_by("issued_at")
    ordered = sorted(found, key=lambda one: one.is_valid)
    return {(one.kind, one.subject_key): one for one in ordered}


def _row(kind: Kind, key, completed_at, outline, certificate: Certificate | None, name: str):
    """None for what was taken down before anything was issued: not even its title is known any more."""
    source = certificate or outline
    if source is None:
        return None
    return CompletedRow(
        kind=kind,
        key=key,
        titles=source.titles,
        minutes=source.minutes,
        completed_at=completed_at,
        url=outline.url if outline else "",
        certificate=certificate,
        needs_new_name=bool(
            certificate and certificate.is_valid and name and certificate.holder_name not in {"", name}
        ),
    )
