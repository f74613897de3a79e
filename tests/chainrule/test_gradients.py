"""Every parameter and every intermediate, three ways: central differences, complex step, autograd."""

from collections.abc import Callable
from typing import Any

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainrule.activations import rbf, rbf_derivative, softplus
from chainrule.backpropagation import (
    backprop_update,
    gradient_bias_out,
    gradient_hidden,
    gradient_output,
    gradient_weight_hidden,
    loss,
    loss_for_param,
    nn,
    output_activations,
)
from chainrule.datasets import surrounded_class

X, HARD = surrounded_class()
T = np.clip(HARD, 0.1, 0.8)  # soft targets: with 0 and 1 alone some false forms pass
POINTS = [(2.3, 1.4), (1.1, -0.4), (-0.7, 0.3)]


def network(wh: Any, bo: Any, **given: Any) -> dict[str, Any]:
    """The network once more, in autograd's NumPy, each node replaceable by a given value."""
    node: dict[str, Any] = dict(given)
    node.setdefault("zh", X * wh)
    node.setdefault("h", anp.exp(-(node["zh"] ** 2)))
    node.setdefault("zo", node["h"] + bo)
    node.setdefault("y", 1 / (1 + anp.exp(-node["zo"])))
    node["xi"] = -(T * anp.log(node["y"]) + (1 - T) * anp.log(1 - node["y"]))
    return node


def downstream(name: str, value: Any, wh: Any, bo: Any) -> Any:
    """The samples' losses, by the course's own functions, from one intermediate on."""
    if name == "zh":
        return downstream("h", rbf(value), wh, bo)
    if name == "h":
        return downstream("zo", value + bo, wh, bo)
    if name == "zo":
        return softplus(value) - T * value
    return -(T * np.log(value) + (1 - T) * np.log(1 - value))


def analytic(wh: float, bo: float) -> dict[str, Any]:
    zh = X * wh
    h = rbf(zh)
    y = output_activations(h, bo)
    delta_o = gradient_output(y, T)
    grad_h = gradient_hidden(delta_o)
    return {
        "y": delta_o / (y * (1 - y)),
        "zo": delta_o,
        "h": grad_h,
        "zh": rbf_derivative(zh) * grad_h,
        "wh": gradient_weight_hidden(X, zh, h, grad_h),
        "bo": gradient_bias_out(delta_o),
    }


@pytest.mark.parametrize(("wh", "bo"), POINTS)
def test_each_intermediate_has_the_oracles_value(wh: float, bo: float) -> None:
    oracle = network(wh, bo)
    h = rbf(X * wh)
    np.testing.assert_allclose(X * wh, oracle["zh"], rtol=1e-15)
    np.testing.assert_allclose(h, oracle["h"], rtol=1e-14)
    np.testing.assert_allclose(h + bo, oracle["zo"], rtol=1e-14)
    np.testing.assert_allclose(nn(X, wh, bo), oracle["y"], rtol=1e-14)
    np.testing.assert_allclose(loss_for_param(X, wh, bo, T), np.mean(oracle["xi"]), rtol=1e-14)
    np.testing.assert_allclose(loss(nn(X, wh, bo), T), np.mean(oracle["xi"]), rtol=1e-14)


@pytest.mark.parametrize("name", ["y", "zo", "h", "zh"])
@pytest.mark.parametrize(("wh", "bo"), POINTS)
def test_error_signals_three_ways(name: str, wh: float, bo: float) -> None:
    value = network(wh, bo)[name]
    ours = analytic(wh, bo)[name]
    by_autograd = autograd.grad(lambda v: anp.sum(network(wh, bo, **{name: v})["xi"]))(value)
    by_complex_step = np.imag(downstream(name, value + 1e-20j, wh, bo)) / 1e-20
    s = 1e-6
    by_difference = (downstream(name, value + s, wh, bo) - downstream(name, value - s, wh, bo)) / (2 * s)
    np.testing.assert_allclose(ours, by_autograd, rtol=1e-11, atol=1e-14)
    np.testing.assert_allclose(ours, by_complex_step, rtol=1e-11, atol=1e-14)
    np.testing.assert_allclose(ours, by_difference, rtol=1e-6, atol=1e-9)


def difference(function: Callable[[float], Any], at: float) -> Any:
    return (function(at + 1e-6) - function(at - 1e-6)) / 2e-6


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_parameters_three_ways(wh: float, bo: float) -> None:
    ours = analytic(wh, bo)
    for name, by_autograd, by_complex_step, by_difference in (
        (
            "wh",
            autograd.grad(lambda w: anp.mean(network(w, bo)["xi"]))(wh),
            loss_for_param(X, wh + 1e-20j, bo, T),  # type: ignore[arg-type]
            difference(lambda w: loss_for_param(X, w, bo, T), wh),
        ),
        (
            "bo",
            autograd.grad(lambda b: anp.mean(network(wh, b)["xi"]))(bo),
            loss_for_param(X, wh, bo + 1e-20j, T),  # type: ignore[arg-type]
            difference(lambda b: loss_for_param(X, wh, b, T), bo),
        ),
    ):
        mean = np.mean(ours[name])
        np.testing.assert_allclose(mean, by_autograd, rtol=1e-10, atol=1e-14)
        np.testing.assert_allclose(mean, np.imag(by_complex_step) / 1e-20, rtol=1e-10, atol=1e-14)
        np.testing.assert_allclose(mean, by_difference, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(("wh", "bo"), POINTS)
def test_update_steps_along_autograds_gradient(wh: float, bo: float) -> None:
    d_wh, d_bo = (
        autograd.grad(lambda *p: anp.mean(network(*p)["xi"]), argnum=argnum)(wh, bo) for argnum in (0, 1)
    )
    stepped = backprop_update(X, T, wh, bo, 0.7)
    np.testing.assert_allclose(stepped, (wh - 0.7 * d_wh, bo - 0.7 * d_bo), rtol=1e-13)


@pytest.mark.parametrize("y", [0.2, 0.9])
def test_loss_carries_a_complex_step(y: float) -> None:
    step = np.imag(loss(y + 1e-20j, 0.3)) / 1e-20  # type: ignore[arg-type]
    np.testing.assert_allclose(step, -0.3 / y + 0.7 / (1 - y), rtol=1e-13)
