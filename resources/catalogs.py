"""Keeps the translation catalogs: `python -m resources.catalogs update|compile|check`. The program never imports it."""

from __future__ import annotations

import argparse
import configparser
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
# Header lines that name nobody or change by themselves.
IDLE_HEADERS = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Last-Translator|Language-Team|Generated-By):.*\n',
    re.MULTILINE,
)


class Sources:
    """Where the sentences stand and where their catalogs lie; read from the `babel` section of setup.cfg."""

    def __init__(self, root: Path = ROOT) -> None:
        settings = configparser.ConfigParser()
        settings.read(root / "setup.cfg", encoding="utf-8")
        section = settings["babel"]
        self.root = root
        self.domain = section["domain"]
        self.languages = section["languages"].split()
        self.keywords = dict(map(_keyword, section["keywords"].split()))
        self._places = section["source"].split()
        self._locale = root / section["locale"]

    def files(self) -> Iterator[Path]:
        """The Python files that may hold sentences, in a stable order."""
        for place in self._places:
            path = self.root / place
            yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.is_file() else []

    def catalog_path(self, language: str) -> Path:
        return self._locale / language / "LC_MESSAGES" / f"{self.domain}.po"


def _keyword(word: str) -> tuple[str, tuple[int, ...] | None]:
    """Babel's form of one keyword: "_" → ("_", None), "ngettext:1,2" → ("ngettext", (1, 2))."""
    name, _colon, spec = word.partition(":")
    return name, tuple(int(place) for place in spec.split(",")) if spec else None


def extracted(sources: Sources) -> Catalog:
    """Every sentence of the program. Only the file is noted, not the line: lines would change with every edit."""
    catalog = Catalog(project="reception-office", version="1", charset="utf-8")
    for path in sources.files():
        place = path.relative_to(sources.root).as_posix()
        for _line, message, _comments, context in extract_from_file("python", path, keywords=sources.keywords):
            if any(message) if isinstance(message, tuple) else message:
                catalog.add(message, locations=[(place, None)], context=context)  # type: ignore[list-item]
    return catalog


def read_catalog(path: Path, language: str) -> Catalog:
    """The catalog of a language; an empty one if there is none yet."""
    if not path.is_file():
        return Catalog(locale=language, domain="reception", project="reception-office", version="1", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def write_catalog(path: Path, catalog: Catalog) -> None:
    """Writes the catalog sorted and without anything that changes by itself (dates, line numbers)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, include_lineno=False, omit_header=False)
    text = path.read_text(encoding="utf-8")
    path.write_text(IDLE_HEADERS.sub("", text), encoding="utf-8")


def update(sources: Sources) -> None:
    """Brings the sentences of the source into each catalog and drops those that are gone. Nothing is guessed."""
    found = extracted(sources)
    for language in sources.languages:
        path = sources.catalog_path(language)
        catalog = read_catalog(path, language)
        catalog.update(found, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.header_comment = f"# Words of the reception office: {language}."
        catalog.fuzzy = False
        write_catalog(path, catalog)


def compile_all(sources: Sources) -> None:
    """Makes the `.mo` file beside each catalog."""
    for language in sources.languages:
        path = sources.catalog_path(language)
        if path.is_file():
            half_made = path.with_suffix(".mo.new")
            with half_made.open("wb") as file:
                write_mo(file, read_catalog(path, language))
            half_made.replace(path.with_suffix(".mo"))


def compile_stale(sources: Sources) -> None:
    """As `compile_all`, but only if a catalog is newer than what was made of it."""
    for language in sources.languages:
        path = sources.catalog_path(language)
        made = path.with_suffix(".mo")
        if path.is_file() and (not made.is_file() or made.stat().st_mtime < path.stat().st_mtime):
            compile_all(sources)
            return


def placeholders(text: str) -> set[str]:
    """The names in braces: {"time"} of "Booked for {time}.". Raises ValueError where the braces do not match."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def faults(sources: Sources) -> list[str]:
    """What is wrong with the catalogs, each in one sentence; an empty list is what a release needs."""
    found = extracted(sources)
    said: list[str] = []
    for language in sources.languages:
        catalog = read_catalog(sources.catalog_path(language), language)
        for message in found:
            if message.id:
                said += [f"{language}: {fault}" for fault in _faults_of(message, catalog)]
        for message in catalog:
            if message.id and found.get(_key(message), message.context) is None:
                said.append(f"{language}: obsolete, no source says it: {_key(message)!r}")
        said += [f"{language}: obsolete: {key!r}" for key in catalog.obsolete]
    return said


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def _faults_of(wanted: Message, catalog: Catalog) -> Iterator[str]:
    where = ", ".join(sorted({place for place, _line in wanted.locations}))
    message = catalog.get(_key(wanted), wanted.context)
    if message is None:
        yield f"missing: {_key(wanted)!r} ({where})"
        return
    ids = wanted.id if isinstance(wanted.id, (tuple, list)) else (wanted.id,)
    known = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string or "",)
    if len(ids) != len(known):
        yield f"says a count in the source but not in the catalog, or the other way round: {_key(wanted)!r} ({where})"
    elif not all(strings) or (len(ids) > 1 and len(strings) != catalog.num_plurals):
        yield f"untranslated: {_key(wanted)!r} ({where})"
    elif message.fuzzy:
        yield f"fuzzy: {_key(wanted)!r} ({where})"
    else:
        yield from _placeholder_faults(ids, strings, where)


def _placeholder_faults(ids: Sequence[str], strings: Sequence[str], where: str) -> Iterator[str]:
    try:
        wanted = set().union(*(placeholders(text) for text in ids))
        for text in strings:
            if placeholders(text) != wanted:
                yield f"other placeholders than {sorted(wanted)}: {text!r} ({where})"
    except ValueError as error:
        yield f"braces do not match ({error}): {ids[0]!r} ({where})"


def main(arguments: list[str] | None = None, sources: Sources | None = None) -> int:
    """The command. Returns 1 when `check` found something."""
    parser = argparse.ArgumentParser(prog="python -m resources.catalogs", description=__doc__)
    parser.add_argument("task", choices=("update", "compile", "check"))
    task = parser.parse_args(arguments).task
    sources = sources or Sources()
    if task == "update":
        update(sources)
    elif task == "compile":
        compile_all(sources)
    elif found := faults(sources):
        print(*found, sep="\n", file=sys.stderr)
        print(f"Translations: {len(found)} to mend.", file=sys.stderr)
        return 1
    else:
        print("Translations are complete.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
