"""Schema 2, frozen: roll-ups without outcomes and of receptions, and indexes that hold whole lists, for a million rows.

The roll-up of facets loses the outcome, which no figure reads, and keeps the months of a year side by side: a month, a
year and the year before are read from the same few rows, in the order of their key. Receptions and the people received
get roll-ups of their own. People do not add up over months, so visits are counted by their month and the month of the
same visitor's visit before.
"""

from __future__ import annotations

from collections.abc import Iterable

_MONTH = "CAST(substr({day}, 1, 4) || substr({day}, 6, 2) AS INTEGER)"
_MEASURES = {
    "appeals": "1",
    "answered_late": "COALESCE({row}.closed_on > {row}.due_on, 0)",
    "repeated": "{row}.is_repeated",
    "collective": "{row}.collective > 1",
    "closed": "{row}.closed_on IS NOT NULL",
    "days_to_answer": "COALESCE(CAST(julianday({row}.closed_on) - julianday({row}.received_on) AS INTEGER), 0)",
    "amount": "COALESCE({row}.amount, 0)",
}
_FACETS = {
    "topic": "{row}.topic",
    "channel": "{row}.channel",
    "kind": "{row}.kind",
    "expert": "COALESCE({row}.expert_id, '')",
    "category": "{row}.category",
    "district": "COALESCE({row}.district_id, '')",
    "district_subject": "COALESCE({row}.district_id, '') || ':' || substr({row}.topic, 1, 9)",
}
_COUNTED_IN_FACETS = "received_on, topic, channel, kind, expert_id, category, district_id, is_annulled"
_COUNTED_IN_TOTALS = "received_on, due_on, closed_on, outcome, is_repeated, collective, amount, is_annulled"

_MONTHS = tuple(f"m{n}" for n in range(1, 13))
_TABLES = """
DROP TRIGGER appeal_is_counted;
DROP TRIGGER appeal_is_not_counted;
DROP TRIGGER appeal_was_counted;
DROP TRIGGER appeal_is_counted_again;
DROP TRIGGER appeal_may_repeat;
DROP TABLE appeal_month;
CREATE TABLE appeal_year (
    office_id INTEGER NOT NULL, facet TEXT NOT NULL, code TEXT NOT NULL, year INTEGER NOT NULL,
    {months}, PRIMARY KEY (office_id, facet, code, year)) WITHOUT ROWID;
CREATE TABLE reception_month (
    office_id INTEGER NOT NULL, month INTEGER NOT NULL, state TEXT NOT NULL, receptions INTEGER NOT NULL,
    PRIMARY KEY (office_id, month, state)) WITHOUT ROWID;
CREATE TABLE visit_month (
    office_id INTEGER NOT NULL, month INTEGER NOT NULL, month_before INTEGER NOT NULL, visits INTEGER NOT NULL,
    PRIMARY KEY (office_id, month, month_before)) WITHOUT ROWID;
"""

# Partial ones hold what is asked for, so that the index alone is read; their conditions stand as queries say them.
_INDEXES = """
DROP INDEX appeal_received;
DROP INDEX appeal_visitor;
CREATE INDEX appeal_received ON appeal (office_id, received_on, number) WHERE NOT is_annulled;
DROP INDEX appeal_open;
CREATE INDEX appeal_open ON appeal (office_id, due_on, received_on) WHERE outcome IS NULL AND is_annulled = 0;
"""


def _added(table: str, keys: str, counted: Iterable[str], rows: str) -> str:
    """Adds rows of counts to a roll-up table, to those that have the same key where there are any."""
    names = tuple(counted)
    sums = ", ".join(f"{name} = {name} + excluded.{name}" for name in names)
    columns = f"{keys}, {', '.join(names)}"
    return f"INSERT INTO {table} ({columns}) {rows} ON CONFLICT ({keys}) DO UPDATE SET {sums};\n"


def _in_facets(row: str, sign: int) -> str:
    when = f"SELECT CAST(substr({row}.received_on, 1, 4) AS INTEGER) AS y, substr({row}.received_on, 6, 2) AS m"
    named = ((facet, code.format(row=row)) for facet, code in _FACETS.items())
    facets = " UNION ALL ".join(f"SELECT '{facet}' AS f, {code} AS c" for facet, code in named)
    months = ", ".join(f"{sign} * (m = '{n:02}')" for n in range(1, 13))
    rows = f"SELECT {row}.office_id, f, c, y, {months} FROM ({when}), ({facets}) WHERE 1"
    return _added("appeal_year", "office_id, facet, code, year", _MONTHS, rows)


