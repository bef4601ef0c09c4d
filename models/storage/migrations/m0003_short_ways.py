"""Schema 3, frozen: shorter ways to what is read most.

What a line of a list counts of a visitor's appeals, and what was closed on a day, is read from an index alone. The
roll-up of facets stands by year first, so that a report reads two years of it however old the office is.
"""

from __future__ import annotations

_INDEXES = """
DROP INDEX appeal_question;
CREATE INDEX appeal_question ON appeal (visitor_id, substr(topic, 1, 19), received_on, is_annulled, outcome);
CREATE INDEX appeal_closed ON appeal (office_id, closed_on, outcome, is_annulled) WHERE closed_on IS NOT NULL;
"""
# made anew under its own name: renaming another table would trip over the triggers that write to it
_ROLL_UP = """
CREATE TABLE kept AS SELECT * FROM appeal_year;
DROP TABLE appeal_year;
CREATE TABLE appeal_year (
    office_id INTEGER NOT NULL, facet TEXT NOT NULL, code TEXT NOT NULL, year INTEGER NOT NULL,
    {months}, PRIMARY KEY (office_id, year, facet, code)) WITHOUT ROWID;
INSERT INTO appeal_year SELECT * FROM kept ORDER BY office_id, year, facet, code;
DROP TABLE kept;
"""


def script() -> str:
    """The changes from schema 2 as SQL."""
    months = ", ".join(f"m{n} INTEGER NOT NULL DEFAULT 0" for n in range(1, 13))
    return _INDEXES + _ROLL_UP.format(months=months)
