"""Schema 3 on a server, frozen: what triggers keep, each once for a whole statement however many rows it writes.

Counts of reports are appended as deltas, so that nobody waits for a row that another registration counts in; a view of
each roll-up adds what was folded to what was appended since. What hangs on a visitor's other rows is worked out while
the visitor's row is held.
"""

from __future__ import annotations

from collections.abc import Iterable

_KEPT = """
CREATE TABLE appeal_year_folded (
    office_id BIGINT NOT NULL, facet TEXT COLLATE "C" NOT NULL, code TEXT COLLATE "C" NOT NULL, year INTEGER NOT NULL,
    month INTEGER NOT NULL, appeals BIGINT NOT NULL, PRIMARY KEY (office_id, year, facet, code, month));
CREATE TABLE appeal_month_total_folded (
    office_id BIGINT NOT NULL, month INTEGER NOT NULL, outcome TEXT COLLATE "C" NOT NULL, appeals BIGINT NOT NULL,
    answered_late BIGINT NOT NULL, repeated BIGINT NOT NULL, collective BIGINT NOT NULL, closed BIGINT NOT NULL,
    days_to_answer BIGINT NOT NULL, amount BIGINT NOT NULL, PRIMARY KEY (office_id, month, outcome));
CREATE TABLE reception_month_folded (
    office_id BIGINT NOT NULL, month INTEGER NOT NULL, state TEXT COLLATE "C" NOT NULL, receptions BIGINT NOT NULL,
    PRIMARY KEY (office_id, month, state));
CREATE TABLE visit_month_folded (
    office_id BIGINT NOT NULL, month INTEGER NOT NULL, month_before INTEGER NOT NULL, visits BIGINT NOT NULL,
    PRIMARY KEY (office_id, month, month_before));
"""
_MEASURES = {
    "appeals": "1",
    "answered_late": "COALESCE(one.closed_on > one.due_on, FALSE)::int",
    "repeated": "one.is_repeated::int",
    "collective": "(one.collective > 1)::int",
    "closed": "(one.closed_on IS NOT NULL)::int",
    "days_to_answer": "COALESCE(one.closed_on - one.received_on, 0)",
    "amount": "COALESCE(one.amount, 0)",
}
_FACETS = {
    "topic": "one.topic",
    "channel": "one.channel",
    "kind": "one.kind",
    "expert": "COALESCE(one.expert_id::text, '')",
    "category": "one.category",
    "district": "COALESCE(one.district_id::text, '')",
    "district_subject": "COALESCE(one.district_id::text, '') || ':' || substr(one.topic, 1, 9)",
}
_MONTH = "(EXTRACT(YEAR FROM {day}) * 100 + EXTRACT(MONTH FROM {day}))::int"
# Each roll-up: its keys and what is counted.
_ROLL_UPS = {
    "appeal_year": (("office_id", "year", "facet", "code", "month"), ("appeals",)),
    "appeal_month_total": (("office_id", "month", "outcome"), tuple(_MEASURES)),
    "reception_month": (("office_id", "month", "state"), ("receptions",)),
    "visit_month": (("office_id", "month", "month_before"), ("visits",)),
}


def _deltas() -> str:
    """Where deltas are appended, and the views in which they are added up."""
    made = ""
    for name, (keys, counts) in _ROLL_UPS.items():
        columns = ", ".join((*keys, *counts))
        both = f"(SELECT {columns} FROM {name}_folded UNION ALL SELECT {columns} FROM {name}_added) AS both_kinds"
        if name == "appeal_year":
            keys = keys[:-1]
            of_month = "COALESCE(SUM(appeals) FILTER (WHERE month = {n}), 0)::bigint AS m{n}"
            shown = ", ".join(of_month.format(n=n) for n in range(1, 13))
        else:
            shown = ", ".join(f"SUM({count})::bigint AS {count}" for count in counts)
        made += f"""
CREATE TABLE {name}_added (LIKE {name}_folded);
CREATE VIEW {name} AS SELECT {", ".join(keys)}, {shown} FROM {both} GROUP BY {", ".join(keys)};
"""
    return made


