"""The commands that copy the office's file and take it back from a copy."""

from __future__ import annotations

from argparse import Namespace

from models.office import surroundings
from models.storage.backup import back_up
from resources.formats import number
from resources.words import _, set_language
from ui.command_line.answer import answer
from ui.command_line.opening import folder_of, office_of


def backup(args: Namespace) -> int:
    """A verified copy under the name that is given."""
    with office_of(args) as desk:
        back_up(desk, args.file)
        size = args.file.stat().st_size
        said = _("The checked copy is in {file} ({size} MB).").format(file=args.file, size=number(size / 1e6, 1))
        answer(args, {"output": str(args.file), "bytes": size}, [said])
    return 0


def restore(args: Namespace) -> int:
    """A copy in the office's place; the file that was there is kept."""
    from models.storage.restore import restore as restored

    folder = folder_of(args)
    found = restored(folder, args.file, surroundings.clock(), getattr(args, "office_name", ""))
    if not getattr(args, "language", ""):
        set_language(found.language)
    words = [_("The office “{name}” was taken back from {file}.").format(name=found.office, file=args.file)]
    if found.aside is not None:
        words.append(_("The file that was there is kept: {file}.").format(file=found.aside))
    aside = None if found.aside is None else str(found.aside)
    answer(args, {"office": found.office, "data": str(folder), "restored": str(args.file), "aside": aside}, words)
    return 0
