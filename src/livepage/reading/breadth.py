"""Estimates how wide a formula will be, from its MathML: paper does not scroll."""

from __future__ import annotations

from xml.etree.ElementTree import Element

ROOM = 46.0  # em of an equation across a page of A4
LEAST = 30  # per cent of its size to which an equation is made smaller
LETTER, SIGN, FENCE, COLUMN = 0.6, 1.35, 0.45, 0.8  # em, of a column the space around it
SCRIPT = 0.75  # the part of the size that a script has
FENCES = set("()[]{}|‖,.;:!'′")


def breadth(node: Element) -> float:
    """Return the width of MathML in em, a little too large rather than too small."""
    widths = [breadth(child) for child in node]
    if node.tag in ("mi", "mn", "mtext"):
        return LETTER * len(node.text or "")
    if node.tag == "mo":
        return FENCE if set(node.text or "") <= FENCES else SIGN
    if node.tag == "mspace":
        width = node.get("width", "0em")
        return float(width.removesuffix("em")) if width.endswith("em") else 0
    if node.tag in ("msub", "msup", "msubsup"):
        return widths[0] + SCRIPT * max(widths[1:])
    if node.tag in ("mfrac", "munder", "mover", "munderover"):
        return max(widths)
    if node.tag == "mtable":
        return _table(node)
    return sum(widths) + (LETTER if node.tag in ("msqrt", "mroot") else 0)


def _table(node: Element) -> float:
    rows = [[breadth(cell) for cell in row] for row in node]
    columns = max(map(len, rows), default=0)
    return sum(COLUMN + max(row[at] for row in rows if at < len(row)) for at in range(columns))


def print_class(math: Element) -> str:
    """Return the class that makes an equation fit a printed page: `print-70` is 70 per cent of its size.

    Examples:
        >>> from xml.etree.ElementTree import fromstring
        >>> print_class(fromstring("<math><mi>x</mi></math>"))
        ''
    """
    share = ROOM / max(breadth(math), 1)
    return f"print-{max(int(share * 10) * 10, LEAST)}" if share < 1 else ""
