r"""Chapter 5: reverse-mode differentiation. The chain rule as a program, for any formula of these operations.

A `Variable` holds a value. Each operation makes a new one, which remembers its parents, and for each of them the rule
that turns the derivative by its own value into that by the parent's. `Variable.backward` goes through all of them,
last first, and adds up what comes along every path.
"""

# mypy: disable-error-code="no-any-return, type-arg, has-type"
# The whole engine is read on a page: types that a reader can do without are left out.

from collections.abc import Callable
from itertools import count

import numpy as np


class Variable:
    r"""A value with a memory.

    Known are `+`, `-`, `*`, `/`, `@` for two matrices, a power whose exponent is a plain number, and the functions
    `exp`, `log` and `total`. One of two operands may be a plain number or an array.

    Args:
        value: a number, or an array of any shape.
        *parents: pairs of a variable from which this one was computed and its rule; none for an input.

    Raises:
        TypeError or ValueError: if `value` holds no real numbers.
        ValueError: if `@` is given anything but two matrices.

    Source:
        Griewank and Walther, Evaluating Derivatives, 2008, chapter 3. The plan is that of Karpathy's micrograd.

    Examples:
        >>> x, y = Variable(2.0), Variable(3.0)
        >>> (x * y + x).backward()
        >>> print(x.gradient, y.gradient)
        4.0 2.0
    """

    numbers = count()
    # NumPy leaves `array @ variable` to us
    __array_ufunc__ = None

    def __init__(self, value: object, *parents: tuple) -> None:
        self.value = np.asarray(value, dtype=float)
        self.gradient = np.zeros_like(self.value)
        self.parents = parents
        self.number = next(Variable.numbers)

    def __add__(self, other: object) -> "Variable":
        a, b = self, variable(other)
        rules = (a, lambda d: d), (b, lambda d: d)
        return Variable(a.value + b.value, *rules)

    def __mul__(self, other: object) -> "Variable":
        a, b = self, variable(other)
        rules = (a, lambda d: d * b.value), (b, lambda d: d * a.value)
        return Variable(a.value * b.value, *rules)

    def __matmul__(self, other: object) -> "Variable":
        a, b = self, variable(other)
        if {a.value.ndim, b.value.ndim} != {2}:
            raise ValueError("@ takes two matrices")
        rules = (a, lambda d: d @ b.value.T), (b, lambda d: a.value.T @ d)
        return Variable(a.value @ b.value, *rules)

    def __pow__(self, n: float) -> "Variable":
        slope = n * self.value ** (n - 1)
        return Variable(self.value**n, (self, lambda d: d * slope))

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self) -> "Variable":
        return -1 * self

    def __sub__(self, other: object) -> "Variable":
        return self + -variable(other)

    def __truediv__(self, other: object) -> "Variable":
        return self * variable(other) ** -1

    def __rsub__(self, other: object) -> "Variable":
        return variable(other) - self

    def __rtruediv__(self, other: object) -> "Variable":
        return variable(other) / self

    def __rmatmul__(self, other: object) -> "Variable":
        return variable(other) @ self

    def backward(self) -> None:
        """Find all gradients."""
        found, waiting = {self}, [self]
        while waiting:
            new = {v for v, _ in waiting.pop().parents} - found
            found |= new
            waiting += new
        for v in found:
            v.gradient = np.zeros_like(v.value)
        self.gradient = np.ones_like(self.value)
        for v in sorted(found, key=lambda v: -v.number):
            for parent, rule in v.parents:
                d = rule(v.gradient)
                parent.gradient += summed(d, parent.value.shape)


def variable(value: object) -> "Variable":
    """Return it as a variable.

    Args:
        value: a number, an array, or a variable, which is returned as it is.

    Returns:
        The variable.

    Raises:
        ValueError: if it holds no real numbers.

    Examples:
        >>> print(variable(2).value)
        2.0
    """
    return value if isinstance(value, Variable) else Variable(value)


def summed(d: np.ndarray, shape: tuple) -> np.ndarray:
    """Undo broadcasting.

    What was used many times gets the sum.

    Args:
        d: derivative by the broadcast array.
        shape: shape of the array before that.

    Returns:
        The derivative, of that shape.

    Examples:
        >>> print(summed(np.ones((5, 3)), (3,)))
        [5. 5. 5.]
    """
    d = d.sum(axis=tuple(range(d.ndim - len(shape))))
    once = tuple(n for n, size in enumerate(shape) if size == 1)
    return d.sum(axis=once, keepdims=True)


def exp(a: Variable) -> "Variable":
    """Return e to the power a.

    Args:
        a: a variable of any shape.

    Returns:
        A variable of that shape.

    Examples:
        >>> print(exp(Variable(0.0)).value)
        1.0
    """
    y = np.exp(a.value)
    return Variable(y, (a, lambda d: d * y))


def log(a: Variable) -> "Variable":
    """Return the logarithm of a.

    Args:
        a: a variable of any shape, positive.

    Returns:
        A variable of that shape.

    Examples:
        >>> print(log(Variable(1.0)).value)
        0.0
    """
    return Variable(np.log(a.value), (a, lambda d: d / a.value))


def total(a: Variable, axis: int | None = None) -> "Variable":
    """Return the sum of entries.

    It is that of all of them, or along an axis, which is kept.

    Args:
        a: a variable of any shape.
        axis: the axis, or None for all.

    Returns:
        A variable: one number, or of the shape of `a` with 1 in the place of the axis.

    Examples:
        >>> print(total(Variable(np.ones((2, 3))), axis=1).value)
        [[3.]
         [3.]]
    """
    y = a.value.sum(axis=axis, keepdims=axis is not None)
    return Variable(y, (a, lambda d: d + 0 * a.value))


def gradients(
    function: "Callable", *values: np.ndarray
) -> list[np.ndarray]:
    """Return all its gradients.

    Args:
        function: takes variables and returns one, the number to differentiate; of an array, its sum.
        *values: numbers or arrays, the point.

    Returns:
        One gradient for each argument, of its shape.

    Examples:
        >>> print(*gradients(lambda x, y: x * y + x, 2.0, 3.0))
        4.0 2.0
    """
    variables = [Variable(value) for value in values]
    function(*variables).backward()
    return [v.gradient for v in variables]
