"""Whatever is typed: a known exit code, no traceback, one line on stderr for a failure."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.command_line.conftest import Command

COMMANDS = ["init", "demo", "office", "export", "import", "check", "report", "letter", "appeals", "visitors"]
OPTIONS = [
    "--json", "--data", "--language", "--office", "--from", "--to", "--topic", "--district", "--expert", "--channel",
    "--outcome", "--overdue", "--on-date", "--output", "--dry-run", "--rejects", "--visits", "--seed", "--today", "-h",
]  # fmt: skip
VALUES = [
    "--", "-", "ru", "en", "2026-11", "2026-Q4", "2026-13", "2026-11-01", "0005", "0005.0005", "written", "help",
    "x.json", "x.csv", "F.pdf",
]  # fmt: skip
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(lambda text: "/" not in text)
arguments = st.lists(st.one_of(st.sampled_from(COMMANDS + OPTIONS + VALUES), anything), max_size=7)
# a sample office takes a while, and a file called --help would be a surprise in the checkout
harmless = arguments.filter(lambda argv: "demo" not in argv and "init" not in argv)


@settings(max_examples=120)
@given(argv=harmless)
def test_no_arguments_break_the_program(command: Command, in_empty_folder: None, argv: list[str]) -> None:
    said = command(*argv, language="")
    assert said.code in (0, 1, 2, 3)
    assert "Traceback" not in said.err
    assert "unexpected" not in said.err
    if said.code in (1, 2):
        assert len(said.err.splitlines()) == 1, said.err


@settings(max_examples=40)
@given(value=anything, option=st.sampled_from(["--topic", "--district", "--expert"]))
def test_no_filter_breaks_the_list(command: Command, value: str, option: str) -> None:
    assert command("appeals", f"{option}={value}").code in (0, 1)


@settings(max_examples=40)
@given(number=anything)
def test_no_number_breaks_the_letter(command: Command, in_empty_folder: None, number: str) -> None:
    assert command("letter", "--output", "l.pdf", "--", number, language="").code in (1, 2)
