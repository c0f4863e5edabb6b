"""What trainers choose from when they add something to a lesson."""

from pathlib import Path

import wagtail.admin

from courses.blocks.lessons import LessonBody

ICONS = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin" / "icons"


def test_every_block_of_a_lesson_has_an_icon_that_exists():
    icons = {name: block.meta.icon for name, block in LessonBody().child_blocks.items()}

    assert {name: icon for name, icon in icons.items() if not (ICONS / f"{icon}.svg").exists()} == {}
