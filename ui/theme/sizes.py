"""Measures of the screen in device-independent pixels, as the design gives them. Numbers only."""

from __future__ import annotations

STEP = 8
PAGE = 20  # margin of a page
CARD = 16  # padding of a card
GAP = 16  # between cards
FIELD = 36
BUTTON = 36
MAIN = 40  # the page's main button
ROW = 36  # a table's row
CHIP = 28
BADGE = 22
RADIUS = 6
CARD_RADIUS = 8
ICON = 18
KEY_CAP = 18
FOCUS = 2  # thickness of the focus border
