"""The database itself refuses to change an entry of the audit log, and (PostgreSQL) to delete one.

SQLite gets no trigger on deletion: tests and restores empty its tables row by row.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER safeguarding_audit_only_grows BEFORE UPDATE ON safeguarding_auditentry
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
"""
POSTGRESQL = """
CREATE FUNCTION safeguarding_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$;
CREATE TRIGGER safeguarding_audit_only_grows BEFORE UPDATE OR DELETE ON safeguarding_auditentry
FOR EACH ROW EXECUTE FUNCTION safeguarding_refuse()
"""


def refuse_changes(apps, schema_editor) -> None:
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if is_postgresql else SQLITE)


def allow_changes(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER safeguarding_audit_only_grows ON safeguarding_auditentry")
        schema_editor.execute("DROP FUNCTION safeguarding_refuse()")
    else:
        schema_editor.execute("DROP TRIGGER safeguarding_audit_only_grows")


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
