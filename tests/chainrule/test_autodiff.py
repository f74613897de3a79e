"""The engine against the chapter's gradients, against autograd on random expressions, and bad input."""

from typing import Any

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainrule import autodiff
from chainrule.autodiff import Variable, exp, gradients, log, summed, total
from livepage.running.embed import embedded_source
from tests.chainrule.test_many_layers import parameters_of, slopes, small


def cost(X: Any, T: Any, *parameters: Any) -> Variable:
    H = X
    for W, b in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
        H = 1 / (1 + exp(-(H @ W + b)))
    Z = H @ parameters[-2] + parameters[-1]
    return total(log(total(exp(Z), axis=1)) - total(T * Z, axis=1)) / len(T)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_it_gives_the_gradients_of_the_chapter(seed: int) -> None:
    X, T, layers = small(seed)
    found = gradients(lambda *w: cost(X, T, *w), *parameters_of(layers))
    for ours, by_hand in zip(found, slopes(layers, X, T), strict=True):
        assert np.max(np.abs(ours - by_hand)) <= 1e-12 * np.max(np.abs(by_hand))


BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / (b * b + 1),
    "number -": lambda a, b: 2 - a + 0 * b,
    "number /": lambda a, b: 2 / (a * a + 1) - b,
    "array *": lambda a, b: np.array([[1.0, -2.0, 0.5]]) * a + b,
    "power": lambda a, b: (a * a + 1) ** -0.5 + b**3,
}
trees = st.recursive(
    st.sampled_from(["x", "y", "z"]),
    lambda inner: st.tuples(st.sampled_from(sorted(BINARY)), inner, inner),
    max_leaves=8,
)


def build(tree: Any, leaves: dict[str, Any]) -> Any:
    if isinstance(tree, str):
        return leaves[tree]
    name, left, right = tree
    return BINARY[name](build(left, leaves), build(right, leaves))


@given(trees)
def test_expressions_drawn_at_random_against_autograd(tree: Any) -> None:
    rng = np.random.default_rng(0)
    point = [rng.uniform(-0.5, 0.5, shape) for shape in ((4, 3), (1, 3), (4, 1))]
    ours = gradients(lambda *v: total(build(tree, dict(zip("xyz", v, strict=True)))), *point)
    by_autograd = autograd.grad(
        lambda *v: anp.sum(build(tree, dict(zip("xyz", v, strict=True)))), argnum=(0, 1, 2)
    )(*point)
    for mine, theirs in zip(ours, by_autograd, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-10, atol=1e-12)


def test_functions_and_products_with_an_array_on_either_side() -> None:
    rng = np.random.default_rng(1)
    A, W, B = rng.normal(size=(4, 3)), rng.normal(size=(3, 5)), rng.normal(size=(5, 2))
    (ours,) = gradients(lambda w: total(log(1 + exp(A @ w @ B)), axis=0), W)
    theirs = autograd.grad(lambda w: anp.sum(anp.log(1 + anp.exp(A @ w @ B))))(W)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def test_a_value_used_twice_gets_the_sum_of_both_paths() -> None:
    x = Variable(3.0)
    (x * x + x).backward()
    assert x.gradient == 7


def test_a_second_way_back_does_not_count_the_first_again() -> None:
    x = Variable(3.0)
    y = x * x
    y.backward()
    y.backward()
    assert x.gradient == 6


def test_a_long_chain_needs_no_deep_recursion() -> None:
    x = Variable(1.0)
    y = x
    for _ in range(5000):
        y = y + x
    y.backward()
    assert x.gradient == 5001


def test_what_was_broadcast_is_summed() -> None:
    d = np.arange(24.0).reshape(2, 3, 4)
    np.testing.assert_array_equal(summed(d, (3, 1)), d.sum(axis=(0, 2), keepdims=True)[0])
    np.testing.assert_array_equal(summed(d, ()), d.sum())
    np.testing.assert_array_equal(summed(d, (2, 3, 4)), d)


@pytest.mark.parametrize("shapes", [((3,), (3, 2)), ((2, 3), (3,)), ((3,), (3,)), ((), (1, 1))])
def test_a_matrix_product_of_anything_else_is_refused(shapes: Any) -> None:
    a, b = (Variable(np.ones(shape)) for shape in shapes)
    with pytest.raises(ValueError, match="@ takes two matrices"):
        a @ b


@pytest.mark.parametrize("value", ["a", [1, [2]], 1j])
def test_a_value_that_is_no_real_number_is_refused(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        Variable(value)


def test_the_engine_is_shorter_than_a_hundred_lines() -> None:
    names = ("Variable", "variable", "summed", "exp", "log", "total")
    shown = "\n\n\n".join(embedded_source(f"{autodiff.__name__}.{name}").shown.strip("\n") for name in names)
    assert shown.count("\n") + 1 < 100


def test_all_that_the_page_shows_of_it_is_less_than_a_hundred_lines_of_code() -> None:
    names = ("Variable", "variable", "summed", "exp", "log", "total", "gradients")
    shown = [embedded_source(f"{autodiff.__name__}.{name}", ["annotations"]).shown for name in names]
    assert sum(bool(line.strip()) for each in shown for line in each.splitlines()) < 100
