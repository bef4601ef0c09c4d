"""The course of an appeal in words: what each step of its timeline says, on the screen and on paper alike."""

from __future__ import annotations

from resources import formats
from resources.words import N_, translate

FIELD_WORDS = {
    "visitor_id": N_("visitor"),
    "topic": N_("topic"),
    "received_on": N_("date of registration"),
    "due_on": N_("due date"),
    "channel": N_("how it came"),
    "kind": N_("kind"),
    "district_id": N_("district"),
    "expert_id": N_("expert"),
    "summary": N_("summary"),
    "written": N_("written text"),
    "collective": N_("signers"),
    "is_oral_answer_accepted": N_("oral answer"),
    "appointment_id": N_("visit"),
}
_SENTENCES = {
    "registered": N_("Appeal registered."),
    "closed": N_("Appeal closed."),
    "annulled": N_("Registration annulled."),
    "restored": N_("Registration counts again."),
    "undone": N_("The last step was taken back."),
}
_WITH_TEXT = {
    "reopened": N_("Opened again: {why}"),
    "letter": N_("Reply No. {number} signed."),
    "letter-annulled": N_("Reply No. {number} annulled."),
}


def step_text(kind: str, text: str) -> str:
    """One step as a sentence in the current language."""
    if kind == "note" or (kind == "closed" and text):
        return text
    if kind == "changed":
        names = formats.joined(translate(FIELD_WORDS.get(name, name)) for name in text.split(","))
        return translate(N_("Mended: {fields}.")).format(fields=names)
    if kind in _WITH_TEXT:
        return translate(_WITH_TEXT[kind]).format(why=text, number=text)
    return translate(_SENTENCES.get(kind, kind))
