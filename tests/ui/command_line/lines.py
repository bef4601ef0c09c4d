"""Random command lines made from the real parser: right ones, slightly wrong ones and plain nonsense."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PLAUSIBLE = (
    "2026-11-23", "2026-11-24", "2026-12-01", "2026-11-01", "2025-10-05", "2026-11-23T14:00", "2026-11-24T10:30",
    "2026-11-24T15:00+05:00", "2026-11", "2026-Q4", "2026-H2", "2025", "1", "2", "5", "30", "45", "4318.20", "0.5",
    "report.pdf", "report.xlsx", "report.csv", "report.json", "new.json", "appeals.csv", "visitors.csv",
    "appointments.csv", "appeals.xlsx", "copy.db", "office.json", "missing/report.pdf", "missing.csv", "folder",
    "empty.csv", "noise.xlsx", "new-office", "a-uuid", "b-uuid",
)  # fmt: skip
# what free texts are plausible by the name of their argument
TEXTS: dict[str, tuple[str, ...]] = {
    "visitor": ("Третьякова Мария Юрьевна", "Ким Иван", "носков виктор", "Новый Человек Здешний"),
    "phone": ("8 912 884-17-05", "+7 902 475-80-13", "244-15-60", "112"),
    "expert": ("Белов", "Мельников Роман Сергеевич", "Соколова", "Никто"),
    "topic": (
        "0005",
        "0005.0005.0056.1156",
        "5.5.56.1156",
        "0002.0014.0143.0413.0000",
        "Жилищно-коммунальная сфера",
        "0099",
    ),
    "district": ("Ленинский", "СВЕРДЛОВСКИЙ", "Другой"),
    "number": ("2026-000001", "2026-000002", "2026-000003", "2025-999999"),
    "under": ("0005", "0005.0005.0056", "ЖКХ"),
    "text": ("трет", "1705", "ким 8013", "", "Юрьевна мария"),
    "office_name": ("Приёмная по работе с обращениями граждан",) * 15 + ("Другая",),
    "data": ("office",) * 8 + ("folder", "missing"),
    "file": (
        *["appeals.csv"] * 4,
        "visitors.csv",
        "appointments.csv",
        "copy.db",
        "office.json",
        "new.json",
        "new.csv",
        "new.xlsx",
        "missing.csv",
        "missing/new.csv",
        "folder",
        "empty.csv",
        "noise.xlsx",
    ),
    "output": ("new.pdf", "new.json", "new.csv", "new.xlsx", "missing/new.pdf"),
}
WORDS = ("слово", "Холодно в квартире", "x", "Подать заявление")
NASTY = (
    "", " ", "-", "--", "---", "--=", "-x", "-h", "--help", "--json", "--data", "--data=", "--language=xx", "=",
    "\t", "\n", "ы" * 3000, "Ёё", "𝕴", "e\u0301", "\u202eabc", "\u2028", "\x1b[31m", "\x07", "\udcff",
    "\udcd0\udc9f", "%s", "%(prog)s", "{0}", "{name}", "$HOME", "`id`", "';--", '"', "NULL", "None", "nan", "inf",
    "-inf", "1e309", "-1", "0", "+5", "9" * 400, "9223372036854775808", "1.5", "٣", "1_000", "0x10", "2026-13",
    "2026-02-30", "0001-01-01", "9999-12-31", "0000-00-00", "2026-11-23T99:00", "2026-11-23T14:00:00.5",
    "9999-12-31T23:59+14:00", "2026-W48", "2026-Q5", "23.11.2026", ".", "..", "folder", "office",
    "office/reception.db", "noise.xlsx", "a" * 300 + ".csv", "report.doc", "\udcff.csv", "ру сс кий.csv",
    "report.pdf/", "new\nline.json", "@office.json", "init", "import", "search", "appeals", "нет такой",
)  # fmt: skip
# commands that take long, with the part of their lines that is kept
SELDOM = {
    "demo": 0.01,
    "init": 0.05,
    "report": 0.1,
    "restore": 0.2,
    "backup": 0.3,
    "office": 0.3,
    "card": 0.3,
    "letter": 0.3,
    "check": 0.3,
    "journal": 0.3,
    "day-sheet": 0.3,
}


@dataclass(frozen=True)
class Command:
    """A command as the parser knows it."""

    words: tuple[str, ...]
    function: str
    options: tuple[argparse.Action, ...]
    places: tuple[argparse.Action, ...]
    either: tuple[argparse.Action, ...] = ()  # one of these is needed


def commands(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[Command]:
    """All commands that a parser knows, nested ones too."""
    actions: list[Any] = parser._actions
    nested = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
    for action in nested:
        for name, below in action.choices.items():
            yield from commands(below, (*words, name))
    if not nested:
        options = tuple(action for action in actions if action.option_strings)
        function = str(parser.get_default("function"))
        places = tuple(action for action in actions if not action.option_strings)
        groups: list[Any] = parser._mutually_exclusive_groups
        either = tuple(action for group in groups for action in group._group_actions)
        yield Command(words, function, options, places, either)


class Lines:
    """An endless source of command lines."""

    def __init__(self, parser: argparse.ArgumentParser, seed: int) -> None:
        self._random = random.Random(seed)
        self._commands = sorted(commands(parser), key=lambda command: command.words)
        self._plausible: dict[int, tuple[str, ...]] = {}

    def line(self) -> list[str]:
        """The next one."""
        while True:
            command = self._random.choice(self._commands)
            if self._random.random() < SELDOM.get(command.words[0], 1):
                break
        found = self._right(command)
        for _ in range(self._random.choice((0, 0, 0, 0, 0, 0, 1, 1, 2, 4))):
            self._spoil(found)
        if "demo" in found:  # thousands of visits would take minutes
            found = [word for word in found if not word.isdecimal() and not word.startswith("--visits")]
            found += ["--visits", "2"]
        return [word.replace("\0", "") for word in found]

    def _right(self, command: Command) -> list[str]:
        """A line that may well be right."""
        parts = [[self._value(action)] for action in command.places]
        one = self._random.choice(command.either) if command.either else None
        as_many = self._random.choice((0.1, 0.3, 0.7, 0.95))
        for action in command.options:
            if action.dest == "help" and self._random.random() > 0.01:
                continue
            if action in command.either and action is not one and self._random.random() > 0.02:
                continue
            if action.required or action is one or self._random.random() < as_many:
                name = self._random.choice(action.option_strings)
                value = [] if action.nargs == 0 else [self._value(action)]
                parts.append([f"{name}={value[0]}"] if value and self._random.random() < 0.2 else [name, *value])
        if self._random.random() < 0.3:
            self._random.shuffle(parts)
        return [*command.words, *(word for part in parts for word in part)]

    def _value(self, action: argparse.Action) -> str:
        if self._random.random() < 0.02:
            return self._random.choice(NASTY)
        if action.choices is not None:
            return str(self._random.choice(list(action.choices)))
        return self._random.choice(self._fitting(action))

    def _fitting(self, action: argparse.Action) -> tuple[str, ...]:
        """The plausible values that an argument takes."""
        if id(action) not in self._plausible:
            known = TEXTS.get(action.dest, WORDS if action.type is None else PLAUSIBLE)
            self._plausible[id(action)] = tuple(text for text in known if _takes(action, text)) or PLAUSIBLE
        return self._plausible[id(action)]

    def _spoil(self, words: list[str]) -> None:
        """One mistake of a typist or a script."""
        at = self._random.randrange(len(words) + 1)
        mistake = self._random.randrange(5)
        if mistake == 0 or at == len(words):
            words.insert(at, self._random.choice(NASTY))
        elif mistake == 1:
            words[at] = self._random.choice(NASTY)
        elif mistake == 2:
            del words[at]
        elif mistake == 3:
            words.insert(at, self._random.choice(words))
        else:
            cut = self._random.randrange(len(words[at]) + 1)
            words[at] = words[at][:cut] + self._random.choice(NASTY)[:20] + words[at][cut:]


def _takes(action: argparse.Action, text: str) -> bool:
    reading: Any = action.type
    try:
        _ = reading and reading(text)
    except (argparse.ArgumentTypeError, ValueError):
        return False
    return True
