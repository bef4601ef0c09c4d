"""Schema 1, frozen: tables, indexes, the words of search, the month roll-up and the append-only audit."""

from __future__ import annotations


def _one_of(column: str, *codes: str) -> str:
    """For a CHECK: an IN with more than two codes would build a table of them for each row that is written."""
    return "CHECK (" + " OR ".join(f"{column} = '{code}'" for code in codes) + ")"


TABLES = f"""
CREATE TABLE office (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, phones TEXT NOT NULL, email TEXT NOT NULL,
    country TEXT NOT NULL, area_code TEXT NOT NULL, timezone TEXT NOT NULL, language TEXT NOT NULL,
    hours TEXT NOT NULL, slot_minutes INTEGER NOT NULL CHECK (slot_minutes >= 5), holidays TEXT NOT NULL,
    topics TEXT NOT NULL, deadline_days INTEGER NOT NULL CHECK (deadline_days > 0),
    deadline_weekend TEXT NOT NULL CHECK (deadline_weekend IN ('preceding', 'next')), is_sample INTEGER NOT NULL);
CREATE TABLE staff (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, name TEXT NOT NULL, name_key TEXT NOT NULL,
    position TEXT NOT NULL, role TEXT NOT NULL {_one_of("role", "head", "expert", "registrar")}, login TEXT,
    phone TEXT NOT NULL, receives INTEGER NOT NULL, topics TEXT NOT NULL, hours TEXT, slot_minutes INTEGER,
    is_active INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE UNIQUE INDEX staff_login ON staff (office_id, login) WHERE login IS NOT NULL;
CREATE TABLE absence (
    id INTEGER PRIMARY KEY, staff_id INTEGER NOT NULL REFERENCES staff, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
    why TEXT NOT NULL, CHECK (ends_at > starts_at));
CREATE INDEX absence_staff ON absence (staff_id, ends_at);
CREATE TABLE day_off (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, first TEXT NOT NULL, last TEXT NOT NULL,
    why TEXT NOT NULL, CHECK (last >= first));
CREATE TABLE extra_day (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, staff_id INTEGER REFERENCES staff,
    on_date TEXT NOT NULL, hours TEXT NOT NULL);
CREATE INDEX extra_day_date ON extra_day (office_id, on_date);
CREATE TABLE calendar_day (
    id INTEGER PRIMARY KEY, country TEXT NOT NULL, on_date TEXT NOT NULL, is_working INTEGER NOT NULL,
    name TEXT NOT NULL, UNIQUE (country, on_date));
CREATE TABLE district (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, name TEXT NOT NULL, name_key TEXT NOT NULL,
    place INTEGER NOT NULL, is_active INTEGER NOT NULL, UNIQUE (office_id, name_key));
CREATE TABLE executor (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, name TEXT NOT NULL, address TEXT NOT NULL,
    days INTEGER NOT NULL, is_active INTEGER NOT NULL);
CREATE TABLE topic (
    code TEXT PRIMARY KEY, level INTEGER NOT NULL, name TEXT NOT NULL, name_en TEXT, name_key TEXT NOT NULL,
    is_favourite INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE draft (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, staff_id INTEGER REFERENCES staff,
    key TEXT NOT NULL, content TEXT NOT NULL, saved_at TEXT NOT NULL, UNIQUE (office_id, key));
CREATE TABLE visitor (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, full_name TEXT NOT NULL, name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL, birth_date TEXT, birth_year INTEGER, gender TEXT CHECK (gender IN ('f', 'm')),
    name_dative TEXT NOT NULL, is_dative_by_hand INTEGER NOT NULL, is_gender_by_hand INTEGER NOT NULL,
    email TEXT NOT NULL, address TEXT NOT NULL, address_key TEXT NOT NULL, district_id INTEGER REFERENCES district,
    category TEXT NOT NULL, note TEXT NOT NULL, consent_on TEXT, phone_key TEXT NOT NULL, last_visit_on TEXT,
    version INTEGER NOT NULL, created_at TEXT NOT NULL);
CREATE INDEX visitor_name ON visitor (name_key);
CREATE INDEX visitor_sort ON visitor (sort_key, id);
CREATE INDEX visitor_last_visit ON visitor (last_visit_on, id);
CREATE INDEX visitor_address ON visitor (address_key);
CREATE TABLE visitor_phone (
    id INTEGER PRIMARY KEY, visitor_id INTEGER NOT NULL REFERENCES visitor ON DELETE CASCADE, typed TEXT NOT NULL,
    e164 TEXT, extension TEXT NOT NULL, place INTEGER NOT NULL);
CREATE INDEX visitor_phone_e164 ON visitor_phone (e164);
CREATE INDEX visitor_phone_visitor ON visitor_phone (visitor_id, place);
CREATE TABLE outreach_event (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, on_date TEXT NOT NULL,
    district_id INTEGER REFERENCES district, place TEXT NOT NULL, hours TEXT NOT NULL, slot_minutes INTEGER NOT NULL,
    experts TEXT NOT NULL, is_cancelled INTEGER NOT NULL, version INTEGER NOT NULL);
CREATE INDEX outreach_event_date ON outreach_event (office_id, on_date);
CREATE TABLE appointment (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, office_id INTEGER NOT NULL REFERENCES office,
    visitor_id INTEGER NOT NULL REFERENCES visitor, expert_id INTEGER NOT NULL REFERENCES staff,
    starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
    state TEXT NOT NULL {_one_of("state", "booked", "arrived", "started", "done", "no-show", "cancelled")},
    ticket TEXT, topic TEXT, summary TEXT NOT NULL, outreach_id INTEGER REFERENCES outreach_event,
    is_walk_in INTEGER NOT NULL, arrived_at TEXT, started_at TEXT, finished_at TEXT, cancel_reason TEXT NOT NULL,
    booked_by INTEGER REFERENCES staff, content_hash TEXT NOT NULL, version INTEGER NOT NULL, created_at TEXT NOT NULL,
    CHECK (ends_at > starts_at));
CREATE UNIQUE INDEX appointment_place ON appointment (expert_id, starts_at)
    WHERE is_walk_in = 0 AND state <> 'no-show' AND state <> 'cancelled';
CREATE INDEX appointment_expert ON appointment (expert_id, starts_at, ends_at);
CREATE INDEX appointment_day ON appointment (office_id, starts_at, state, visitor_id);
CREATE INDEX appointment_visitor ON appointment (visitor_id, starts_at, state);
CREATE TABLE call_note (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, at TEXT NOT NULL, text TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff);
CREATE INDEX call_note_at ON call_note (office_id, at);
CREATE TABLE appeal (
    id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, office_id INTEGER NOT NULL REFERENCES office,
    number TEXT NOT NULL, year INTEGER, serial INTEGER, visitor_id INTEGER NOT NULL REFERENCES visitor,
    received_on TEXT NOT NULL, due_on TEXT NOT NULL, closed_on TEXT, topic TEXT NOT NULL REFERENCES topic,
    channel TEXT NOT NULL {_one_of("channel", "personal", "outreach", "phone", "written", "email", "social", "portal")},
    kind TEXT NOT NULL {_one_of("kind", "proposal", "statement", "complaint", "oral")},
    district_id INTEGER REFERENCES district, expert_id INTEGER REFERENCES staff, summary TEXT NOT NULL,
    written TEXT NOT NULL, outcome TEXT {_one_of("outcome", "help", "advice", "forwarded", "declined")},
    result TEXT NOT NULL, amount INTEGER, collective INTEGER NOT NULL CHECK (collective >= 1),
    is_oral_answer_accepted INTEGER NOT NULL, appointment_id INTEGER REFERENCES appointment,
    is_annulled INTEGER NOT NULL, is_repeated INTEGER NOT NULL, category TEXT NOT NULL, content_hash TEXT NOT NULL,
    version INTEGER NOT NULL, created_at TEXT NOT NULL,
    CHECK ((outcome IS NULL) = (closed_on IS NULL)), UNIQUE (office_id, number));
CREATE UNIQUE INDEX appeal_serial ON appeal (office_id, year, serial) WHERE serial IS NOT NULL;
CREATE INDEX appeal_received ON appeal (office_id, received_on, number);
CREATE INDEX appeal_open ON appeal (office_id, due_on) WHERE outcome IS NULL AND is_annulled = 0;
CREATE INDEX appeal_question ON appeal (visitor_id, substr(topic, 1, 19), received_on, id);
CREATE INDEX appeal_visitor ON appeal (visitor_id, received_on);
CREATE INDEX appeal_appointment ON appeal (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE TABLE appeal_event (
    id INTEGER PRIMARY KEY, appeal_id INTEGER NOT NULL REFERENCES appeal, at TEXT NOT NULL,
    staff_id INTEGER REFERENCES staff, kind TEXT NOT NULL, text TEXT NOT NULL, outcome TEXT);
CREATE INDEX appeal_event_appeal ON appeal_event (appeal_id, at, id);
CREATE TABLE letter (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office, appeal_id INTEGER NOT NULL REFERENCES appeal,
    addressee TEXT NOT NULL, address TEXT NOT NULL, heading TEXT NOT NULL, salutation TEXT NOT NULL, body TEXT NOT NULL,
    enclosure TEXT NOT NULL, signer_id INTEGER REFERENCES staff, executor_id INTEGER REFERENCES staff,
    language TEXT NOT NULL, year INTEGER, serial INTEGER, signed_on TEXT, sheet TEXT,
    is_annulled INTEGER NOT NULL, version INTEGER NOT NULL, created_at TEXT NOT NULL,
    CHECK ((sheet IS NULL) = (signed_on IS NULL)));
CREATE UNIQUE INDEX letter_serial ON letter (office_id, year, serial) WHERE serial IS NOT NULL;
CREATE INDEX letter_appeal ON letter (appeal_id);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY, office_id INTEGER NOT NULL, at TEXT NOT NULL, actor_id INTEGER, actor_name TEXT NOT NULL,
    action TEXT NOT NULL, subject TEXT NOT NULL, subject_id INTEGER, details TEXT NOT NULL,
    previous_hash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
CREATE INDEX audit_subject ON audit (subject, subject_id);
CREATE TABLE appeal_month (
    office_id INTEGER NOT NULL, month INTEGER NOT NULL, facet TEXT NOT NULL, code TEXT NOT NULL, outcome TEXT NOT NULL,
    appeals INTEGER NOT NULL, PRIMARY KEY (office_id, month, facet, code, outcome)) WITHOUT ROWID;
CREATE TABLE appeal_month_total (
    office_id INTEGER NOT NULL, month INTEGER NOT NULL, outcome TEXT NOT NULL, appeals INTEGER NOT NULL,
    answered_late INTEGER NOT NULL, repeated INTEGER NOT NULL, collective INTEGER NOT NULL, closed INTEGER NOT NULL,
    days_to_answer INTEGER NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (office_id, month, outcome)) WITHOUT ROWID;
"""

