"""What the streams of a page refer to, and how a reference is struck out of them, at every depth."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

Choice = tuple[type[models.Model], int]
IsGone = Callable[[type[models.Model], int], bool]
# What stands in the place of a value that can no longer be there.
GONE = object()


def stream_fields(model: type[models.Model]) -> list[StreamField]:
    return [field for field in model._meta.get_fields() if isinstance(field, StreamField)]


def models_with_streams() -> list[type[Page]]:
    """Every type of page that can hold blocks."""
    return [model for model in get_page_models() if stream_fields(model)]


def choices_of(page: Page) -> list[Choice]:
    """Everything that the streams of a page refer to, in their order; no query."""
    found = []
    for field in stream_fields(type(page)):
        found += choices_in(field.stream_block, list(getattr(page, field.name).raw_data))
    return found


def choices_in(block: blocks.Block, raw: Any) -> Iterator[Choice]:
    """`(model, key)` of everything that was chosen in the raw data of a block."""
    if raw and isinstance(block, blocks.ChooserBlock):
        yield block.model_class, raw
    elif raw:
        for child, value in children_of(block, raw):
            yield from choices_in(child, value)


def children_of(block: blocks.Block, raw: Any) -> list[tuple[blocks.Block, Any]]:
    """The blocks inside a block, each with its raw data."""
    if isinstance(block, blocks.StreamBlock):
        known = [child for child in raw if child["type"] in block.child_blocks]
        return [(block.child_blocks[child["type"]], child["value"]) for child in known]
    if isinstance(block, blocks.ListBlock):
        return [(block.child_block, item_value(child)) for child in raw]
    if isinstance(block, blocks.StructBlock):
        return [(child, raw.get(name)) for name, child in block.child_blocks.items()]
    return []


def item_value(child: Any) -> Any:
    """The value of a list's item; older data hold it bare."""
    is_item = isinstance(child, dict) and child.keys() == {"type", "value", "id"}
    return child["value"] if is_item else child


def strike(block: blocks.Block, raw: Any, is_gone: IsGone) -> Any:
    """The raw data without what is gone: the nearest block of a stream or list that holds it goes with it."""
    if isinstance(block, blocks.ChooserBlock):
        return GONE if raw and is_gone(block.model_class, raw) else raw
    if isinstance(block, blocks.StreamBlock):
        return strike_stream(block, raw or [], is_gone)
    if isinstance(block, blocks.ListBlock):
        return strike_list(block, raw or [], is_gone)
    if isinstance(block, blocks.StructBlock):
        return strike_struct(block, raw or {}, is_gone)
    return raw


def strike_stream(block: blocks.StreamBlock, raw: list, is_gone: IsGone) -> list:
    struck = [strike_child(block, child, is_gone) for child in raw]
    # A stream whose blocks count each other mends that itself.
    mend = getattr(block, "mend", lambda _before, after: [child for child in after if child is not GONE])
    return mend(raw, struck)


def strike_child(block: blocks.StreamBlock, child: dict, is_gone: IsGone) -> Any:
    if child["type"] not in block.child_blocks:
        return child
    value = strike(block.child_blocks[child["type"]], child["value"], is_gone)
    return GONE if value is GONE else {**child, "value": value}


def strike_list(block: blocks.ListBlock, raw: list, is_gone: IsGone) -> Any:
    """The list without what is gone; gone itself when nothing is left."""
    kept = []
    for child in raw:
        before = item_value(child)
        value = strike(block.child_block, before, is_gone)
        if value is not GONE:
            kept.append({**child, "value": value} if before is not child else value)
    return GONE if raw and not kept else kept


def strike_struct(block: blocks.StructBlock, raw: dict, is_gone: IsGone) -> Any:
    values = {
        name: strike(child, raw[name], is_gone) for name, child in block.child_blocks.items() if name in raw
    }
    return GONE if any(value is GONE for value in values.values()) else {**raw, **values}


def strike_serialized(model: type[Page], content: dict, is_gone: IsGone) -> bool:
    """Strike what is gone out of a page as revisions hold it; True when it changed."""
    changed = False
    for field in stream_fields(model):
        before = json.loads(content.get(field.name) or "[]")
        after = strike(field.stream_block, before, is_gone)
        if after != before:
            content[field.name], changed = json.dumps(after), True
    return changed
