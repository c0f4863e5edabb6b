"""The database itself refuses that bodies which are only named in sources do something.

A check cannot look into another table, so triggers do it. They are taken away before migrations and made anew
behind them: SQLite copies a table that a migration alters, loses its triggers, and stumbles over others that name it.
Rooms above guard their own tables with `register`, in `ready`.
"""

from dataclasses import dataclass

from django.db import connections, models

ORGANIZATIONS = "organizations_organization"
WORDS = "a body that is only named in sources does nothing here"
SQLITE_MAKE = (
    "CREATE TRIGGER {name}_added BEFORE INSERT ON {table} WHEN {mentioned} BEGIN {refuse}; END",
    "CREATE TRIGGER {name}_moved BEFORE UPDATE OF {column} ON {table} WHEN {mentioned} BEGIN {refuse}; END",
    "CREATE TRIGGER {name}_named BEFORE UPDATE OF mention_only ON {organizations} WHEN NEW.mention_only AND"
    " EXISTS (SELECT 1 FROM {table} WHERE {column} = NEW.id) BEGIN {refuse}; END",
)
SQLITE_DROP = (
    "DROP TRIGGER IF EXISTS {name}_added",
    "DROP TRIGGER IF EXISTS {name}_moved",
    "DROP TRIGGER IF EXISTS {name}_named",
)
# A share lock on the organization: it cannot become "only named" while a deed of its is being written.
POSTGRESQL_MAKE = (
    """CREATE FUNCTION {name}_deed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE named boolean;
    BEGIN
      SELECT mention_only INTO named FROM {organizations} WHERE id = NEW.{column} FOR SHARE;
      IF named THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;
      RETURN NEW;
    END $$""",
    """CREATE FUNCTION {name}_named() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.mention_only AND EXISTS (SELECT 1 FROM {table} WHERE {column} = NEW.id) THEN
        RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER {name}_deed BEFORE INSERT OR UPDATE OF {column} ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION {name}_deed()",
    "CREATE TRIGGER {name}_named BEFORE UPDATE OF mention_only ON {organizations}"
    " FOR EACH ROW EXECUTE FUNCTION {name}_named()",
)
POSTGRESQL_DROP = (
    "DROP TRIGGER IF EXISTS {name}_deed ON {table}",
    "DROP TRIGGER IF EXISTS {name}_named ON {organizations}",
    "DROP FUNCTION IF EXISTS {name}_deed()",
    "DROP FUNCTION IF EXISTS {name}_named()",
)


@dataclass(frozen=True)
class Guard:
    """A table whose column names the organization that does something."""

    table: str
    column: str

    def statements(self, templates: tuple[str, ...]) -> list[str]:
        filled = {
            "name": f"{self.table}_{self.column}",
            "table": self.table,
            "column": self.column,
            "organizations": ORGANIZATIONS,
            "words": WORDS,
            "mentioned": f"(SELECT mention_only FROM {ORGANIZATIONS} WHERE id = NEW.{self.column})",
            "refuse": f"SELECT RAISE(ABORT, '{WORDS}')",
        }
        return [template.format(**filled) for template in templates]


_guards: dict[str, Guard] = {}


def register(model: type[models.Model], field: str) -> None:
    """Guard the table of `model`, whose foreign key `field` holds the organization that acts."""
    column = model._meta.get_field(field).column
    _guards[f"{model._meta.db_table}.{column}"] = Guard(model._meta.db_table, column)


def take_away(using: str, **_kwargs) -> None:
    """Before migrations."""
    run(using, _guards.values(), SQLITE_DROP, POSTGRESQL_DROP)


def put_up(using: str, **_kwargs) -> None:
    """After migrations, for the tables that exist."""
    take_away(using)
    tables = set(connections[using].introspection.table_names())
    standing = [guard for guard in _guards.values() if {guard.table, ORGANIZATIONS} <= tables]
    run(using, standing, SQLITE_MAKE, POSTGRESQL_MAKE)


def run(using: str, guards, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    templates = postgresql if connections[using].vendor == "postgresql" else sqlite
    with connections[using].cursor() as cursor:
        for guard in guards:
            for statement in guard.statements(templates):
                cursor.execute(statement)
