"""The alphabet of machine-readable zones and its place in the network's output."""

from __future__ import annotations

from collections.abc import Sequence

#: ICAO 9303-3 section 4.3: A to Z, 0 to 9 and the filler.
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
#: Output 0 is CTC's blank; character ``i`` of the alphabet is output ``i + 1``.
BLANK = 0
CLASSES = len(ALPHABET) + 1


def encode(text: str) -> list[int]:
    """The outputs that spell ``text``. Raises ``ValueError`` for a character outside the alphabet."""
    return [ALPHABET.index(character) + 1 for character in text]


def decode_greedily(outputs: Sequence[int]) -> str:
    """The text of the likeliest output of every step: repeats collapsed, blanks dropped."""
    text = []
    previous = BLANK
    for output in outputs:
        if output not in (BLANK, previous):
            text.append(ALPHABET[output - 1])
        previous = output
    return "".join(text)
