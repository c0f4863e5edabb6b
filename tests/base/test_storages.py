"""The stylesheet's parts are joined in order, each in its layer."""

import pytest

from base.storages import join_stylesheet


def write(folder, **files) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_suffix(".css")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_parts_stand_in_their_layers_in_the_order_of_the_imports(tmp_path):
    write(tmp_path, base="body { margin: 0 }", button="a { color: red }")
    index = '@layer base, parts;\n@import url("base.css") layer(base);\n@import url(button.css) layer(parts);'

    joined = join_stylesheet(index, tmp_path)

    assert joined == "@layer base, parts; @layer base{body { margin: 0 }} @layer parts{a { color: red }}"


def test_a_part_may_import_parts_of_its_own(tmp_path):
    write(tmp_path, outer='@import url("inner.css");', inner="p { color: blue }")

    assert "p { color: blue }" in join_stylesheet('@import url("outer.css") layer(x);', tmp_path)


def test_addresses_in_a_part_are_seen_from_the_joined_file(tmp_path):
    write(
        tmp_path,
        components__card="a { background: url('arch.svg') } b { background: url(#x) } i { background: url(/y) }",
    )

    joined = join_stylesheet('@import url("components/card.css") layer(parts);', tmp_path)

    assert "url('components/arch.svg')" in joined
    assert ("url(#x)" in joined, "url(/y)" in joined) == (True, True)


def test_comments_and_needless_space_are_left_out(tmp_path):
    assert join_stylesheet("/* why */\n\n  p {\n  color: red;\n}\n", tmp_path) == "p { color: red; }"


def test_a_missing_part_is_an_error_and_not_a_hole(tmp_path):
    with pytest.raises(FileNotFoundError):
        join_stylesheet('@import url("nothing.css");', tmp_path)
