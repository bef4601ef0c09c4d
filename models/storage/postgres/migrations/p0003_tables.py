"""Schema 3 on a server, frozen, the first one there: tables, indexes and constraints. Texts sort by code point, as in a
file; what is sorted as people do has a key made in Python.
"""

from __future__ import annotations

import re


def _one_of(column: str, *codes: str) -> str:
    return f"CHECK ({column} IN ({', '.join(repr(code) for code in codes)}))"


_TABLES = f"""
CREATE TABLE office (
    ID, name TEXT NOT NULL, address TEXT NOT NULL, phones TEXT NOT NULL, email TEXT NOT NULL,
    country TEXT NOT NULL, area_code TEXT NOT NULL, timezone TEXT NOT NULL, language TEXT NOT NULL,
    hours TEXT NOT NULL, slot_minutes INTEGER NOT NULL CHECK (slot_minutes >= 5), holidays TEXT NOT NULL,
    topics TEXT NOT NULL, deadline_days INTEGER NOT NULL CHECK (deadline_days > 0),
    deadline_weekend TEXT NOT NULL CHECK (deadline_weekend IN ('preceding', 'next')), is_sample BOOLEAN NOT NULL);
CREATE TABLE staff (
    ID, office_id BIGINT NOT NULL REFERENCES office, name TEXT NOT NULL, name_key TEXT NOT NULL,
    position TEXT NOT NULL, role TEXT NOT NULL {_one_of("role", "head", "expert", "registrar")}, login TEXT,
    phone TEXT NOT NULL, receives BOOLEAN NOT NULL, topics TEXT NOT NULL, hours TEXT, slot_minutes INTEGER,
    is_active BOOLEAN NOT NULL, place INTEGER NOT NULL);
CREATE UNIQUE INDEX staff_login ON staff (office_id, login) WHERE login IS NOT NULL;
CREATE TABLE absence (
    ID, staff_id BIGINT NOT NULL REFERENCES staff, starts_at TIMESTAMP NOT NULL, ends_at TIMESTAMP NOT NULL,
    why TEXT NOT NULL, CHECK (ends_at > starts_at));
CREATE INDEX absence_staff ON absence (staff_id, ends_at);
CREATE TABLE day_off (
    ID, office_id BIGINT NOT NULL REFERENCES office, first DATE NOT NULL, last DATE NOT NULL,
    why TEXT NOT NULL, CHECK (last >= first));
CREATE TABLE extra_day (
    ID, office_id BIGINT NOT NULL REFERENCES office, staff_id BIGINT REFERENCES staff,
    on_date DATE NOT NULL, hours TEXT NOT NULL);
CREATE INDEX extra_day_date ON extra_day (office_id, on_date);
CREATE TABLE calendar_day (
    ID, country TEXT NOT NULL, on_date DATE NOT NULL, is_working BOOLEAN NOT NULL,
    name TEXT NOT NULL, UNIQUE (country, on_date));
CREATE TABLE district (
    ID, office_id BIGINT NOT NULL REFERENCES office, name TEXT NOT NULL, name_key TEXT NOT NULL,
    place INTEGER NOT NULL, is_active BOOLEAN NOT NULL, UNIQUE (office_id, name_key));
CREATE TABLE executor (
    ID, office_id BIGINT NOT NULL REFERENCES office, name TEXT NOT NULL, address TEXT NOT NULL,
    days INTEGER NOT NULL, is_active BOOLEAN NOT NULL);
CREATE TABLE topic (
    code TEXT PRIMARY KEY, level INTEGER NOT NULL, name TEXT NOT NULL, name_en TEXT, name_key TEXT NOT NULL,
    is_favourite BOOLEAN NOT NULL);
CREATE TABLE draft (
    ID, office_id BIGINT NOT NULL REFERENCES office, staff_id BIGINT REFERENCES staff,
    key TEXT NOT NULL, content TEXT NOT NULL, saved_at TIMESTAMP NOT NULL, UNIQUE (office_id, key));
CREATE TABLE visitor (
    ID, uuid TEXT NOT NULL UNIQUE, full_name TEXT NOT NULL, name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL, birth_date DATE, birth_year INTEGER, gender TEXT CHECK (gender IN ('f', 'm')),
    name_dative TEXT NOT NULL, is_dative_by_hand BOOLEAN NOT NULL, is_gender_by_hand BOOLEAN NOT NULL,
    email TEXT NOT NULL, address TEXT NOT NULL, address_key TEXT NOT NULL, district_id BIGINT REFERENCES district,
    category TEXT NOT NULL, note TEXT NOT NULL, consent_on DATE, phone_key TEXT NOT NULL, last_visit_on DATE,
    version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL);
CREATE INDEX visitor_name ON visitor (name_key);
CREATE INDEX visitor_sort ON visitor (sort_key, id);
CREATE INDEX visitor_last_visit ON visitor (last_visit_on DESC NULLS LAST, id DESC);
CREATE INDEX visitor_address ON visitor (address_key);
CREATE TABLE visitor_phone (
    ID, visitor_id BIGINT NOT NULL REFERENCES visitor ON DELETE CASCADE, typed TEXT NOT NULL,
    e164 TEXT, extension TEXT NOT NULL, place INTEGER NOT NULL);
CREATE INDEX visitor_phone_e164 ON visitor_phone (e164);
CREATE INDEX visitor_phone_visitor ON visitor_phone (visitor_id, place);
CREATE TABLE outreach_event (
    ID, office_id BIGINT NOT NULL REFERENCES office, on_date DATE NOT NULL,
    district_id BIGINT REFERENCES district, place TEXT NOT NULL, hours TEXT NOT NULL, slot_minutes INTEGER NOT NULL,
    experts TEXT NOT NULL, is_cancelled BOOLEAN NOT NULL, version INTEGER NOT NULL);
CREATE INDEX outreach_event_date ON outreach_event (office_id, on_date);
CREATE TABLE appointment (
    ID, uuid TEXT NOT NULL UNIQUE, office_id BIGINT NOT NULL REFERENCES office,
    visitor_id BIGINT NOT NULL REFERENCES visitor, expert_id BIGINT NOT NULL REFERENCES staff,
    starts_at TIMESTAMP NOT NULL, ends_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL {_one_of("state", "booked", "arrived", "started", "done", "no-show", "cancelled")},
    ticket TEXT, topic TEXT, summary TEXT NOT NULL, outreach_id BIGINT REFERENCES outreach_event,
    is_walk_in BOOLEAN NOT NULL, arrived_at TIMESTAMP, started_at TIMESTAMP, finished_at TIMESTAMP,
    cancel_reason TEXT NOT NULL, booked_by BIGINT REFERENCES staff, content_hash TEXT NOT NULL,
    version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL,
    CHECK (ends_at > starts_at),
    CONSTRAINT appointment_time EXCLUDE USING gist (expert_id WITH =, tsrange(starts_at, ends_at) WITH &&)
        WHERE (NOT is_walk_in AND state <> 'no-show' AND state <> 'cancelled'));
CREATE INDEX appointment_expert ON appointment (expert_id, starts_at, ends_at);
CREATE INDEX appointment_day ON appointment (office_id, starts_at, state, visitor_id);
CREATE INDEX appointment_visitor ON appointment (visitor_id, starts_at, state);
CREATE TABLE call_note (
    ID, office_id BIGINT NOT NULL REFERENCES office, at TIMESTAMP NOT NULL, text TEXT NOT NULL,
    staff_id BIGINT REFERENCES staff);
CREATE INDEX call_note_at ON call_note (office_id, at);
CREATE TABLE appeal (
    ID, uuid TEXT NOT NULL UNIQUE, office_id BIGINT NOT NULL REFERENCES office,
    number TEXT NOT NULL, year INTEGER, serial INTEGER, visitor_id BIGINT NOT NULL REFERENCES visitor,
    received_on DATE NOT NULL, due_on DATE NOT NULL, closed_on DATE, topic TEXT NOT NULL REFERENCES topic,
    channel TEXT NOT NULL {_one_of("channel", "personal", "outreach", "phone", "written", "email", "social", "portal")},
    kind TEXT NOT NULL {_one_of("kind", "proposal", "statement", "complaint", "oral")},
    district_id BIGINT REFERENCES district, expert_id BIGINT REFERENCES staff, summary TEXT NOT NULL,
    written TEXT NOT NULL, outcome TEXT {_one_of("outcome", "help", "advice", "forwarded", "declined")},
    result TEXT NOT NULL, amount BIGINT, collective INTEGER NOT NULL CHECK (collective >= 1),
    is_oral_answer_accepted BOOLEAN NOT NULL, appointment_id BIGINT REFERENCES appointment,
    is_annulled BOOLEAN NOT NULL, is_repeated BOOLEAN NOT NULL, category TEXT NOT NULL, content_hash TEXT NOT NULL,
    version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL,
    CHECK ((outcome IS NULL) = (closed_on IS NULL)), UNIQUE (office_id, number));
CREATE UNIQUE INDEX appeal_serial ON appeal (office_id, year, serial) WHERE serial IS NOT NULL;
CREATE INDEX appeal_received ON appeal (office_id, received_on, number) WHERE NOT is_annulled;
CREATE INDEX appeal_open ON appeal (office_id, due_on, received_on) WHERE outcome IS NULL AND NOT is_annulled;
CREATE INDEX appeal_question ON appeal (visitor_id, substr(topic, 1, 19), received_on, is_annulled, outcome);
CREATE INDEX appeal_closed ON appeal (office_id, closed_on, outcome, is_annulled) WHERE closed_on IS NOT NULL;
CREATE INDEX appeal_appointment ON appeal (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE TABLE appeal_event (
    ID, appeal_id BIGINT NOT NULL REFERENCES appeal, at TIMESTAMP NOT NULL,
    staff_id BIGINT REFERENCES staff, kind TEXT NOT NULL, text TEXT NOT NULL, outcome TEXT);
CREATE INDEX appeal_event_appeal ON appeal_event (appeal_id, at, id);
CREATE TABLE letter (
    ID, office_id BIGINT NOT NULL REFERENCES office, appeal_id BIGINT NOT NULL REFERENCES appeal,
    addressee TEXT NOT NULL, address TEXT NOT NULL, heading TEXT NOT NULL, salutation TEXT NOT NULL, body TEXT NOT NULL,
    enclosure TEXT NOT NULL, signer_id BIGINT REFERENCES staff, executor_id BIGINT REFERENCES staff,
    language TEXT NOT NULL, year INTEGER, serial INTEGER, signed_on DATE, sheet TEXT,
    is_annulled BOOLEAN NOT NULL, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL,
    CHECK ((sheet IS NULL) = (signed_on IS NULL)));
CREATE UNIQUE INDEX letter_serial ON letter (office_id, year, serial) WHERE serial IS NOT NULL;
CREATE INDEX letter_appeal ON letter (appeal_id);
CREATE TABLE audit (
    ID, office_id BIGINT NOT NULL, at TIMESTAMP NOT NULL, actor_id BIGINT, actor_name TEXT NOT NULL,
    action TEXT NOT NULL, subject TEXT NOT NULL, subject_id BIGINT, details TEXT NOT NULL,
    previous_hash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
CREATE INDEX audit_subject ON audit (subject, subject_id);
CREATE INDEX audit_office ON audit (office_id, id);
"""

_AUDIT_GUARDS = """
CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
"""

# Every keystroke reads these indexes, few write to them: nothing waits in a list beside them. A word of more letters is
# cut: an entry of the index takes 2 KB. Who searches for longer ones checks the rest himself.
_SEARCH = """
CREATE FUNCTION words_of(name_key text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY(
        SELECT left(word, 40) FROM unnest(string_to_array(name_key, ' ')) AS word WHERE word <> '')) $$;
CREATE INDEX visitor_words ON visitor USING gin (words_of(name_key)) WITH (fastupdate = off);
CREATE INDEX visitor_digits ON visitor USING gin (phone_key gin_trgm_ops) WITH (fastupdate = off);
"""

# A function of the files' engine that our statements use: days, of which only differences are asked for.
_FUNCTIONS = """
CREATE FUNCTION julianday(day date) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT day - DATE '0001-01-01' $$;
CREATE FUNCTION julianday(moment timestamp) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT EXTRACT(EPOCH FROM moment)::double precision / 86400 $$;
"""


def script() -> str:
    """The tables as SQL, for an empty schema."""
    tables = re.sub(r"\bID,", "id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,", _TABLES)
    return re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', tables) + _AUDIT_GUARDS + _SEARCH + _FUNCTIONS
