"""Finds Markdown in the text of a built page: meant as a list or a note, and seen as signs by its readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

ABOVE = "an empty line above it"
NONE = "words: this site's Markdown has no such thing"
AT_A_LINE = [
    (r"[-*+][ \t]+\S.*", ABOVE),
    (r"\|.*\|", ABOVE),
    (r"(?:#{1,6}|>)[ \t]+\S.*", ABOVE),
    (
        r"(?:!!!|\?\?\?\+?|===|///)(?=[ \t\w]).*",
        '!!! note "Title", ??? note "Title", === "Title" or /// html | div, at the margin',
    ),
    (r":[ \t]+\S.*", NONE),
    (r":{2,}[ \t]*\w.*", "::: derivation module.name"),
    (r"\*\[[^\]]+\]:.*", NONE),
    (r"\[[ xX]\][ \t].*", NONE),
    (r"\[!\w+\].*", NONE),
    (r"\[[^\]]+\]:[ \t].*", "[name]: address"),
    (r"\{:?[ \t]*[.#][\w-]+[^}]*\}", "attributes right behind what they are for"),
]
IN_A_LINE = [
    (r"~~\S[^~]*~~", NONE),
    (r"==\w[^=]*==", NONE),
    (r"(?<!\w)\+\+\w\S*\+\+", NONE),
    (r"\^\^\w[^^]*\^\^", NONE),
    (r"\{!\S[^}]*!\}", NONE),
    (r"\[[^\[\]]+\]\{:?[ \t]*[.#][\w-]+[^}]*\}", "an element of HTML, as <span class=…>"),
    (r"\{(?:\+\+|--|~~|==|>>)", NONE),
    (r"(?<![\w:]):[a-z][\w+-]*:(?![\w:])", NONE),
    (r":{3,}[ \t]*\w\S*", "::: derivation module.name, on a line of its own"),
    (r"\[\^[^\]\s]+\]", "[^name]: the note, on a line of its own"),
    (r"(?<!\w)\[[^\[\]]+\]\[[^\[\]]*\]", "[name]: address, on a line of its own"),
    (r"\]\([^)\s]+\)", "[words](address)"),
    (r"\*\*\w[^*]*\*\*|(?<![\w_])__\w[^_]*__(?![\w_])", "an empty line between HTML and Markdown"),
]
LEFT_OVER = [
    *((re.compile(rf"(?m)^[ \t]*({pattern})"), expected) for pattern, expected in AT_A_LINE),
    *((re.compile(f"({pattern})"), expected) for pattern, expected in IN_A_LINE),
]


def left_over(text: str) -> Iterator[tuple[str, str]]:
    """Yield what of the text is Markdown that was not read, and what was expected instead."""
    for pattern, expected in LEFT_OVER:
        for found in pattern.finditer(text):
            yield found[1].strip(), expected
