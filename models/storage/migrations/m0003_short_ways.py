"""Schema 3, frozen: what a line of a list counts of a visitor's appeals is read from the index alone."""

from __future__ import annotations

_INDEXES = """
DROP INDEX appeal_question;
CREATE INDEX appeal_question ON appeal (visitor_id, substr(topic, 1, 19), received_on, is_annulled, outcome);
"""


def script() -> str:
    """The changes from schema 2 as SQL."""
    return _INDEXES
