"""The words for an appeal's channel, kind and outcome, marked for translation; the codes are those of the storage."""

from __future__ import annotations

from resources.words import N_

# They answer "how did it come?" and stand after a colon or in a column: small letters.
CHANNELS = {
    "personal": N_("at a personal reception"),
    "outreach": N_("at an outreach reception"),
    "phone": N_("by phone"),
    "written": N_("in writing"),
    "email": N_("by e-mail"),
    "social": N_("on a social network"),
    "portal": N_("through the portal"),
}

KINDS = {
    "proposal": N_("proposal"),
    "statement": N_("statement"),
    "complaint": N_("complaint"),
    "oral": N_("oral appeal"),
}

# An open appeal has no outcome yet; lists and reports call it "open".
OUTCOMES = {
    "help": N_("help given"),
    "advice": N_("advice only"),
    "forwarded": N_("forwarded"),
    "declined": N_("declined"),
    "open": N_("in progress"),
}
