"""The Qt application itself."""

from __future__ import annotations

import linecache
from pathlib import Path

import pytest
from shibokensupport import feature

from ui.shell.application import read_no_sources


@pytest.mark.parametrize("is_spared", [False, True])
def test_no_source_is_read_for_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_spared: bool) -> None:
    monkeypatch.setattr(feature, "_mod_uses_pyside", feature._mod_uses_pyside)
    monkeypatch.syspath_prepend(tmp_path)
    name = f"a_module_of_{is_spared}"
    source = tmp_path / f"{name}.py"
    source.write_text("STANDS = True\n", encoding="utf-8")
    if is_spared:
        read_no_sources()
    __import__(name)
    assert (str(source) in linecache.cache) is not is_spared
