"""A gradient is a claim about a function: here it is compared with what the function does."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chainrule.validate import checked, positive, real


@checked(rtol=positive, step=positive)
def check_gradient(
    function: Callable[..., Any],
    gradient: Callable[..., Any],
    /,
    *,
    rtol: float = 1e-6,
    step: float = 1e-3,
    **parameters: Any,
) -> float:
    r"""Compare an analytic gradient with central differences, coordinate by coordinate.

    For each entry $w$ of each parameter the derivative of the function $f$ is estimated in float64 as

    $$
    \frac{8 \left( f(w + s) - f(w - s) \right) - \left( f(w + 2 s) - f(w - 2 s) \right)}{12 s}
    $$

    with the step $s$ scaled by the size of $w$ where that exceeds 1. The estimate's error shrinks with
    $s^4$; what rounding adds to it is allowed for, and nothing else is.

    Args:
        function: called as `function(**parameters)`. Of an array that it returns, the sum is
            differentiated, so a function that acts on each entry by itself can be checked as it is.
        gradient: called in the same way; returns the gradient, or a tuple of them, one for each
            parameter, in their order.
        rtol: largest difference allowed, relative to the larger of the two values.
        step: the step $s$.
        **parameters: the point at which to compare, by name: numbers, or arrays of any shape.

    Returns:
        The largest relative difference found; what rounding explains counts 0.

    Raises:
        AssertionError: at the first entry where the two differ, or where one is not finite; the message
            gives the parameter's name, the index of the entry, the analytic and the numeric value.
        ValueError: if there is no parameter, one is not real and finite, a gradient has not its parameter's
            shape, or `rtol` or `step` is not positive and finite.

    Source:
        The central difference with five points, Abramowitz and Stegun, 25.3.6; a public checker with such
        a message is autograd's `check_grads`.

    Examples:
        >>> check_gradient(lambda w: w**3, lambda w: 3 * w**2, w=2.0) < 1e-9
        True
        >>> try:
        ...     check_gradient(lambda w: w**3, lambda w: 2 * w**2, w=2.0)
        ... except AssertionError as error:
        ...     print(error)
        gradient of w: analytic 8, numeric 12, relative difference 3.3e-01, allowed 1e-06
    """
    if not parameters:
        raise ValueError("parameters must be at least one, by name, got {}")
    for name, value in parameters.items():
        real(name, value)
    point = {
        name: np.array(value, dtype=float)
        for name, value in parameters.items()
    }
    analytic = _by_name(gradient(**_arguments(point)), point)
    worst = 0.0
    for name, value in point.items():
        for index in np.ndindex(value.shape):
            numeric, noise = _central_difference(
                function, point, name, index, step
            )
            where = name + (str(list(index)) if index else "")
            worst = max(
                worst,
                _compare(
                    where,
                    float(analytic[name][index]),
                    numeric,
                    noise,
                    rtol,
                ),
            )
    return worst


def _arguments(point: dict[str, NDArray[Any]]) -> dict[str, Any]:
    """Return the point as the functions get it: numbers as floats, arrays as their own copies."""
    return {
        name: value.copy() if value.ndim else float(value)
        for name, value in point.items()
    }


def _by_name(
    gradients: Any, point: dict[str, NDArray[Any]]
) -> dict[str, NDArray[Any]]:
    values = gradients if isinstance(gradients, tuple) else (gradients,)
    if len(values) != len(point):
        raise ValueError(
            f"gradient must return one value for each of {', '.join(point)}, got {len(values)}"
        )
    arrays = {
        name: np.asarray(value, dtype=float)
        for name, value in zip(point, values, strict=True)
    }
    for name, value in point.items():
        if arrays[name].shape != value.shape:
            raise ValueError(
                f"gradient of {name} must be of shape {value.shape}, got {arrays[name].shape}"
            )
    return arrays


def _central_difference(
    function: Callable[..., Any],
    point: dict[str, NDArray[Any]],
    name: str,
    index: tuple[int, ...],
    step: float,
) -> tuple[float, float]:
    """Return the derivative by one entry, and how much of it may be rounding."""
    s = step * max(1.0, abs(point[name][index]))

    def f(offset: float) -> float:
        moved = point | {name: point[name].copy()}
        moved[name][index] += offset
        return float(np.sum(function(**_arguments(moved))))

    values = [f(-2 * s), f(-s), f(s), f(2 * s)]
    numeric = (8 * (values[2] - values[1]) - (values[3] - values[0])) / (
        12 * s
    )
    return numeric, 10 * float(np.finfo(float).eps) * max(
        map(abs, values)
    ) / s


def _compare(
    where: str, analytic: float, numeric: float, noise: float, rtol: float
) -> float:
    """Return the relative difference, or raise if it is larger than allowed or no number at all."""
    difference = abs(analytic - numeric)
    size = max(abs(analytic), abs(numeric))
    if not difference <= rtol * size + noise < np.inf:
        raise AssertionError(
            f"gradient of {where}: analytic {analytic:.9g}, numeric {numeric:.9g}, "
            f"relative difference {difference / (size or 1):.1e}, allowed {rtol:g}"
        )
    return difference / size if difference > noise else 0.0
