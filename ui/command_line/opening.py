"""Opening the office that a command is about: its folder, its clock, its language, its head at the desk."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from models.office import queries, surroundings
from models.office.desk import Desk
from models.problems import Problem, Refused
from models.storage.keys import search_key
from resources.words import N_, set_language


def folder_of(args: Namespace) -> Path:
    """The data folder: --data, RECEPTION_DATA or the user's own."""
    return surroundings.data_folder(str(getattr(args, "data", "")))


@contextlib.contextmanager
def office_of(args: Namespace) -> Iterator[Desk]:
    """The open office; its language is spoken unless another is asked for. Raises Refused."""
    desk = queries.open_desk(folder_of(args), surroundings.clock())
    args.network_kind = desk.db.network_kind
    try:
        name, language = queries.name_and_language(desk)
        if not getattr(args, "language", ""):
            set_language(language)
        wanted = getattr(args, "office_name", "")
        if wanted and search_key(wanted) != search_key(name):
            raise Refused(Problem("unknown-office", N_("There is no office “{name}” here."), "", {"name": wanted}))
        yield desk
    finally:
        desk.db.close()
