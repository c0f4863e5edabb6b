"""The workbench: a module's lessons and questions on one screen, saved together.

`light_text` turns rich text into text a person types, and back. A `Document` (`documents`) is a module as
plain values: read from the database (`reading`), from a form (`sheets`, whose fields are in `fields`), or
from a template. `merging` compares three of them, `storing` makes the database say what one says.
"""
