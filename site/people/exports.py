"""Everything a site holds about a person, for that person: as JSON, or as a page to read.

Rooms above add theirs: `register("courses", provider)`; `provider(user)` yields sections. It is asked for
each copy anew, so a copy is never older than the wish for it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.enums import Device, Role
from people.factors import Type, factors_of
from people.models import User
from reference.terms import term_labels


@dataclass(frozen=True)
class Section:
    """One kind of things held about a person.

    `code` names it in JSON, `title` on the page. `columns` gives each key of a row its words on the page;
    `rows` may be read once only, and hold plain values: text, numbers, dates, lists of them.
    """

    code: str
    title: str
    columns: Mapping[str, str]
    rows: Iterable[Mapping[str, object]] = field(default_factory=list)

    def shown_rows(self) -> Iterator[list[tuple[str, object]]]:
        """Each row as pairs of words and value, without what is empty."""
        for row in self.rows:
            yield [
                (words, row[key]) for key, words in self.columns.items() if row.get(key) not in (None, "", [])
            ]


KINDS_OF_FACTORS = {
    Type.TOTP: gettext_lazy("An app on your phone"),
    Type.WEBAUTHN: gettext_lazy("Passkey"),
    Type.RECOVERY_CODES: gettext_lazy("Recovery codes"),
}
Provider = Callable[[User], Iterable[Section]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Add a room's part to every copy; a second call with the same name takes the place of the first."""
    _providers[name] = provider


def sections_about(user: User) -> Iterator[Section]:
    """All that is held about `user`, room by room."""
    for provider in (about_account, *_providers.values()):
        yield from provider(user)


def as_json(user: User, now: datetime) -> Iterator[str]:
    """The copy in JSON, in pieces: an object with one list a section, and when it was made."""
    yield f'{{\n"made_at": {encoded(now)}'
    for section in sections_about(user):
        yield f",\n{encoded(section.code)}: ["
        for number, row in enumerate(section.rows):
            yield f"{',' if number else ''}\n  {encoded(row)}"
        yield "\n]"
    yield "\n}\n"


def encoded(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def about_account(user: User) -> Iterator[Section]:
    """What this room itself holds."""
    yield Section("account", _("Your account"), account_columns(), [account_row(user)])
    yield Section(
        "ways_to_sign_in",
        _("Apps and passkeys"),
        {"kind": _("Kind"), "name": _("Name"), "added_at": _("Added"), "last_used_at": _("Last used")},
        [
            {
                "kind": str(KINDS_OF_FACTORS[factor.type]),
                "name": factor.wrap().name if factor.type == Type.WEBAUTHN else "",
                "added_at": factor.created_at,
                "last_used_at": factor.last_used_at,
            }
            for factor in factors_of(user).rows
        ],
    )
    yield Section(
        "devices",
        _("Where you are signed in"),
        {
            "device": _("Device"),
            "browser": _("Browser"),
            "signed_in_at": _("Signed in"),
            "last_used_date": _("Last used"),
        },
        [
            {
                "device": str(Device(one["device"]).label),
                **{name: one[name] for name in ("browser", "signed_in_at", "last_used_date")},
            }
            for one in user.sign_ins.order_by("pk").values()
        ],
    )


def account_columns() -> dict[str, str]:
    return {
        "email": _("E-mail"),
        "display_name": _("Name that others see"),
        "language": _("Language"),
        "organization_type": _("Type of organization"),
        "roles": _("Roles"),
        "joined_at": _("Account opened"),
        "last_signed_in_at": _("Last sign-in"),
        "declared_adult_at": _("Declared to be 18 or older"),
        "has_password": _("Has a password"),
        "listed": _("Name shown to others in the same courses"),
        "saves_data": _("No pictures until asked"),
    }


def name_of_role(group: str) -> str:
    return str(Role(group).label) if group in Role.values else group


def account_row(user: User) -> dict[str, object]:
    return {
        "email": user.email,
        "display_name": user.display_name,
        "language": user.get_language_display(),
        "organization_type": str(
            term_labels("actor_type").get(user.organization_type, user.organization_type)
        ),
        "roles": [name_of_role(name) for name in sorted(user.groups.values_list("name", flat=True))],
        "joined_at": user.date_joined,
        "last_signed_in_at": user.last_login,
        "declared_adult_at": user.adult_declared_at,
        "has_password": user.has_usable_password(),
        "listed": user.listed,
        "saves_data": user.saves_data,
    }
