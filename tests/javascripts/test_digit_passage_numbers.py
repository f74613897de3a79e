"""The figure of chapter 5 computes what `chainrule` computes, and each of its sentences is true."""

import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from chainrule import many_layers as python
from chainrule.datasets import digits
from chainrule.vectorization import log_softmax, softmax
from tests.javascripts.node import ROOT, call, near

MODULES = ROOT / "docs" / "assets" / "javascripts" / "many-layers"
MATHEMATICS, DESCRIBE, INK, STATE = (
    MODULES / f"{name}.js" for name in ("mathematics", "describe", "ink", "state")
)
CLOSE = 1e-12
ERRORS = 5, 4, 2, 0
"""Where those that are shown stand in what `backward` returns."""
Array = np.ndarray[Any, Any]


@cache
def trained() -> tuple[list[Any], Array, Array]:
    """Return the page's network, the test images and their digits."""
    random = np.random.RandomState(1)
    X, T, X_val, T_val, X_test, T_test = digits(random)
    layers = python.network(random, 64, 20, 20, 10)
    list(python.train(layers, X, T, X_val, T_val, 0.1, 43, 300))
    return layers, X_test, T_test.argmax(axis=1)


def given(layers: list[Any]) -> list[Any]:
    return [[w.tolist() for w in layer.parameters] for layer in layers]


def images() -> list[tuple[Array, int]]:
    """Return images and what is said to be right: of the test, white, black, and of noise."""
    _, X, t = trained()
    random = np.random.default_rng(5)
    chosen = [(X[n], int(t[n])) for n in (*range(12), 27, 52, 56)]
    others = [(X[n], int(random.integers(10))) for n in range(20, 30)]
    noise = [(random.integers(0, 17, 64).astype(float), int(random.integers(10))) for _ in range(10)]
    return [*chosen, *others, *noise, (np.zeros(64), 0), (np.full(64, 16.0), 1)]


def passed(image: Array, t: int) -> tuple[list[Array], float, list[Array]]:
    layers, _, _ = trained()
    outputs = python.forward(layers, image[np.newaxis])
    T = np.eye(10)[[t]]
    errors, _ = python.backward(layers, outputs, python.cross_entropy_error(outputs[-1], T))
    return outputs, python.cross_entropy(outputs[-1], T), errors


@cache
def passages() -> list[dict[str, Any]]:
    layers = given(trained()[0])
    return call(DESCRIBE, [("passageOf", [layers, image.tolist(), t]) for image, t in images()])


def test_a_passage_is_that_of_python_forward_and_back() -> None:
    for (image, t), found in zip(images(), passages(), strict=True):
        outputs, xi, errors = passed(image, t)
        for got, wanted in zip(
            (*found["hidden"], found["y"]), (outputs[2], outputs[4], softmax(outputs[5])), strict=True
        ):
            assert np.abs(np.array(got) - wanted[0]).max() <= CLOSE
        assert found["xi"] == pytest.approx(xi, abs=CLOSE)
        for got, n in zip(found["errors"], ERRORS, strict=True):
            assert np.abs(np.array(got) - errors[n][0]).max() <= CLOSE * max(1, np.abs(errors[n]).max())


def test_networks_of_other_sizes_and_large_sums_are_the_same() -> None:
    random = np.random.RandomState(3)
    layers = python.network(random, 5, 4, 7, 3, 2)
    x = random.randn(1, 5)
    outputs = python.forward(layers, x)
    delta = random.randn(1, 2)
    errors, _ = python.backward(layers, outputs, delta)
    found = call(
        MATHEMATICS,
        [
            ("forward", [given(layers), x[0].tolist()]),
            ("backward", [given(layers), [h[0].tolist() for h in outputs], delta[0].tolist()]),
        ],
    )
    for got, wanted in zip((*found[0], *found[1]), (*outputs, *errors), strict=True):
        assert np.abs(np.array(got) - wanted[0]).max() <= CLOSE
    z = [0.0, 1000.0, -1000.0, 999.0]
    soft, log = call(MATHEMATICS, [("softmax", [z]), ("logSoftmax", [z])])
    assert soft == pytest.approx(softmax(np.array([z]))[0].tolist(), abs=CLOSE)
    assert log == pytest.approx(log_softmax(np.array([z]))[0].tolist(), rel=CLOSE)


