"""Organizations from the content file `content/organizations.yaml`."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from base.enums import FactStatus
from organizations.models import Organization
from reference.keeping import Keeper, Report
from reference.loading import MissingRowError, Row, find, rows_in, sources_of, term_of, text, wordings
from reference.models import Place

FILE = "organizations"


@transaction.atomic
def load_organizations(folder: Path) -> Report:
    """Load the organizations in `folder`; what a person changed or deleted stays as it is.

    A row that cannot be read is left out and named in the report.
    """
    report = Report()
    keeper = Keeper(report)
    for row in rows_in(Path(folder), FILE, None):
        try:
            keep(keeper, row)
        except (KeyError, ValueError, ValidationError, MissingRowError) as error:
            report.left_out[f"{FILE} {row.get('code') or row}"] = f"{type(error).__name__}: {error}"
    return report


def keep(keeper: Keeper, row: Row) -> None:
    links = {
        "actor_types": [term_of("actor_type", code) for code in row["actor_types"]],
        "sources": sources_of(row),
    }
    if row.get("mention_only") and not links["sources"]:
        raise ValueError("a body that is only named in sources needs one of them")
    keeper.keep(Organization, row["code"], {"code": row["code"]}, values_of(row), links)


def values_of(row: Row) -> Row:
    is_demo = row.get("is_demo", False)
    return {
        "name": text(row["name"]),
        "acronym": text(row.get("acronym")),
        "aliases": wordings(row.get("aliases")),
        "description": text(row.get("description")),
        "level": term_of("jurisdiction_level", row.get("level")),
        "place": find(Place, row.get("place")),
        "mention_only": row.get("mention_only", False),
        "is_demo": is_demo,
        "fact_status": FactStatus.ILLUSTRATIVE if is_demo else row.get("fact_status", ""),
    }