AUDIT_GUARDS = """
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
"""

# The rowid of both indexes is the visitor's recency, so that ORDER BY rowid LIMIT 50 stops after 50 hits.
_DAY = "CAST(COALESCE(julianday({row}.last_visit_on), 0) AS INTEGER)"
_RANK = "-((" + _DAY + " << 32) | {row}.id)"


def _search() -> str:
    old, new = _RANK.format(row="OLD"), _RANK.format(row="NEW")
    remove = f"DELETE FROM visitor_words WHERE rowid = {old}; DELETE FROM visitor_digits WHERE rowid = {old};"
    add = (
        f"INSERT INTO visitor_words (rowid, words) VALUES ({new}, NEW.name_key);"
        f"INSERT INTO visitor_digits (rowid, digits) VALUES ({new}, NEW.phone_key);"
    )
    return f"""
CREATE VIRTUAL TABLE visitor_words USING fts5 (
    words, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', detail=none,
    tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE visitor_digits USING fts5 (
    digits, content='', contentless_delete=1, detail=full, tokenize='trigram');
CREATE TRIGGER visitor_is_found AFTER INSERT ON visitor BEGIN {add} END;
CREATE TRIGGER visitor_is_lost AFTER DELETE ON visitor BEGIN {remove} END;
CREATE TRIGGER visitor_is_found_again AFTER UPDATE OF name_key, phone_key, last_visit_on ON visitor
    WHEN OLD.name_key IS NOT NEW.name_key OR OLD.phone_key IS NOT NEW.phone_key
        OR OLD.last_visit_on IS NOT NEW.last_visit_on
    BEGIN {remove} {add} END;
"""