def _folding() -> str:
    """Folds the deltas; only rows that nobody touches any more are locked. One folds at a time, others go on."""
    steps = ""
    for name, (keys, counts) in _ROLL_UPS.items():
        summed = ", ".join(f"SUM({count})" for count in counts)
        added = ", ".join(f"{count} = {name}_folded.{count} + excluded.{count}" for count in counts)
        columns = ", ".join((*keys, *counts))
        steps += f"""
    WITH gone AS (DELETE FROM {name}_added RETURNING {columns})
        INSERT INTO {name}_folded ({columns}) SELECT {", ".join(keys)}, {summed} FROM gone GROUP BY {", ".join(keys)}
        ON CONFLICT ({", ".join(keys)}) DO UPDATE SET {added};
"""
    return f"""
CREATE FUNCTION fold_roll_up() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    IF NOT pg_try_advisory_xact_lock(1380143185) THEN RETURN; END IF;
    {steps}
END $$;
"""


def _rows(*columns: str, fired_by: str) -> str:
    """The rows that a statement wrote (+1) and took away (−1)."""
    chosen = ", ".join(columns)
    parts = [f"SELECT {chosen}, 1 AS sign FROM new_rows"] if fired_by != "DELETE" else []
    parts += [f"SELECT {chosen}, -1 AS sign FROM old_rows"] if fired_by != "INSERT" else []
    return " UNION ALL ".join(parts)


def _summed(name: str, rows: str) -> str:
    """Appends what the rows change in a roll-up; a change that cancels out appends nothing."""
    keys, counts = _ROLL_UPS[name]
    places = ", ".join(str(n + 1) for n in range(len(keys)))
    is_any = " OR ".join(f"SUM({count}) <> 0" for count in counts)
    summed = ", ".join(f"SUM({count})" for count in counts)
    return f"""
    INSERT INTO {name}_added ({", ".join((*keys, *counts))})
        SELECT {", ".join(keys)}, {summed} FROM ({rows}) AS changed GROUP BY {places} HAVING {is_any};
"""


def _count_appeals(fired_by: str) -> str:
    facets = ", ".join(f"('{facet}', {code})" for facet, code in _FACETS.items())
    in_facets = f"""
        SELECT one.office_id, EXTRACT(YEAR FROM one.received_on)::int AS year, f.facet, f.code,
            EXTRACT(MONTH FROM one.received_on)::int AS month, one.sign AS appeals
        FROM ({_rows("*", fired_by=fired_by)}) AS one CROSS JOIN LATERAL (VALUES {facets}) AS f (facet, code)
        WHERE NOT one.is_annulled"""
    measures = ", ".join(f"one.sign * {value} AS {name}" for name, value in _MEASURES.items())
    in_totals = f"""
        SELECT one.office_id, {_MONTH.format(day="one.received_on")} AS month, COALESCE(one.outcome, '') AS outcome,
            {measures}
        FROM ({_rows("*", fired_by=fired_by)}) AS one WHERE NOT one.is_annulled"""
    return _summed("appeal_year", in_facets) + _summed("appeal_month_total", in_totals)


def _changed(columns: Iterable[str], fired_by: str) -> str:
    """The rows whose columns a statement has changed, old and new."""
    chosen = ", ".join(columns)
    if fired_by != "UPDATE":
        return f"SELECT {chosen} FROM {'new_rows' if fired_by == 'INSERT' else 'old_rows'}"
    new, old = f"SELECT {chosen} FROM new_rows", f"SELECT {chosen} FROM old_rows"
    return f"({new} EXCEPT {old}) UNION ALL ({old} EXCEPT {new})"


