"""The sentences of an import: why not, what is waited for, how it ended."""

from __future__ import annotations

from resources.formats import number
from resources.words import _, ngettext
from ui.exchange.readings import Taken
from ui.exchange.run import ImportRun, Stage

_OF_COLUMNS = ("unknown-column", "column-twice", "no-column")


def rights_line(name: str) -> str:
    return _("{name} may not import; the head of the office and registrars may. Choose who sits here with F9.").format(
        name=name
    )


def hint_of(run: ImportRun) -> str:
    """What is wrong with the file and the way out; empty where nothing is."""
    problem = run.problem
    if problem is None:
        return ""
    if problem.code in _OF_COLUMNS:
        way_out = _("Choose what the file holds, or correct its header and look again.")
    elif problem.code == "unexpected" or run.stage is Stage.STOPPED:
        way_out = _("What came in stays; importing again takes the rest, each row once.")
    else:
        return str(problem)
    return f"{problem} {way_out}"


def waiting_line(run: ImportRun) -> str:
    """What stands where the result of the trial will be."""
    if run.stage is Stage.IMPORTING:
        return _("What was written stays, even if you stop. You may go on working meanwhile.")
    if run.is_trying:
        return _("It is being tried out; nothing is written yet.")
    return _("It cannot be tried out yet.")


def trial_line(run: ImportRun) -> str:
    """What stands under the figures of a trial."""
    if run.stage is Stage.IMPORTING:
        return waiting_line(run)
    return "" if run.trial is None or run.trial.imported else _("Nothing new is in the file.")


def end_of(taken: Taken) -> tuple[str, str]:
    """Heading and sentence of an import that has ended."""
    if not taken.is_whole:
        heading = _("Stopped") if taken.trouble is None else _("Came in until then")
        gone = ngettext(
            "{done} of {total} row was gone through, and what came in stays. The rest comes in if you go on or give "
            "the file again, each row once.",
            "{done} of {total} rows were gone through, and what came in stays. The rest comes in if you go on or give "
            "the file again, each row once.",
            taken.total,
        )
        return heading, gone.format(done=number(taken.done), total=number(taken.total))
    if taken.rejected:
        return _("Done"), _("Save the rejected rows, correct them and give that file: only they come in then.")
    return _("Done"), _("Every row of the file is in the office.")
