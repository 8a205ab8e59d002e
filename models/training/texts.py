"""Texts of synthetic lines: the structure of every ICAO 9303 format, and text without structure.

Nobody's data is in them. Two thirds have the structure of a document's lines; the rest is random over the
whole alphabet, over letters, or over digits, so that the network reads characters and not a language.
"""

from __future__ import annotations

import random

from alphabet import ALPHABET

LETTERS = ALPHABET[:26]
DIGITS = ALPHABET[26:36]
#: Letters of European names, about as often as they come there, with the rare ones still present.
NAME_LETTERS = "AAAAEEEEIIIOOOUUNNRRTTSSLLDDMMKKHHBBCCFFGGPPVVWWYYZZJJQQXX"
#: Characters a line: TD1; TD2 and MRV-B; TD3 and MRV-A, which are the most common documents.
LENGTHS = (30, 36, 44, 44)
CODES = ("P<", "PM", "PA", "PC", "V<", "VC", "I<", "ID", "AR", "IR", "P<", "P<")
CARD_CODES = ("I<", "ID", "AR", "C1", "IR", "A3")


def mrz_line(rng: random.Random) -> str:
    """One line, or now and then a part of one: bands are cut badly, too."""
    length = rng.choice(LENGTHS)
    kind = rng.random()
    if kind < 0.3:
        text = _name_line(rng, length)
    elif kind < 0.55:
        text = _card_line(rng) if length == 30 else _data_line(rng, length)
    elif kind < 0.65:
        text = _french_line(rng)
        length = 36
    elif kind < 0.8:
        text = _random(rng, ALPHABET, length)
    elif kind < 0.9:
        text = _random(rng, LETTERS + "<<<<", length)
    else:
        text = _random(rng, DIGITS * 2 + "<<", length)
    text = text[:length].ljust(length, "<")
    if rng.random() < 0.15:
        start = rng.randint(0, length - 12)
        return text[start : rng.randint(start + 8, length)]
    return text


def _random(rng: random.Random, characters: str, length: int) -> str:
    return "".join(rng.choice(characters) for _ in range(length))


def _name(rng: random.Random, longest: int) -> str:
    return _random(rng, NAME_LETTERS, rng.randint(2, longest))


def _names(rng: random.Random) -> str:
    surnames = "<".join(_name(rng, 11) for _ in range(rng.choice((1, 1, 2))))
    given = "<".join(_name(rng, 9) for _ in range(rng.choice((1, 1, 2, 3))))
    return f"{surnames}<<{given}"


def _state(rng: random.Random) -> str:
    """Three letters, or Germany's one."""
    return rng.choice((_random(rng, LETTERS, 3), rng.choice(LETTERS) + "<<"))


def _name_line(rng: random.Random, length: int) -> str:
    start = "" if length == 30 else rng.choice(CODES) + _random(rng, LETTERS, 3)
    return start + _names(rng)


def _number(rng: random.Random) -> str:
    text = _random(rng, DIGITS * 3 + LETTERS, rng.randint(6, 9))
    return text.ljust(9, "<") + rng.choice(DIGITS)


def _dates(rng: random.Random) -> str:
    """Birth and expiry, each with a check digit that need not agree, and the sex between them."""
    return _random(rng, DIGITS, 7) + rng.choice("MF<") + _random(rng, DIGITS, 7)


def _data_line(rng: random.Random, length: int) -> str:
    """Second line of TD2, TD3 and visas."""
    optional = _random(rng, DIGITS * 3 + LETTERS + "<", rng.randint(0, 14))
    text = (_number(rng) + _state(rng) + _dates(rng) + optional).ljust(length - 2, "<")
    return text[: length - 2] + rng.choice("<" + DIGITS) + rng.choice(DIGITS)


def _card_line(rng: random.Random) -> str:
    """First or second line of TD1."""
    if rng.random() < 0.5:
        optional = _random(rng, DIGITS * 3 + LETTERS + "<<<", rng.randint(0, 15))
        return rng.choice(CARD_CODES) + _state(rng) + _number(rng) + optional
    optional = _random(rng, DIGITS + "<", rng.randint(0, 11)).ljust(11, "<")
    return _dates(rng) + _state(rng) + optional + rng.choice(DIGITS)


def _french_line(rng: random.Random) -> str:
    """Either line of the national identity card that France issued until 2021."""
    if rng.random() < 0.5:
        return "IDFRA" + _name(rng, 25).ljust(25, "<") + _random(rng, DIGITS + "<", 6)
    given = _name(rng, 9) + "<<" + _name(rng, 9)
    return (
        _random(rng, DIGITS, 13)
        + given[:14].ljust(14, "<")
        + _random(rng, DIGITS, 7)
        + rng.choice("MF")
        + rng.choice(DIGITS)
    )
