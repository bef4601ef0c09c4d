"""The keeper of the words: what it extracts, what it refuses, and that it leaves no fault unnamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from resources import catalogs

SETTINGS = """
[babel]
domain = reception
source = main.py ui
locale = resources/locale
languages = ru
keywords = _ N_ ngettext:1,2
"""
SOURCE = """
TITLE = N_("Today")
def said(n, time):
    return _("Booked for {time}.").format(time=time) + ngettext("{n} appeal", "{n} appeals", n).format(n=n)
"""


@pytest.fixture
def sources(tmp_path: Path) -> catalogs.Sources:
    (tmp_path / "setup.cfg").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "page.py").write_text(SOURCE, encoding="utf-8")
    return catalogs.Sources(tmp_path)


def translate_all(sources: catalogs.Sources, **replaced: str | tuple[str, ...]) -> None:
    """Fills the Russian catalog; `replaced` puts other words in place of the good ones."""
    good: dict[str, str | tuple[str, ...]] = {
        "Today": "Сегодня",
        "Booked for {time}.": "Записано на {time}.",
        "{n} appeal": ("{n} обращение", "{n} обращения", "{n} обращений"),
    }
    catalogs.update(sources)
    path = sources.catalog_path("ru")
    catalog = catalogs.read_catalog(path, "ru")
    for message in catalog:
        if message.id:
            key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            message.string = replaced.get(key.split()[0].strip("{}").lower(), good.get(key, ""))
    catalogs.write_catalog(path, catalog)


def test_a_complete_catalog_is_found_without_fault(
    sources: catalogs.Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    translate_all(sources)
    assert catalogs.faults(sources) == []
    assert catalogs.main(["check"], sources) == 0
    assert "complete" in capsys.readouterr().out


def test_a_catalog_that_is_not_there_misses_everything(
    sources: catalogs.Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    assert catalogs.main(["check"], sources) == 1
    said = capsys.readouterr().err
    assert "missing: 'Today' (ui/page.py)" in said
    assert "missing: '{n} appeal'" in said


def test_a_new_sentence_in_the_source_is_missed(sources: catalogs.Sources) -> None:
    translate_all(sources)
    (sources.root / "ui" / "page.py").write_text(SOURCE + "NEW = N_('Visitors')\n", encoding="utf-8")
    assert catalogs.faults(sources) == ["ru: missing: 'Visitors' (ui/page.py)"]
    catalogs.update(sources)
    assert catalogs.faults(sources) == ["ru: untranslated: 'Visitors' (ui/page.py)"]


def test_a_sentence_that_nobody_says_any_more_is_obsolete_until_updated(sources: catalogs.Sources) -> None:
    translate_all(sources)
    (sources.root / "ui" / "page.py").write_text(SOURCE.replace('N_("Today")', '"-"'), encoding="utf-8")
    assert [fault for fault in catalogs.faults(sources) if "obsolete" in fault and "Today" in fault]
    catalogs.update(sources)
    assert catalogs.faults(sources) == []


def test_other_placeholders_are_named(sources: catalogs.Sources) -> None:
    translate_all(sources, booked="Записано на {когда}.", n=("{n} обращение", "{n} обращения", "обращений"))
    said = "\n".join(catalogs.faults(sources))
    assert "other placeholders than ['time']: 'Записано на {когда}.'" in said
    assert "other placeholders than ['n']: 'обращений'" in said


def test_braces_that_do_not_match_are_named(sources: catalogs.Sources) -> None:
    translate_all(sources, booked="Записано на {time.")
    assert "braces do not match" in "\n".join(catalogs.faults(sources))


def test_a_count_needs_all_its_forms(sources: catalogs.Sources) -> None:
    translate_all(sources, n=("{n} обращение", "", ""))
    assert catalogs.faults(sources) == ["ru: untranslated: '{n} appeal' (ui/page.py)"]


def test_a_guessed_translation_is_not_enough(sources: catalogs.Sources) -> None:
    translate_all(sources)
    path = sources.catalog_path("ru")
    text = path.read_text(encoding="utf-8").replace('msgid "Today"', '#, fuzzy\nmsgid "Today"')
    path.write_text(text, encoding="utf-8")
    assert catalogs.faults(sources) == ["ru: fuzzy: 'Today' (ui/page.py)"]


def test_updating_twice_changes_nothing(sources: catalogs.Sources) -> None:
    translate_all(sources)
    before = sources.catalog_path("ru").read_bytes()
    catalogs.main(["update"], sources)
    assert sources.catalog_path("ru").read_bytes() == before


def test_compiling_makes_what_the_program_reads(sources: catalogs.Sources) -> None:
    translate_all(sources)
    made = sources.catalog_path("ru").with_suffix(".mo")
    assert not made.exists()
    catalogs.compile_stale(sources)
    assert "Записано на {time}.".encode() in made.read_bytes()
    written = made.stat().st_mtime_ns
    catalogs.compile_stale(sources)
    assert made.stat().st_mtime_ns == written
    assert catalogs.main(["compile"], sources) == 0
