"""Printed text: words exactly, numbers to the printed precision, whatever the version of NumPy pads."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livepage.checking.printed import same_text


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("0.52", "0.5194110"),
        ("0.5", "np.float64(0.5)"),
        ("np.float64(0.5)", "0.5"),
        ("3 True", "np.int64(3) np.True_"),
        ("nan inf -inf", "np.float64(nan) np.float32(inf) np.float64(-inf)"),
        ("(1+2j)", "np.complex128(1+2j)"),
        ("'a'", "np.str_('a')"),
        ("[1. 2.]", "[ 1.  2.]"),
        ("[ True False]", "[True False]"),
        ("[1.+2.j nan]", "[ 1.+2.j  nan]"),
        ("[[1 2]\n ...\n [3 4]]", "[[ 1  2]\n ...\n [ 3  4]]"),
        ("x in [0, 1)\n[1. 2.]", "x in [0, 1)\n[ 1.  2.]"),
        ("[[1. 2.]\n [3. 4.]]", "[[ 1.  2.]\n [ 3.  4.]]"),
        ("array([1., 2.])", "array([ 1.,  2.])"),
        ("[1.e-05 2.e+00]", "[1.0e-05 2.0e+00]"),
        ("1e-05", "1.04e-05"),
        ("1E-5", "1e-05"),
        ("-0.00", "-0.0000012"),
        ("1.50", "1.5"),
        ("a 1\nb 2\n\n", "a 1  \nb 2\n"),
        ("loss: 0.52, w=1.12", "loss: 0.5194, w=1.1231"),
        ("1e400", "1e400"),
        ("2024-01-05", "2024-01-05"),
        ("[1,2]", "[1,2]"),
        ("12345678901234567890123456789012.5", "12345678901234567890123456789012.49"),
    ],
)
def test_same(page: str, printed: str) -> None:
    assert same_text(page, printed)


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("0.51", "0.5194110"),
        ("0.53", "0.5194110"),
        ("0.520", "0.5194110"),
        ("0.52", "0.5"),
        ("0.4", "0.5"),
        ("-0.", "0."),
        ("0.0", "-0.0"),
        ("0.00", "-0.0000012"),
        ("[0. 1.]", "[-0.  1.]"),
        ("1", "1.2"),
        ("10", "1"),
        ("0.5", "-0.5"),
        ("np.float64(0.6)", "0.5"),
        ("np.float65(0.5)", "np.float64(0.5)"),
        ("[1. 2.]", "[1. 2. 3.]"),
        ("[1. 2.]", "[1. 3.]"),
        ("[1. 2.\n 3.]", "[1. 2. 3.]"),
        ("[12]", "[1 2]"),
        ("1.1e-05", "1.04e-05"),
        ("2e-05", "1.04e-05"),
        ("1e-04", "1e-05"),
        ("[0, 1)\na     b", "[0, 1)\na b"),
        ("(0, 1]\n[2, 3)\na  b ]", "(0, 1]\n[2, 3)\na b ]"),
        ("['a b']", "['a  b']"),
        ("[a  b]", "[a b]"),
        ("[1 2] and  3", "[1 2] and 3"),
        ("nan", "inf"),
        ("nan", "0.5"),
        ("inf", "-inf"),
        ("True", "False"),
        ("all right", "all wrong"),
        ("All", "all"),
        ("ab", "a b"),
        ("a  b", "a b"),
        ("a\nb", "a b"),
        ("a b\nc", "a\nb c"),
        ("a", "a."),
        ("a\n", "a\nb\n"),
        ("x1", "x2"),
        ("1.12.3", "1.12.4"),
        ("20it", "21it"),
        ("", "a"),
        ("0.50", "1e60"),
        ("2024-1-5", "2024-01-05"),
        ("1,0", "1,000"),
        ("7", "007"),
        ("12:05", "12:5"),
        ("[1,2]", "[1, 2]"),
        ("１２", "12"),
        ("٣", "3"),
        ("1", "+1"),
        ("+0.5", "0.5"),
        ("2.0", "2"),
        ("2", "2.0"),
        ("[1.0, 2.00]", "[1, 2]"),
        ("[1. 2.]", "[1 2]"),
        ("10000000000000000", "1e16"),
    ],
)
def test_different(page: str, printed: str) -> None:
    assert not same_text(page, printed)


@given(st.floats(-1e200, 1e200), st.integers(1, 9))
def test_a_number_holds_to_its_last_digit_and_not_one_off(value: float, digits: int) -> None:
    shown = f"{value:.{digits}e}"
    mantissa, exponent = shown.split("e")
    one_off = f"{int(mantissa.replace('.', '')) + 1}e{int(exponent) - digits}"
    assert same_text(shown, f"{value:.20e}")
    assert not same_text(one_off, f"{value:.20e}")


@given(st.lists(st.integers(-8000, 8000), min_size=1, max_size=4), st.integers(0, 30), st.integers(1, 9))
def test_one_changed_digit_of_an_array_is_seen(eighths: list[int], place: int, change: int) -> None:
    printed = str(np.array(eighths) / 8)
    digits = [at for at, sign in enumerate(printed) if sign.isdigit()]
    at = digits[place % len(digits)]
    changed = printed[:at] + str((int(printed[at]) + change) % 10) + printed[at + 1 :]
    assert not same_text(changed, printed)


@given(st.text())
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert same_text(text, text)