def _last_visit(row: str) -> str:
    return f"""
UPDATE visitor SET last_visit_on = (SELECT MAX(day) FROM (
        SELECT MAX(received_on) AS day FROM appeal WHERE visitor_id = {row}.visitor_id AND is_annulled = 0
        UNION ALL
        SELECT date(MAX(starts_at)) FROM appointment WHERE visitor_id = {row}.visitor_id AND state = 'done'))
    WHERE id = {row}.visitor_id;
"""


def _recency() -> str:
    return f"""
CREATE TRIGGER appointment_is_a_visit AFTER INSERT ON appointment WHEN NEW.state = 'done'
    BEGIN {_last_visit("NEW")} END;
CREATE TRIGGER appointment_was_a_visit AFTER DELETE ON appointment WHEN OLD.state = 'done'
    BEGIN {_last_visit("OLD")} END;
CREATE TRIGGER appointment_becomes_a_visit AFTER UPDATE OF state, starts_at, visitor_id ON appointment
    WHEN OLD.state = 'done' OR NEW.state = 'done' BEGIN {_last_visit("OLD")} {_last_visit("NEW")} END;
CREATE TRIGGER appeal_is_a_visit AFTER INSERT ON appeal BEGIN
    UPDATE visitor SET last_visit_on = NEW.received_on WHERE id = NEW.visitor_id AND NEW.is_annulled = 0
        AND (last_visit_on IS NULL OR last_visit_on < NEW.received_on);
END;
CREATE TRIGGER appeal_was_a_visit AFTER DELETE ON appeal BEGIN {_last_visit("OLD")} END;
CREATE TRIGGER appeal_moves_a_visit AFTER UPDATE OF received_on, visitor_id, is_annulled ON appeal
    BEGIN {_last_visit("OLD")} {_last_visit("NEW")} END;
"""