def _in_totals(row: str, sign: int) -> str:
    month = _MONTH.format(day=f"{row}.received_on")
    measures = ", ".join(f"{sign} * ({value.format(row=row)})" for value in _MEASURES.values())
    rows = f"VALUES ({row}.office_id, {month}, COALESCE({row}.outcome, ''), {measures})"
    return _added("appeal_month_total", "office_id, month, outcome", _MEASURES, rows)


def _appeals() -> str:
    both = {sign: {row: _in_facets(row, sign) + _in_totals(row, sign) for row in ("NEW", "OLD")} for sign in (1, -1)}
    return f"""
CREATE TRIGGER appeal_is_counted AFTER INSERT ON appeal WHEN NEW.is_annulled = 0 BEGIN {both[1]["NEW"]} END;
CREATE TRIGGER appeal_is_not_counted AFTER DELETE ON appeal WHEN OLD.is_annulled = 0 BEGIN {both[-1]["OLD"]} END;
CREATE TRIGGER appeal_leaves_its_facets AFTER UPDATE OF {_COUNTED_IN_FACETS} ON appeal WHEN OLD.is_annulled = 0 BEGIN
    {_in_facets("OLD", -1)} END;
CREATE TRIGGER appeal_enters_its_facets AFTER UPDATE OF {_COUNTED_IN_FACETS} ON appeal WHEN NEW.is_annulled = 0 BEGIN
    {_in_facets("NEW", 1)} END;
CREATE TRIGGER appeal_leaves_its_total AFTER UPDATE OF {_COUNTED_IN_TOTALS} ON appeal WHEN OLD.is_annulled = 0 BEGIN
    {_in_totals("OLD", -1)} END;
CREATE TRIGGER appeal_enters_its_total AFTER UPDATE OF {_COUNTED_IN_TOTALS} ON appeal WHEN NEW.is_annulled = 0 BEGIN
    {_in_totals("NEW", 1)} END;
CREATE TRIGGER appeal_may_repeat AFTER INSERT ON appeal WHEN EXISTS (
    SELECT 1 FROM appeal WHERE visitor_id = NEW.visitor_id AND substr(topic, 1, 19) = substr(NEW.topic, 1, 19)
    AND id <> NEW.id) BEGIN
    UPDATE appeal SET is_repeated = NOT is_repeated
        WHERE visitor_id = NEW.visitor_id AND substr(topic, 1, 19) = substr(NEW.topic, 1, 19)
        AND is_repeated <> (is_annulled = 0 AND EXISTS (
            SELECT 1 FROM appeal AS earlier WHERE earlier.visitor_id = appeal.visitor_id
            AND substr(earlier.topic, 1, 19) = substr(appeal.topic, 1, 19) AND earlier.is_annulled = 0
            AND (earlier.received_on, earlier.id) < (appeal.received_on, appeal.id)));
END;
"""


def _neighbour(row: str, side: str) -> str:
    """The month of the same visitor's done visit before ("<") or after (">") this one, whatever the row says itself.

    The plus keeps SQLite from walking through the office's days instead of the visitor's few visits.
    """
    pick = "MAX" if side == "<" else "MIN"
    month = _MONTH.format(day=f"{pick}(starts_at)")
    return (
        f"(SELECT {month} FROM appointment WHERE visitor_id = {row}.visitor_id AND +office_id = {row}.office_id "
        f"AND state = 'done' AND id <> {row}.id AND (starts_at, id) {side} ({row}.starts_at, {row}.id))"
    )


def _in_visits(row: str, sign: int) -> str:
    """Puts a visit between the visitor's visit before and the one after, or takes it out from there."""
    month = _MONTH.format(day=f"{row}.starts_at")
    between = (
        f"FROM (SELECT {month} AS month, COALESCE({_neighbour(row, '<')}, 0) AS before, "
        f"{_neighbour(row, '>')} AS after)"
    )
    rows = (
        f"SELECT {row}.office_id, month, before, {sign} {between} "
        f"UNION ALL SELECT {row}.office_id, after, before, {-sign} {between} WHERE after IS NOT NULL "
        f"UNION ALL SELECT {row}.office_id, after, month, {sign} {between} WHERE after IS NOT NULL"
    )
    return _added("visit_month", "office_id, month, month_before", ("visits",), f"SELECT * FROM ({rows}) WHERE 1")


