"""Plain rows as a workbook: texts stay texts, nothing stays beside the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from printing import sheets


def test_plain_rows_are_texts_and_nothing_stays_beside_the_file(tmp_path: Path) -> None:
    texts = ("=1+1", "https://example.ru", "0012", "'", "две\nстроки", "_x0041_", "a" * 20_000, "")
    sheets.write_rows(tmp_path / "rows.xlsx", "appeals", ("a",), [(text, "конец") for text in texts])
    rows = CalamineWorkbook.from_path(str(tmp_path / "rows.xlsx")).get_sheet_by_name("appeals").to_python()
    assert rows == [["a", ""], *([text, "конец"] for text in texts)]
    with pytest.raises(ZeroDivisionError):
        sheets.write_rows(tmp_path / "half.xlsx", "appeals", ("a",), ((str(1 // n),) for n in (1, 0)))
    with pytest.raises(OSError, match="missing"):
        sheets.write_rows(tmp_path / "missing" / "rows.xlsx", "appeals", ("a",), [])
    assert [path.name for path in tmp_path.iterdir()] == ["rows.xlsx"]
