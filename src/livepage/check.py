"""Says of each claim whether it holds, given what the page did when it ran."""

from __future__ import annotations

import difflib
import re
from decimal import ROUND_HALF_EVEN, Decimal

from livepage.claims import Claim, Code, Fault, Output, Value
from livepage.page import Page
from livepage.run import Results

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
TOKEN = re.compile(rf"(?P<number>(?<![\w.]){NUMBER.pattern}(?!\w|\.\d))|(?P<word>[^\W\d]\w*)|(?P<sign>\S)")
SCALAR = re.compile(
    rf"\bnp\.(?:float|int|complex)\d+\((?P<number>{NUMBER.pattern})\)|\bnp\.(?P<truth>True|False)_\b"
)


def check(page: Page, results: Results) -> list[Fault]:
    """Return all faults of the page, in the order of its lines."""
    faults = [*page.faults, *filter(None, (check_claim(page, results, claim) for claim in page.claims))]
    return sorted(faults, key=lambda fault: fault.line)


def check_claim(page: Page, results: Results, claim: Claim) -> Fault | None:
    """Return what is wrong with the claim, or nothing. A claim that was not run is neither true nor false."""
    if claim in results.not_run:
        return None
    if claim in results.faults:
        return results.faults[claim]
    if isinstance(claim, Code):
        return _unshown(page, results, claim)
    if isinstance(claim, Output):
        return _output(page, results, claim)
    if isinstance(claim, Value):
        return _value(page, results, claim)
    return None


def printer_of(page: Page, output: Output) -> Code | None:
    """Return the code whose printing the output shows: the nearest above it."""
    before = [claim for claim in page.claims if isinstance(claim, Code) and claim.start < output.start]
    return before[-1] if before else None


def same_text(expected: str, got: str) -> bool:
    """Compare two printed texts: words exactly, numbers to the precision that `expected` states."""
    left, right = (list(TOKEN.finditer(_plain(text))) for text in (expected, got))
    if len(left) != len(right) or len(expected.rstrip().split("\n")) != len(got.rstrip().split("\n")):
        return False
    return all(_same_token(*pair) for pair in zip(left, right, strict=True))


def same_value(shown: str, computed: str) -> bool:
    """Compare a number or word of the prose with its expression; a minus sign may be typographic."""
    return shown.replace("−", "-") == computed.replace("−", "-")


def _output(page: Page, results: Results, claim: Output) -> Fault | None:
    code = printer_of(page, claim)
    if code is None:
        return Fault(
            page.path, claim.line, "an output with no code above it", "a Python block that prints this"
        )
    outputs = [
        other for other in page.claims if isinstance(other, Output) and printer_of(page, other) == code
    ]
    if outputs[0] != claim:
        return Fault(
            page.path,
            claim.line,
            f"a second output of the code at line {code.line}",
            "one output for each code",
        )
    printed = results.printed.get(code, "")
    if same_text(claim.body, printed):
        return None
    first = _first_difference(claim.body, printed)
    diff = "\n".join(
        difflib.unified_diff(
            claim.body.splitlines(),
            printed.splitlines(),
            "the page",
            f"printed by line {code.line}",
            lineterm="",
        )
    )
    return Fault(
        page.path, claim.line + 1 + first, f"this is not what the code at line {code.line} prints\n{diff}"
    )


def _first_difference(expected: str, got: str) -> int:
    pairs = zip(expected.splitlines(), got.splitlines(), strict=False)
    rows = [row for row, pair in enumerate(pairs) if not same_text(*pair)]
    return rows[0] if rows else min(len(expected.splitlines()), len(got.splitlines()))


def _unshown(page: Page, results: Results, claim: Code) -> Fault | None:
    shown = any(printer_of(page, output) == claim for output in page.claims if isinstance(output, Output))
    if shown or not results.printed.get(claim):
        return None
    return Fault(
        page.path,
        claim.line,
        "this code prints, and no text fence below it shows what",
        "a text fence",
        results.printed[claim].rstrip(),
    )


def _value(page: Page, results: Results, claim: Value) -> Fault | None:
    computed = results.values.get(claim, "")
    if same_value(claim.shown, computed):
        return None
    return Fault(
        page.path, claim.line, f"{claim.shown} is not {claim.template}", expected=computed, got=claim.shown
    )


def _plain(text: str) -> str:
    """Write NumPy's scalars as numbers: how it prints them has changed between its versions."""
    return SCALAR.sub(lambda match: match["number"] or match["truth"], text)


def _same_token(expected: re.Match[str], got: re.Match[str]) -> bool:
    if expected.lastgroup != got.lastgroup:
        return False
    if expected.lastgroup != "number":
        return expected[0] == got[0]
    return _same_number(Decimal(expected[0]), Decimal(got[0]))


def _same_number(expected: Decimal, got: Decimal) -> bool:
    """Compare to the last digit of `expected`, which may have no more digits than `got`."""
    exponent = expected.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= 0:
        return expected == got
    got_exponent = got.as_tuple().exponent
    if isinstance(got_exponent, int) and got_exponent > exponent and expected != got:
        return False
    return got.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_EVEN) == expected