NUMBER = r"(−?[\d.]+(?:e−?\d+)?)"


def judge(said: str, s: int, image: Array, t: int) -> None:
    outputs, xi, errors = passed(image, t)
    y = softmax(outputs[5])[0]
    if s < 3:
        found = re.fullmatch(r"Hidden layer (\d): (\d+) of its 20 neurons are above one half\.", said)
        assert found
        assert int(found[1]) == s
        assert int(found[2]) == np.sum(outputs[2 * s] > 0.5)
        return
    empty = not image.any()
    assert said.startswith("Nothing is drawn. ") == empty
    rest = said.removeprefix("Nothing is drawn. ")
    if s == 3 or not empty:
        reads = "The network still answers:" if empty else "The network reads"
        found = re.match(rf"{reads} a (\d), with probability {NUMBER}[.;] ?", rest)
        assert found
        assert int(found[1]) == y.argmax()
        assert near(found[2], y.max())
        rest = rest[found.end() :]
    if s == 3:
        found = re.fullmatch(rf"its second choice is (\d), with {NUMBER}\.( Draw a digit\.)?", rest)
        assert found
        assert y[int(found[1])] == np.sort(y)[-2]
        assert near(found[2], np.sort(y)[-2])
        assert bool(found[3]) == empty
        return
    found = re.match(rf"(That is right|Right is (\d)|If (\d) were right): loss {NUMBER}\. ", rest)
    assert found
    assert (found[1] == "That is right") == (y.argmax() == t and not empty)
    assert {found[2], found[3]} <= {None, str(t)}
    assert bool(found[3]) == empty
    assert near(found[4], xi)
    rest = rest[found.end() :]
    if s == 4:
        assert rest == "The error of each digit is its probability, less one for the right digit."
        assert np.allclose(errors[5][0], y - np.eye(10)[t], atol=CLOSE)
    elif s < 7:
        found = re.fullmatch(
            rf"Back to hidden layer (\d): neuron (\d+) has the largest error, {NUMBER}: "
            r"more of it would (raise|lower) the loss\.",
            rest,
        )
        assert found
        layer = int(found[1])
        assert layer == 7 - s
        error = errors[2 * layer][0]
        value = error[int(found[2]) - 1]
        assert np.abs(value) == pytest.approx(np.abs(error).max(), rel=1e-9)
        assert near(found[3], value)
        layers, _, _ = trained()
        h = outputs[2 * layer].copy()
        h[0, int(found[2]) - 1] += 1e-5 / max(1, abs(value))
        moved = python.forward(layers[2 * layer :], h)[-1]
        change = python.cross_entropy(moved, np.eye(10)[[t]]) - xi
        assert (change > 0) == (found[4] == "raise")
    else:
        assert (
            rest == "A little more ink where it is orange would raise the loss; where it is purple, lower it."
        )


def test_each_sentence_is_true() -> None:
    calls = [("describe", [passage, s]) for passage in passages() for s in range(1, 8)]
    said = iter(call(DESCRIBE, calls))
    for image, t in images():
        for s in range(1, 8):
            judge(next(said), s, image, t)


def test_the_image_alone_needs_no_network_and_without_an_answer_one_is_asked_for() -> None:
    layers = given(trained()[0])
    (unknown,) = call(DESCRIBE, [("passageOf", [layers, images()[0][0].tolist(), -1])])
    assert unknown["errors"] == []
    first, waits, asks = call(
        DESCRIBE, [("describe", [None, 0]), ("describe", [None, 3]), ("describe", [unknown, 3])]
    )
    assert first.startswith("The image: 64 numbers, from 0 (white) to 16.")
    assert waits == "The network is being loaded."
    assert asks.endswith("What is right?")


