"""What a certificate is about, as it stands on the day of issue."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Page

from base.translated import Translated
from courses.models import ModulePage, PathCompletion, PathPage
from courses.outline import all_outlines, outline_of
from courses.path_outline import all_paths, path_of
from credentials.enums import Kind


@dataclass(frozen=True)
class Subject:
    """A module or a path: its titles in every language, and the time it takes."""

    kind: Kind
    key: uuid.UUID
    titles: Translated
    minutes: int


def module_subject(module_key: uuid.UUID | str) -> Subject | None:
    """The module; None when no language of it is published."""
    outline = outline_of(module_key)
    return outline and Subject(Kind.MODULE, outline.module_key, outline.titles, outline.minutes)


def path_subject(completion: PathCompletion) -> Subject | None:
    """The path with the modules that were asked for when it was completed; None when it is not published."""
    path = path_of(completion.path_key)
    if path is None:
        return None
    modules = [outline for outline in map(outline_of, completion.modules) if outline]
    return Subject(Kind.PATH, path.key, path.titles, sum(module.minutes for module in modules))


def all_subjects() -> list[Subject]:
    """Every published module and path, in the order of the catalogue; no alias of another one."""
    modules = [module_subject(key) for key in all_outlines()]
    paths = [Subject(Kind.PATH, path.key, path.titles, path.minutes) for path in all_paths().values()]
    aliases = {*keys_of_aliases(ModulePage), *keys_of_aliases(PathPage)}
    return [subject for subject in [*modules, *paths] if subject and subject.key not in aliases]


def keys_of_aliases(model: type[Page]) -> Iterable[uuid.UUID]:
    """Keys of pages that follow another one; a translation that does so has the key of its original."""
    aliases = model.objects.filter(alias_of__isnull=False)
    return aliases.exclude(alias_of__translation_key=F("translation_key")).values_list(
        "translation_key", flat=True
    )
