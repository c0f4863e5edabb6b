"""A database backend: SQLite whose writers take turns."""
