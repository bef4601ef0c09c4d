"""The one door to peewee, which takes in every driver of a database that it finds: psycopg alone would cost each start
0.3 s. Whoever opens an office on a server loads it then.
"""

from __future__ import annotations

import sys

_DRIVERS = ("psycopg", "psycopg2")
_hidden = [name for name in _DRIVERS if name not in sys.modules]
sys.modules.update(dict.fromkeys(_hidden))  # type: ignore[arg-type]  # None: importing it fails

import peewee as peewee  # noqa: E402

for _name in _hidden:
    del sys.modules[_name]