def test_of_an_empty_image_it_says_so_and_asks_for_a_drawing() -> None:
    layers = given(trained()[0])
    (empty,) = call(DESCRIBE, [("passageOf", [layers, [0.0] * 64, -1])])
    first, hidden, output = call(DESCRIBE, [("describe", [empty, s]) for s in (0, 1, 3)])
    assert first == "The image is empty: 64 times 0. Draw a digit, then press Next: the network reads it."
    judge(hidden, 1, np.zeros(64), -1)
    judge(output, 3, np.zeros(64), 0)
    assert output.endswith("Draw a digit.")


def test_the_copied_code_prints_what_python_computes() -> None:
    image, t = images()[13]
    (code,) = call(DESCRIBE, [("asPython", [passages()[13]])])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    printed = dict(line.split(" = ") for line in done.stdout.splitlines())
    outputs, xi, errors = passed(image, t)
    y = softmax(outputs[5])
    assert printed.pop("answer") == str(y.argmax())
    sizes = [np.abs(errors[n]).max() for n in ERRORS]
    for (name, text), value in zip(printed.items(), (y.max(), xi, *sizes), strict=True):
        assert near(text, value), name


def test_an_image_is_kept_by_its_drawing_and_by_the_address() -> None:
    every = [image.astype(int).tolist() for image, _ in images()]
    dots = call(INK, [("dotsOf", [image]) for image in every])
    assert call(INK, [("imageOf", [each]) for each in dots]) == every
    rows = call(STATE, [("rowsOf", [image]) for image in every])
    assert call(STATE, [("imageIn", [each]) for each in rows]) == every
    assert max(value for each in rows for value in each.values()) == 17**8 - 1


def test_a_stroke_is_as_wide_as_those_of_the_data_and_the_eraser_takes_it_away() -> None:
    white = [0] * 32 * 32
    (drawn,) = call(INK, [("stroked", [white, [4, 1], [4, 7], 1])])
    (image,) = call(INK, [("imageOf", [drawn])])
    grid = np.reshape(image, (8, 8))
    assert grid[2:6].sum(axis=1).tolist() == [6 * 4] * 4  # dots wide, in each of four rows of dots
    assert grid[:, [0, 1, 2, 5, 6, 7]].max() == 0
    (erased,) = call(INK, [("stroked", [drawn, [4, 0], [4, 8], 0])])
    assert erased == white


STROKES: dict[int, list[list[tuple[float, float]]]] = {
    0: [[(4, 0.8), (2.4, 2), (2.2, 4), (2.4, 6), (4, 7.2), (5.4, 6), (5.6, 4), (5.4, 2), (4, 0.8)]],
    3: [[(2.2, 1), (5, 1), (5, 2.6), (3.8, 3.8), (5.2, 5), (5, 6.6), (3.6, 7.2), (2.2, 6.8)]],
    4: [[(4, 0.8), (2, 4.6), (6, 4.6)], [(4.8, 3), (4.4, 7.2)]],
    6: [[(4, 0.8), (2.6, 3), (2.3, 5.5), (3.6, 7.2), (5.4, 6.4), (5, 4.8), (2.6, 5)]],
}


def test_digits_drawn_with_its_pen_are_read() -> None:
    layers, _, _ = trained()
    for digit, strokes in STROKES.items():
        dots: list[int] = [0] * 32 * 32
        for stroke in strokes:
            for start, end in pairwise(stroke):
                (dots,) = call(INK, [("stroked", [dots, start, end, 1])])
        (image,) = call(INK, [("imageOf", [dots])])
        assert python.predict(layers, np.array([image], dtype=float)).tolist() == [digit]
