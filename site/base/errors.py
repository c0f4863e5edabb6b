"""Errors that carry a sentence for the person who caused them."""


class RefusedError(Exception):
    """Something a person asked for cannot be done; `str(error)` says why and what to do."""


class CountersLostError(Exception):
    """What guards a sign-in cannot be counted just now."""
