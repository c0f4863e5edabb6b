"""Organizations and their members. May import media, safeguarding, people, reference and base."""