_HELD = """
        PERFORM 1 FROM visitor WHERE id = ANY (people) ORDER BY id FOR NO KEY UPDATE;
"""
_LAST_VISIT = """
        UPDATE visitor SET last_visit_on = seen.day FROM (
            SELECT person AS id, GREATEST(
                (SELECT MAX(received_on) FROM appeal WHERE visitor_id = person AND NOT is_annulled),
                (SELECT MAX(starts_at)::date FROM appointment WHERE visitor_id = person AND state = 'done')) AS day
            FROM unnest(people) AS person) AS seen
        WHERE visitor.id = seen.id AND visitor.last_visit_on IS DISTINCT FROM seen.day;
"""
# All but the earliest of a visitor's question repeat it.
_REPEATED = """
        IF EXISTS (SELECT 1 FROM appeal AS one WHERE {wrong}) THEN
            UPDATE appeal AS one SET is_repeated = NOT one.is_repeated WHERE {wrong};
        END IF;
""".format(
    wrong="""one.visitor_id = ANY (people) AND one.is_repeated <> (
            NOT one.is_annulled AND EXISTS (SELECT 1 FROM appeal AS earlier WHERE earlier.visitor_id = one.visitor_id
            AND substr(earlier.topic, 1, 19) = substr(one.topic, 1, 19) AND NOT earlier.is_annulled
            AND (earlier.received_on, earlier.id) < (one.received_on, one.id)))"""
)


def _appeals(fired_by: str) -> str:
    changed = _changed(("id", "visitor_id", "topic", "received_on", "is_annulled"), fired_by)
    return f"""
    people := ARRAY(SELECT DISTINCT visitor_id FROM ({changed}) AS changed);
    IF cardinality(people) > 0 THEN {_HELD} END IF;
    {_count_appeals(fired_by)}
    IF cardinality(people) > 0 THEN {_LAST_VISIT} {_REPEATED} END IF;
"""


def _visits(fired_by: str) -> str:
    """The links between the visits of some people as they are now, less as they were before the statement."""
    month = _MONTH.format(day="starts_at")
    linked = f"""
            SELECT office_id, {month} AS month, COALESCE(LAG({month}) OVER (
                PARTITION BY office_id, visitor_id ORDER BY starts_at, id), 0) AS month_before, {{sign}} AS visits
            FROM ({{rows}}) AS one WHERE state = 'done'"""
    columns = "id, office_id, visitor_id, starts_at, state"
    now = f"SELECT {columns} FROM appointment WHERE visitor_id = ANY (people) AND state = 'done'"
    before = now if fired_by == "DELETE" else f"{now} AND id NOT IN (SELECT id FROM new_rows)"
    if fired_by != "INSERT":
        before += f" UNION ALL SELECT {columns} FROM old_rows WHERE visitor_id = ANY (people)"
    both = f"{linked.format(sign=1, rows=now)} UNION ALL {linked.format(sign=-1, rows=before)}"
    return _summed("visit_month", both)


def _appointments(fired_by: str) -> str:
    counted = f"""
        SELECT office_id, {_MONTH.format(day="starts_at")} AS month, state, sign AS receptions
        FROM ({_rows("office_id", "starts_at", "state", fired_by=fired_by)}) AS one
        WHERE state IN ('started', 'done', 'no-show')"""
    changed = _changed(("id", "office_id", "visitor_id", "starts_at", "state"), fired_by)
    return f"""
    people := ARRAY(SELECT DISTINCT visitor_id FROM ({changed}) AS changed WHERE state = 'done');
    {_summed("reception_month", counted)}
    IF cardinality(people) > 0 THEN {_HELD} {_visits(fired_by)} {_LAST_VISIT} END IF;
"""


def _triggers() -> str:
    made = ""
    seen = {"INSERT": ("new_rows",), "UPDATE": ("old_rows", "new_rows"), "DELETE": ("old_rows",)}
    past = {"INSERT": "written", "UPDATE": "changed", "DELETE": "deleted"}
    for table, body in (("appeal", _appeals), ("appointment", _appointments)):
        for event, names in seen.items():
            name = f"{table}_is_{past[event]}"
            referring = " ".join(f"{rows[:3].upper()} TABLE AS {rows}" for rows in names)
            made += f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE people bigint[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM {names[0]}) THEN RETURN NULL; END IF;
    {body(event)}
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {referring}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
    return made


_CATEGORY = """
CREATE FUNCTION category_follows_the_visitor() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE appeal SET category = NEW.category WHERE visitor_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER category_follows_the_visitor AFTER UPDATE OF category ON visitor FOR EACH ROW
    WHEN (OLD.category <> NEW.category) EXECUTE FUNCTION category_follows_the_visitor();
"""


def script() -> str:
    """What triggers keep as SQL, after the tables."""
    return _KEPT + _deltas() + _folding() + _triggers() + _CATEGORY