def _month(row: str, sign: int) -> str:
    """Adds (sign 1) or takes away (−1) one appeal in both roll-ups."""
    month = f"CAST(substr({row}.received_on, 1, 4) || substr({row}.received_on, 6, 2) AS INTEGER)"
    outcome = f"COALESCE({row}.outcome, '')"
    facets = {
        "topic": f"{row}.topic",
        "channel": f"{row}.channel",
        "kind": f"{row}.kind",
        "expert": f"COALESCE({row}.expert_id, '')",
        "category": f"{row}.category",
        "district": f"COALESCE({row}.district_id, '')",
        "district_subject": f"COALESCE({row}.district_id, '') || ':' || substr({row}.topic, 1, 9)",
    }
    rows = ", ".join(
        f"({row}.office_id, {month}, '{facet}', {code}, {outcome}, {sign})" for facet, code in facets.items()
    )
    days = f"CAST(julianday({row}.closed_on) - julianday({row}.received_on) AS INTEGER)"
    measures = ", ".join(
        f"{sign} * ({value})"
        for value in (
            "1",
            f"COALESCE({row}.closed_on > {row}.due_on, 0)",
            f"{row}.is_repeated",
            f"{row}.collective > 1",
            f"{row}.closed_on IS NOT NULL",
            f"COALESCE({days}, 0)",
            f"COALESCE({row}.amount, 0)",
        )
    )
    names = ("appeals", "answered_late", "repeated", "collective", "closed", "days_to_answer", "amount")
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in names)
    return f"""
INSERT INTO appeal_month (office_id, month, facet, code, outcome, appeals) VALUES {rows}
    ON CONFLICT (office_id, month, facet, code, outcome) DO UPDATE SET appeals = appeals + excluded.appeals;
INSERT INTO appeal_month_total (office_id, month, outcome, {", ".join(names)})
    VALUES ({row}.office_id, {month}, {outcome}, {measures})
    ON CONFLICT (office_id, month, outcome) DO UPDATE SET {added};
"""


def _repeated(row: str) -> str:
    """Marks again which appeals of the row's visitor and question are repeated: all but the earliest."""
    return f"""
UPDATE appeal SET is_repeated = NOT is_repeated
    WHERE visitor_id = {row}.visitor_id AND substr(topic, 1, 19) = substr({row}.topic, 1, 19)
    AND is_repeated <> (is_annulled = 0 AND EXISTS (
        SELECT 1 FROM appeal AS earlier WHERE earlier.visitor_id = appeal.visitor_id
        AND substr(earlier.topic, 1, 19) = substr(appeal.topic, 1, 19) AND earlier.is_annulled = 0
        AND (earlier.received_on, earlier.id) < (appeal.received_on, appeal.id)));
"""


def _roll_up() -> str:
    counted = (
        "office_id, received_on, due_on, closed_on, topic, channel, kind, expert_id, category, district_id, outcome, "
        "is_repeated, collective, amount, is_annulled"
    )
    return f"""
CREATE TRIGGER appeal_is_counted AFTER INSERT ON appeal WHEN NEW.is_annulled = 0 BEGIN {_month("NEW", 1)} END;
CREATE TRIGGER appeal_is_not_counted AFTER DELETE ON appeal WHEN OLD.is_annulled = 0 BEGIN {_month("OLD", -1)} END;
CREATE TRIGGER appeal_was_counted AFTER UPDATE OF {counted} ON appeal WHEN OLD.is_annulled = 0 BEGIN
    {_month("OLD", -1)} END;
CREATE TRIGGER appeal_is_counted_again AFTER UPDATE OF {counted} ON appeal WHEN NEW.is_annulled = 0 BEGIN
    {_month("NEW", 1)} END;
CREATE TRIGGER appeal_may_repeat AFTER INSERT ON appeal BEGIN {_repeated("NEW")} END;
CREATE TRIGGER appeal_may_have_been_first AFTER DELETE ON appeal BEGIN {_repeated("OLD")} END;
CREATE TRIGGER appeal_repeats_another AFTER UPDATE OF visitor_id, topic, received_on, is_annulled ON appeal
    BEGIN {_repeated("OLD")} {_repeated("NEW")} END;
CREATE TRIGGER category_follows_the_visitor AFTER UPDATE OF category ON visitor WHEN OLD.category <> NEW.category BEGIN
    UPDATE appeal SET category = NEW.category WHERE visitor_id = NEW.id;
END;
"""


def script() -> str:
    """The whole schema as SQL."""
    return TABLES + AUDIT_GUARDS + _search() + _recency() + _roll_up()
