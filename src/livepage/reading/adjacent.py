"""What a reader sees directly beside a value, across emphasis, links, comments and elements within a line.

`prose` asks whether that makes another number or word of what its comment ties.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
ELEMENTS = "a|abbr|b|bdi|big|code|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|var"
MARKUP = rf"(?:[*_{INVISIBLE}]|<!--(?:(?!-->).)*-->|</?(?:{ELEMENTS})(?:\s[^<>]*)?>)"
BEFORE = re.compile(rf"(?:{MARKUP}|[\[`$])+\Z", re.DOTALL)
BEHIND = re.compile(rf"{MARKUP}*", re.DOTALL)
SIGN = re.compile(r"(?:^|[^\w.)\]>])(?:[-−+‐‑‒–﹣－]|&(?:minus|[nm]dash);)\Z")
EXPONENT = re.compile(r"[eE][-−+]?\d")
FAR = 200  # signs within which markup before a value is looked for


def is_part(text: str, start: int, end: int, behind: int) -> bool:
    """Say whether what is shown at `text[start:end]`, tied by a comment up to `behind`, is a part of more."""
    before = text[max(start - FAR, text.rfind("\n", 0, start) + 1, 0) : start]
    markup = BEFORE.search(before)
    outside = before[: markup.start()] if markup else before
    after = BEHIND.match(text, behind)
    rest = text[after.end() if after else behind :][:4]
    if unicodedata.category(rest[:1] or " ").startswith("M"):
        return True
    if any(letter.isdigit() for letter in text[start:end]):
        return bool(EXPONENT.match(rest)) or (markup is not None and bool(SIGN.search(outside)))
    return rest[:1].isalpha() or outside[-1:].isalnum()
