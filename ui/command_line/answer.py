"""What a command gives back: one JSON document or words on standard output, files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from models.problems import Problem, Refused
from models.storage.engine import in_words
from resources.words import N_


def answer(args: Namespace, document: Any, words: Iterable[str]) -> None:
    """Prints the document with --json, the words otherwise."""
    if getattr(args, "json", False):
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for line in words:
        print(line)


def refuse_no_place(path: Path) -> None:
    """Raises Refused where no such file can be: its folder is missing, or it is a folder itself."""
    if not path.parent.is_dir():
        raise _refused("no-folder", N_("There is no folder “{file}”."), path.parent)
    if path.is_dir():
        raise _refused("folder", N_("“{file}” is a folder, not a file."), path)


def write_file(path: Path, content: bytes) -> None:
    """Writes the file whole or not at all; see `whole_file`."""
    with whole_file(path) as unfinished:
        unfinished.write_bytes(content)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives a name beside the file to write under; what is there at the end becomes the file, or nothing does.

    A link leads to the file behind it. Raises Refused where the folder is missing, cannot be written, or something
    else than a file has the name.
    """
    if path.is_symlink():
        path = path.resolve()
    refuse_no_place(path)
    if path.exists() and not path.is_file():  # a pipe or a device, which a rename would replace
        raise _refused("no-file", N_("“{file}” is no ordinary file."), path)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        if in_words(error) is not None:  # the disk is full: said with what to do
            raise
        raise _refused("unwritable", N_("“{file}” cannot be written."), path) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _refused(code: str, sentence: str, path: Path) -> Refused:
    return Refused(Problem(code, sentence, "", {"file": str(path)}))
