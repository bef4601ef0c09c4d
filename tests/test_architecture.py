"""Holds the shape of the house: who may import whom, where each library lives, how large things may grow."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("main", "ui", "printing", "models", "resources")  # each may import what stands to its right

# Within ui: what each part may import of the others. Features (all other folders) may import these three.
UI_PARTS = {"theme": set[str](), "widgets": {"theme"}, "shell": {"theme", "widgets"}, "command_line": set[str]()}
UI_FOR_FEATURES = {"theme", "widgets", "shell"}

LIBRARY_HOMES = {
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
    "peewee": ("models",),
    "playhouse": ("models",),
    "sqlcipher3": ("models.storage",),
    "sqlite3": ("models.storage",),
    "psycopg": ("models.storage",),
    "phonenumbers": ("models.visitors",),
    "pytrovich": ("models.visitors",),
    "holidays": ("models.office",),
    "python_calamine": ("models.exchange",),
    "reportlab": ("printing",),
    "xlsxwriter": ("printing",),
    "pyphen": ("printing",),
    "pypdfium2": ("ui.widgets",),
    "babel": ("resources", "printing"),  # papers speak their own language, not the screen's
    "gettext": ("resources",),
}
HEAVY = ("reportlab", "holidays", "xlsxwriter", "pypdfium2", "pytrovich", "phonenumbers.geocoder", "psycopg")
VAGUE_NAMES = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "base"}
HEX_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
MOST_LINES, MOST_FUNCTION_LINES, MOST_METHODS, MOST_MAIN_LINES = 400, 60, 25, 120


@dataclass(frozen=True)
class Module:
    """One source file, read once."""

    name: str  # "models.office.desk"
    path: Path
    text: str
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    def imports(self) -> Iterator[str]:
        """Full dotted names of everything it imports, anywhere in the file, relative imports resolved."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = self._source_of(node)
                yield source
                yield from (f"{source}.{alias.name}" for alias in node.names)

    def _source_of(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".") if self.is_package else self.name.split(".")[:-1]
        above = package[: len(package) - node.level + 1]
        return ".".join([*above, node.module] if node.module else above)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def modules(root: Path, *tops: str) -> list[Module]:
    """Our modules under `root`, tests left out unless asked for."""
    found = []
    for top in tops or LAYERS:
        single = root / f"{top}.py"
        for path in [single] if single.is_file() else sorted((root / top).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            try:
                found.append(Module(name, path, text, _parsed(text)))
            except SyntaxError as error:
                error.filename = str(path)
                raise
    return found


@cache
def house(*tops: str) -> tuple[Module, ...]:
    return tuple(modules(ROOT, *tops))


def _is_inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def upward_imports(found: list[Module] | tuple[Module, ...]) -> set[str]:
    """Imports that run up the layers, or from the house into its tests."""
    wrong = set()
    for module in found:
        layer = LAYERS.index(module.name.split(".")[0])
        for name in module.imports():
            top = name.split(".")[0]
            if top == "tests" or (top in LAYERS and LAYERS.index(top) < layer):
                wrong.add(f"{module.name} imports {name}")
    return wrong


def imports_across_ui(found: list[Module] | tuple[Module, ...]) -> set[str]:
    """Imports between parts of ui that should go through the shell's navigation."""
    wrong = set()
    for module in found:
        part = module.name.split(".")[1] if module.name.startswith("ui.") else ""
        allowed = {part} | UI_PARTS.get(part, UI_FOR_FEATURES)
        for name in module.imports() if part else ():
            pieces = name.split(".")
            if pieces[0] == "ui" and len(pieces) > 1 and pieces[1] not in allowed:
                wrong.add(f"{module.name} imports {name}")
    return wrong


def libraries_away_from_home(found: list[Module] | tuple[Module, ...]) -> set[str]:
    """Imports of a library outside the one place it lives in; Qt in the commands."""
    wrong = set()
    for module in found:
        for name in module.imports():
            library = name.split(".")[0]
            homes = LIBRARY_HOMES.get(library)
            away = homes is not None and not any(_is_inside(module.name, home) for home in homes)
            if away or (library == "PySide6" and _is_inside(module.name, "ui.command_line")):
                wrong.add(f"{module.name} imports {library}")
    return wrong


def hex_colours(found: list[Module] | tuple[Module, ...]) -> set[str]:
    """Colours written into the code instead of the themes."""
    return {
        f"{module.name}:{node.lineno} {node.value!r}"
        for module in found
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOUR.search(node.value)
    }


def _as_call(node: ast.AST, *names: str) -> ast.Call | None:
    """The node, if it calls one of these names."""
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    return node if isinstance(node, ast.Call) and is_call else None


def untranslatable_words(found: list[Module] | tuple[Module, ...]) -> set[str]:
    """Sentences that extraction cannot see: f-strings, sums, or a sentence formatted before it is translated."""
    wrong = set()
    for module in found:
        for call in filter(None, (_as_call(node, "_", "N_", "ngettext") for node in ast.walk(module.tree))):
            for argument in call.args[:2]:  # the third is ngettext's count
                if isinstance(argument, (ast.JoinedStr, ast.BinOp, ast.Call)) and not _is_variable_call(argument):
                    wrong.add(f"{module.name}:{call.lineno}")
    return wrong


def _is_variable_call(node: ast.AST) -> bool:
    """`_(messages.get(code))` translates a marked sentence at run time and is fine; `_("…".format(…))` is not."""
    return isinstance(node, ast.Call) and not (
        isinstance(node.func, ast.Attribute) and isinstance(node.func.value, (ast.Constant, ast.JoinedStr))
    )


def words_at_import(found: list[Module] | tuple[Module, ...]) -> set[str]:
    """Calls of `_` or `ngettext` that run while the module is imported, when no language is chosen yet."""

    def at_import(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for early in (*child.decorator_list, *child.args.defaults, *filter(None, child.args.kw_defaults)):
                    yield early
                    yield from at_import(early)
            elif not isinstance(child, ast.Lambda):
                yield child
                yield from at_import(child)

    return {
        f"{module.name}:{call.lineno}"
        for module in found
        for node in at_import(module.tree)
        if (call := _as_call(node, "_", "translate", "ngettext"))
    }


def too_large(found: list[Module] | tuple[Module, ...]) -> set[str]:
    """Files, functions and classes beyond the agreed sizes."""
    wrong = set()
    for module in found:
        lines = module.text.count("\n")
        if lines > (MOST_MAIN_LINES if module.name == "main" else MOST_LINES):
            wrong.add(f"{module.name} has {lines} lines")
        for node in ast.walk(module.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    wrong.add(f"{module.name}.{node.name} has {length} lines")
            elif isinstance(node, ast.ClassDef):
                methods = sum(isinstance(part, ast.FunctionDef) and _is_our_name(part.name) for part in node.body)
                if methods > MOST_METHODS:
                    wrong.add(f"{module.name}.{node.name} has {methods} methods")
    return wrong


def _is_our_name(name: str) -> bool:
    """Dunder methods and Qt's overridden camelCase are asked for from outside."""
    return not name.startswith("__") and name == name.lower()


def test_imports_run_downwards_only() -> None:
    assert upward_imports(house()) == set()


def test_features_of_the_screen_know_each_other_only_through_navigation() -> None:
    assert imports_across_ui(house()) == set()


def test_each_library_lives_in_one_place() -> None:
    assert libraries_away_from_home(house()) == set()


def test_colours_stand_in_the_themes_only() -> None:
    assert hex_colours(house()) == set()


def test_every_sentence_can_be_found_by_the_extraction() -> None:
    assert untranslatable_words(house()) == set()


def test_no_sentence_is_translated_at_import_time() -> None:
    assert words_at_import(house()) == set()


def test_nothing_outgrows_the_agreed_sizes() -> None:
    assert too_large(house()) == set()
    assert {module.name for module in house("tests") if module.text.count("\n") > MOST_LINES} == set()


def test_package_files_are_empty_and_modules_say_what_they_own() -> None:
    everything = (*house(), *house("tests"))
    assert {module.name for module in everything if module.is_package and module.text.strip()} == set()
    silent = {module.name for module in everything if not module.is_package and not ast.get_docstring(module.tree)}
    assert silent == set()


def test_no_file_has_a_vague_name() -> None:
    assert {module.name for module in house() if VAGUE_NAMES & set(module.name.lower().split("."))} == set()


def test_every_folder_of_the_house_is_a_package() -> None:
    folders = {module.path.parent for module in (*house(), *house("tests"))} - {ROOT}
    assert {str(folder) for folder in folders if not (folder / "__init__.py").is_file()} == set()


def _loaded_by_importing(names: list[str]) -> set[str]:
    script = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, *names], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_commands_and_models_load_no_qt_and_nothing_heavy() -> None:
    plain = [module.name for module in house() if _is_inside(module.name, "ui.command_line")]
    plain += [module.name for module in house("models", "resources")]
    loaded = _loaded_by_importing(plain)
    assert loaded & {"PySide6", *HEAVY} == set()


def test_the_window_loads_nothing_heavy_before_it_is_needed() -> None:
    assert _loaded_by_importing([module.name for module in house("main", "ui")]) & set(HEAVY) == set()


Check = Callable[[list[Module]], set[str]]
PLANTS: list[tuple[str, str, Check]] = [
    ("models/office/planted.py", "import ui.shell", upward_imports),
    ("models/office/planted.py", "from printing import letter", upward_imports),
    ("models/office/planted.py", "def late():\n    from ...ui.shell import office", upward_imports),
    ("resources/planted.py", "from models import problems", upward_imports),
    ("printing/planted.py", "from ui.theme import icons", upward_imports),
    ("models/planted.py", "from tests import conftest", upward_imports),
    ("ui/today/planted.py", "from ui.booking import page", imports_across_ui),
    ("ui/today/planted.py", "from ..appeals import page", imports_across_ui),
    ("ui/today/planted.py", "from ui import appeals", imports_across_ui),
    ("ui/widgets/planted.py", "from ui.shell import office", imports_across_ui),
    ("ui/shell/planted.py", "from ui.today.page import TodayPage", imports_across_ui),
    ("ui/command_line/planted.py", "from ui.theme import icons", imports_across_ui),
    ("ui/command_line/planted.py", "from PySide6.QtCore import QObject", libraries_away_from_home),
    ("models/planted.py", "def late():\n    from PySide6 import QtCore", libraries_away_from_home),
    ("ui/today/planted.py", "import peewee", libraries_away_from_home),
    ("models/office/planted.py", "import sqlcipher3.dbapi2", libraries_away_from_home),
    ("ui/today/planted.py", "import reportlab.pdfgen", libraries_away_from_home),
    ("ui/today/planted.py", "import pypdfium2", libraries_away_from_home),
    ("ui/today/planted.py", "RED = 'color: #B3261E'", hex_colours),
    ("ui/today/planted.py", "def f(n):\n    return _(f'{n} people')", untranslatable_words),
    ("ui/today/planted.py", "def f(n):\n    return _('{n} people'.format(n=n))", untranslatable_words),
    ("ui/today/planted.py", "TITLE = _('Today')", words_at_import),
    ("ui/today/planted.py", "class Page:\n    def title(self, text=_('Today')): ...", words_at_import),
    ("ui/today/planted.py", "x = 1\n" * 401, too_large),
]


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source tree without its bytes, free to be spoilt."""
    root = tmp_path_factory.mktemp("house")
    for module in house():
        target = root / module.path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(module.path, target)
    return root


@pytest.mark.parametrize(("place", "text", "check"), PLANTS)
def test_a_planted_fault_is_found(copy_of_the_house: Path, place: str, text: str, check: Check) -> None:
    planted = copy_of_the_house / place
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(text, encoding="utf-8")
    try:
        assert any("planted" in said for said in check(modules(copy_of_the_house)))
    finally:
        planted.unlink()
