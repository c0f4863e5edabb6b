"""Accounts: who people are, how they sign in, and what their roles let them do. May import reference and base."""
