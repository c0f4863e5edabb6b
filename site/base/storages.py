"""Static files: hashed, compressed, and the stylesheet's parts joined into one file; and private files."""

import re
from pathlib import Path

from django.core.files.storage import Storage, storages
from django.utils.deconstruct import deconstructible
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


@deconstructible
class PrivateFiles(Storage):
    """The storage named `private`, looked up at every use.

    It can be written into a task or a migration without a folder, a bucket or a key of that storage.
    """

    @property
    def kept_in(self) -> Storage:
        return storages["private"]

    def _open(self, name, mode="rb"):
        return self.kept_in.open(name, mode)

    def _save(self, name, content):
        return self.kept_in.save(name, content)

    def delete(self, name):
        self.kept_in.delete(name)

    def exists(self, name):
        return self.kept_in.exists(name)

    def size(self, name):
        return self.kept_in.size(name)

    def path(self, name):
        return self.kept_in.path(name)

    def get_modified_time(self, name):
        return self.kept_in.get_modified_time(name)

    def url(self, name, **options):
        """An address at the storage itself, for those that sign one; a folder's files have none."""
        if hasattr(self.kept_in, "location") and not hasattr(self.kept_in, "bucket_name"):
            raise NotImplementedError("Files of a folder are served by a view.")
        return self.kept_in.url(name, **options)
