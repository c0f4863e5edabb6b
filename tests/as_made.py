"""Objects that module-wide fixtures made, given back to each test as they were when they were made.

The rows behind them are rolled back after each test; what a test did to the objects must be, too.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models

MADE = pytest.StashKey[list[tuple[Any, Any]]]()


def remember(module: pytest.Item, value: Any) -> None:
    """Keep a picture of what a fixture made for this file, and new ones of what stood there before.

    Whoever adds a page changes its parent, too.
    """
    values = [*(one for one, _picture in module.stash.get(MADE, [])), value]
    module.stash[MADE] = [(one, copy.deepcopy(one)) for one in values]


def restore(module: pytest.Item) -> None:
    """Make everything look as in its picture."""
    for value, picture in module.stash.get(MADE, []):
        for one, its_picture in pairs(value, picture):
            one.__dict__.clear()
            one.__dict__.update(copy.deepcopy(its_picture.__dict__))


def pairs(value: Any, picture: Any) -> Iterator[tuple[models.Model, models.Model]]:
    """The model instances in a value, each with its picture."""
    if isinstance(value, models.Model):
        yield value, picture
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from pairs(one, picture[name])
    elif isinstance(value, list | tuple):
        for one, its_picture in zip(value, picture, strict=True):
            yield from pairs(one, its_picture)
    elif hasattr(value, "__dataclass_fields__"):
        yield from pairs(vars(value), vars(picture))