def _in_receptions(row: str, sign: int) -> str:
    rows = f"VALUES ({row}.office_id, {_MONTH.format(day=f'{row}.starts_at')}, {row}.state, {sign})"
    return _added("reception_month", "office_id, month, state", ("receptions",), rows)


def _receptions() -> str:
    counted = "({row}.state = 'started' OR {row}.state = 'done' OR {row}.state = 'no-show')"
    new, old = counted.format(row="NEW"), counted.format(row="OLD")
    changed = "UPDATE OF state, starts_at, visitor_id ON appointment"
    return f"""
CREATE TRIGGER reception_is_counted AFTER INSERT ON appointment WHEN {new} BEGIN
    {_in_receptions("NEW", 1)} END;
CREATE TRIGGER reception_is_not_counted AFTER DELETE ON appointment WHEN {old} BEGIN
    {_in_receptions("OLD", -1)} END;
CREATE TRIGGER reception_was_counted AFTER {changed} WHEN {old} BEGIN
    {_in_receptions("OLD", -1)} END;
CREATE TRIGGER reception_is_counted_again AFTER {changed} WHEN {new} BEGIN
    {_in_receptions("NEW", 1)} END;
CREATE TRIGGER visit_is_linked AFTER INSERT ON appointment WHEN NEW.state = 'done' BEGIN
    {_in_visits("NEW", 1)} END;
CREATE TRIGGER visit_is_unlinked AFTER DELETE ON appointment WHEN OLD.state = 'done' BEGIN
    {_in_visits("OLD", -1)} END;
"""


def _relinking() -> str:
    """In one trigger, because the order of several is not promised: out of its old place, then into the new one."""
    changed = "UPDATE OF state, starts_at, visitor_id ON appointment"
    return f"""
CREATE TRIGGER visit_is_taken_out AFTER {changed} WHEN OLD.state = 'done' AND NEW.state <> 'done' BEGIN
    {_in_visits("OLD", -1)} END;
CREATE TRIGGER visit_is_put_in AFTER {changed} WHEN OLD.state <> 'done' AND NEW.state = 'done' BEGIN
    {_in_visits("NEW", 1)} END;
CREATE TRIGGER visit_is_moved AFTER {changed} WHEN OLD.state = 'done' AND NEW.state = 'done' BEGIN
    {_in_visits("OLD", -1)} {_in_visits("NEW", 1)} END;
"""


def _counted_from_the_start() -> str:
    """What the triggers would have counted in the rows that are there already."""
    months = ", ".join(f"SUM(substr(received_on, 6, 2) = '{n:02}')" for n in range(1, 13))
    facets = "\n".join(
        f"INSERT INTO appeal_year SELECT office_id, '{facet}', {code.format(row='appeal')}, "
        f"CAST(substr(received_on, 1, 4) AS INTEGER), {months} FROM appeal WHERE is_annulled = 0 GROUP BY 1, 2, 3, 4;"
        for facet, code in _FACETS.items()
    )
    at = _MONTH.format(day="starts_at")
    return f"""{facets}
INSERT INTO reception_month SELECT office_id, {at}, state, COUNT(*) FROM appointment
    WHERE state IN ('started', 'done', 'no-show') GROUP BY 1, 2, 3;
INSERT INTO visit_month SELECT office_id, month, month_before, COUNT(*) FROM (
    SELECT office_id, {at} AS month,
        COALESCE(LAG({at}) OVER (PARTITION BY office_id, visitor_id ORDER BY starts_at, id), 0) AS month_before
    FROM appointment WHERE state = 'done') GROUP BY 1, 2, 3;
"""


def script() -> str:
    """The changes from schema 1 as SQL."""
    tables = _TABLES.format(months=", ".join(f"{name} INTEGER NOT NULL DEFAULT 0" for name in _MONTHS))
    return tables + _INDEXES + _counted_from_the_start() + _appeals() + _receptions() + _relinking()
