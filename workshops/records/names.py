"""Organizations and places as people write them: by any name, in any language, without accents or case."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from base.errors import RefusedError
from organizations.models import Organization
from organizations.rules import as_looked_for, beginnings
from reference.models import Place
from workshops.records.said import plain

MOST_NAMED = 3


class UnknownNameError(RefusedError):
    """No row, or more than one, is called so."""


@dataclass
class Names:
    """Rows by all that they are called; one query fills it, however many names are looked up."""

    rows: dict[int, object] = field(default_factory=dict)
    exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    looked_for: dict[int, str] = field(default_factory=dict)

    def add(self, row, names: Iterable[str]) -> None:
        names = [name for name in names if name]
        self.rows[row.pk] = row
        self.looked_for[row.pk] = as_looked_for(names)
        for name in names:
            self.exact[plain(name)].add(row.pk)

    def find(self, text: str):
        """The row called exactly so, else the only one with a name in which these words begin words.

        Raises `UnknownNameError`, which says what to do.
        """
        found = self.exact.get(plain(text)) or self.begun_by(text)
        if len(found) == 1:
            return self.rows[next(iter(found))]
        if not found:
            raise UnknownNameError(
                _("Nothing here is called “%(name)s”. Check the spelling, or use another of its names.")
                % {"name": text[:80]}
            )
        some = sorted(str(self.rows[pk]) for pk in found)[:MOST_NAMED]
        raise UnknownNameError(
            _("“%(name)s” may be several: %(some)s. Write the whole name.")
            % {"name": text[:80], "some": ", ".join(some)}
        )

    def begun_by(self, text: str) -> set[int]:
        words = beginnings(text)
        return {pk for pk, known in self.looked_for.items() if words and all(word in known for word in words)}

    def all_rows(self) -> list:
        return sorted(self.rows.values(), key=str)


def organizations_for(user) -> Names:
    """Every organization that this person may see."""
    names = Names()
    rows = Organization.objects.visible_to(user).only(
        "pk", "code", "name", "acronym", "aliases", "mention_only", "is_demo", "is_hidden"
    )
    for row in rows:
        listed = [line for text in row.aliases.values() for line in text.splitlines()]
        names.add(row, [row.code, *row.name.values(), *row.acronym.values(), *listed])
    return names


def places() -> Names:
    names = Names()
    for row in Place.objects.only("pk", "code", "name"):
        names.add(row, [row.code, *row.name.values()])
    return names
