"""Static files: hashed, compressed, and the stylesheet's parts joined into one file."""

import re
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(
    r"""@import\s+url\(["']?(?P<path>[^"')]+)["']?\)\s*(?:layer\((?P<layer>[\w.-]+)\))?\s*;"""
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")


def join_stylesheet(text: str, folder: Path) -> str:
    """`text` with every `@import url(part) layer(name);` replaced by the part inside its layer.

    Raises `FileNotFoundError` when a part is missing.
    """

    def part(match: re.Match) -> str:
        path = folder / match["path"]
        body = rebase(join_stylesheet(path.read_text(encoding="utf-8"), path.parent), match["path"])
        return f"@layer {match['layer']}{{{body}}}" if match["layer"] else body

    return squeeze(IMPORT.sub(part, text))


def rebase(css: str, path: str) -> str:
    """`css` of the part at `path` with its relative `url(...)` seen from the joined file."""
    folder = Path(path).parent.as_posix()
    if folder == ".":
        return css
    return re.sub(r"url\((['\"]?)(?!/|#|[a-z]+:)", rf"url(\1{folder}/", css)


def squeeze(css: str) -> str:
    """`css` without comments and with single spaces: enough, since it travels compressed."""
    return SPACE.sub(" ", COMMENT.sub("", css)).strip()


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins `css/index.css`, then hashes and compresses as WhiteNoise does.

    `support_js_module_import_aggregation` gives modules that import each other hashed names too.
    """

    joined = "css/index.css"
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run and self.joined in paths:
            self._join()
            # From here on the joined file is the original, not the one with the imports.
            paths = {**paths, self.joined: (self, self.joined)}
        yield from super().post_process(paths, dry_run, **options)

    def _join(self) -> None:
        source = Path(self.path(self.joined))
        text = join_stylesheet(source.read_text(encoding="utf-8"), source.parent)
        source.write_text(text, encoding="utf-8")
