"""Commands about the office as a whole: made, sampled, its settings exported and imported, its file checked."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from datetime import date
from zoneinfo import ZoneInfo

from models.office import office_file, setup, surroundings
from models.storage.check import CheckResult, checked
from models.storage.engine import in_words
from resources.words import N_, _, set_language, translate
from ui.command_line.answer import answer, write_file
from ui.command_line.opening import folder_of, office_of


def init(args: Namespace) -> int:
    """A new data folder from an office file."""
    content = office_file.read(args.office_file)
    if not getattr(args, "language", ""):
        set_language(content["language"])
    folder = folder_of(args)
    desk = setup.create_office(folder, content, surroundings.clock())
    desk.db.close()
    said = _("The office “{name}” is ready in {folder}.").format(name=content["name"], folder=folder)
    answer(args, {"office": content["name"], "data": str(folder)}, [said])
    return 0


def demo(args: Namespace) -> int:
    """A sample office in a folder of its own."""
    from models.demo.make import VISITS
    from models.demo.whole import make_whole_demo

    visits = VISITS if args.visits is None else args.visits
    made = make_whole_demo(args.folder, args.today or _today(), visits, args.seed)
    said = _("A sample office is ready in {folder}. Open it with --data.").format(folder=args.folder)
    answer(args, {"data": str(args.folder), **made}, [said])
    return 0


def _today() -> date | None:
    """The day at which RECEPTION_NOW stops the clock, else None."""
    return surroundings.clock().local(ZoneInfo("UTC")).date() if os.environ.get("RECEPTION_NOW") else None


def export(args: Namespace) -> int:
    """The office's settings as an office file."""
    with office_of(args) as desk:
        content = setup.exported(desk)
        write_file(args.file, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
        said = _("The settings of “{name}” are in {file}.").format(name=content["name"], file=args.file)
        answer(args, {"office": content["name"], "output": str(args.file)}, [said])
    return 0


def import_(args: Namespace) -> int:
    """The settings of an office file in place of the present ones."""
    with office_of(args) as desk:
        content = office_file.read(args.file, setup.staff_names(desk))
        changes = setup.replace_settings(desk, content)
        answer(args, {"office": content["name"]}, [changes.text()])
    return 0


def check(args: Namespace) -> int:
    """Whether the office's file is sound; the findings are printed either way."""
    with office_of(args) as desk:
        try:
            found = checked(desk)
        except Exception as error:
            problem = in_words(error)
            if problem is None:
                raise
            found = CheckResult(integrity=(str(problem),))
    document = {
        "ok": found.ok, "integrity": list(found.integrity), "foreign_keys": list(found.foreign_keys),
        "roll_up": list(found.roll_up), "audit": found.audit, "overlaps": [list(pair) for pair in found.overlaps],
    }  # fmt: skip
    answer(args, document, _check_words(found))
    if not found.ok:
        print(_("The check found faults; restore the latest good copy."), file=sys.stderr)
    return 0 if found.ok else 1


def _check_words(found: CheckResult) -> list[str]:
    parts = (
        (N_("Integrity"), found.integrity),
        (N_("Links between records"), found.foreign_keys),
        (N_("Report figures"), found.roll_up),
        (N_("Audit"), () if found.audit is None else (f"№ {found.audit}",)),
        (N_("Appointments at the same time"), tuple(f"{one}, {other}" for one, other in found.overlaps)),
    )
    sound = _("in order")
    return [f"{translate(name)}: {'; '.join(faults) if faults else sound}" for name, faults in parts]
