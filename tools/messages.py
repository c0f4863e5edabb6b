"""Collect, check and compile the interface's texts, without any gettext installed on the system.

    python -m tools.messages                          collect from the source into the catalogues
    python -m tools.messages --check                  fail when collecting would change a catalogue,
                                                      or when a translation is missing or does not fit
    python -m tools.messages --merge-fragments a.po   take translations from further files
    python -m tools.messages --compile                write the compiled form beside each catalogue

English is the language of the source, so only the other languages have a catalogue.
"""

import argparse
import sys
from pathlib import Path

import polib

from tools.message_sources import BASE, Message, collect, placeholders_of

LOCALE = BASE / "site" / "theme" / "locale"
LANGUAGES = {"es": "nplurals=2; plural=(n != 1);"}
WIDTH = 110


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue is kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    """What makes an entry the same text: its words, its plural's words and its context."""
    return (entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def load(path: Path) -> dict[tuple[str, str, str], polib.POEntry]:
    """The living entries of a catalogue by key; none when there is no such file."""
    if not path.exists():
        return {}
    return {key(entry): entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def fresh_entry(message: Message) -> polib.POEntry:
    """An entry without translation, with the files it is used in and no line numbers.

    Line numbers would change the catalogue with every edit anywhere above a text.
    """
    entry = polib.POEntry(
        msgid=message.singular,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        occurrences=[(name, "") for name in sorted(message.files)],
    )
    if message.plural:
        entry.msgstr_plural = {0: "", 1: ""}
    if message.placeholders:
        entry.flags.append(
            "python-format" if "%(" in message.singular + message.plural else "python-brace-format"
        )
    return entry


def take_translation(entry: polib.POEntry, known: polib.POEntry | None) -> None:
    """Copy the translation and what translators noted from an entry of the same key."""
    if known is None:
        return
    entry.tcomment = known.tcomment
    entry.flags += [flag for flag in known.flags if flag == "fuzzy"]
    if entry.msgid_plural:
        entry.msgstr_plural = {0: "", 1: "", **known.msgstr_plural}
    else:
        entry.msgstr = known.msgstr


def merged(language: str, messages: list[Message]) -> polib.POFile:
    """The catalogue of a language with exactly these messages and the translations it already has."""
    known = load(catalogue_path(language))
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = {
        "Project-Id-Version": "Puentes",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": LANGUAGES[language],
    }
    for message in messages:
        entry = fresh_entry(message)
        take_translation(entry, known.get(key(entry)))
        catalogue.append(entry)
    return catalogue


def as_text(catalogue: polib.POFile) -> str:
    """The catalogue as its file holds it."""
    return str(catalogue).rstrip("\n") + "\n"


def translations(entry: polib.POEntry) -> list[str]:
    """All forms of an entry's translation."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def faults(catalogue: polib.POFile) -> list[str]:
    """What a reader of this language would notice: missing, doubtful or broken translations."""
    found = []
    for entry in catalogue:
        if not all(translations(entry)):
            found.append(f"not translated: {entry.msgid!r}")
        elif "fuzzy" in entry.flags:
            found.append(f"marked as doubtful: {entry.msgid!r}")
        elif not placeholders_fit(entry):
            found.append(f"other placeholders than the source: {entry.msgid!r}")
    return found


def placeholders_fit(entry: polib.POEntry) -> bool:
    """Whether every form names only placeholders of the source, and the last form all of them.

    A singular may leave the number out ("One lesson"), the plural may not.
    """
    source = placeholders_of(entry.msgid) | placeholders_of(entry.msgid_plural)
    forms = [placeholders_of(text) for text in translations(entry)]
    needed = placeholders_of(entry.msgid_plural or entry.msgid)
    return all(form <= source for form in forms) and needed <= forms[-1]


def collect_all() -> int:
    """Write every catalogue; returns 0."""
    messages = collect()
    for language in LANGUAGES:
        path = catalogue_path(language)
        catalogue = merged(language, messages)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_text(catalogue), "utf-8")
        missing = sum(not all(translations(entry)) for entry in catalogue)
        print(f"{language}: {len(catalogue)} texts, {missing} without translation.")
    return 0


def check_all() -> int:
    """Report what is wrong with the catalogues; 1 when anything is."""
    messages = collect()
    found = []
    for language in LANGUAGES:
        path = catalogue_path(language)
        catalogue = merged(language, messages)
        if not path.exists() or path.read_text("utf-8") != as_text(catalogue):
            found.append(f"{language}: the catalogue is not up to date; run `make messages`.")
        found += [f"{language}: {fault}" for fault in faults(catalogue)]
    print("\n".join(found) or "Messages: complete.")
    return 1 if found else 0


def merge_fragments(names: list[str], language: str = "es") -> int:
    """Fill texts that have no translation from other catalogues; one that differs is only reported."""
    catalogue = merged(language, collect())
    entries = {key(entry): entry for entry in catalogue}
    for name in sorted(names):
        for known in load(Path(name)).values():
            merge_entry(entries.get(key(known)), known, name)
    catalogue_path(language).parent.mkdir(parents=True, exist_ok=True)
    catalogue_path(language).write_text(as_text(catalogue), "utf-8")
    missing = [entry.msgid for entry in catalogue if not all(translations(entry))]
    print(f"{language}: {len(catalogue)} texts, {len(missing)} without translation.")
    print("".join(f"  {msgid!r}\n" for msgid in missing), end="")
    return 0


def merge_entry(entry: polib.POEntry | None, known: polib.POEntry, name: str) -> None:
    """Take one translation of a fragment, or say why not."""
    if entry is None:
        print(f"{name}: not in the source: {known.msgid!r}")
    elif not all(translations(entry)):
        take_translation(entry, known)
    elif all(translations(known)) and translations(known) != translations(entry):
        print(f"{name}: translated differently already: {known.msgid!r}")


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Write the compiled form beside each catalogue that is newer than it; returns those written."""
    written = []
    for path in sorted(locale.rglob("*.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        draft = target.with_suffix(".draft")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(target)
        written.append(target)
    return written


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for; returns the exit status."""
    parser = argparse.ArgumentParser(prog="messages", description="Collect, check and compile texts.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--merge-fragments", nargs="+", metavar="FILE.po")
    options = parser.parse_args(arguments)
    if options.compile:
        compile_catalogues()
        return 0
    if options.merge_fragments:
        return merge_fragments(options.merge_fragments)
    return check_all() if options.check else collect_all()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
