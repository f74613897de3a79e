"""Functions that every equation may call, all of which carry complex steps."""

import math
from collections.abc import Mapping

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.chapter import Function
from livepage.equations.errors import Ambiguous, Mismatch

MANY = 1000  # of more things, there may be more ways to choose than a float holds


def absolute(z: Array) -> Array:
    """Return the absolute value; unlike `np.abs` it keeps the imaginary part, with its sign."""
    return np.asarray(np.where(np.real(z) < 0, -z, z))


def between_bars(z: Array) -> Array:
    """Return the determinant of a square matrix, the absolute values of anything else."""
    is_square = z.ndim == 2 and z.shape[0] == z.shape[1] > 1
    return determinant(z) if is_square else absolute(z)


def norm(z: Array) -> Array:
    """Return the Euclidean length of a matrix's entries."""
    return np.asarray(np.sqrt(np.sum(z**2)))


_SAID = r"say which in functions, as {{r'\lVert \cdot \rVert_{}': lambda A: ...}}"
"""How an author says which norm of matrices is meant."""


def largest_size(z: Array) -> Array:
    """Return the largest absolute value of a row or a column."""
    if z.ndim == 2 and 1 not in z.shape:
        raise Ambiguous(
            "the norm with index ∞ of a matrix is its largest row sum, or its largest entry: "
            + _SAID.format(r"\infty")
        )
    return larger(absolute(z))


def length(z: Array) -> Array:
    """Return the length of a row or a column."""
    if z.ndim == 2 and 1 not in z.shape:
        raise Ambiguous(
            r"the norm with index 2 of a matrix is its largest singular value, or the root of the sum of its "
            r"squares: write \lVert A \rVert_F for the second, or " + _SAID.format("2")
        )
    return norm(z)


def sum_of_sizes(z: Array) -> Array:
    """Return the sum of the absolute values of a row or a column."""
    if z.ndim == 2 and 1 not in z.shape:
        raise Ambiguous(
            "the norm with index 1 of a matrix is its largest column sum, or the sum of the sizes of its "
            "entries: " + _SAID.format("1")
        )
    return np.asarray(np.sum(absolute(z)))


def sign(z: Array) -> Array:
    """Return -1, 0 or 1, a constant between its jumps."""
    return np.asarray(np.sign(np.real(z)))


def floor(z: Array) -> Array:
    """Return the next whole number below, a constant between its jumps."""
    return np.asarray(np.floor(np.real(z)))


def ceiling(z: Array) -> Array:
    """Return the next whole number above, a constant between its jumps."""
    return np.asarray(np.ceil(np.real(z)))


def larger(a: Array, b: Array | None = None) -> Array:
    """Return the larger of two numbers, or the largest entry of one vector, by their real parts."""
    if b is None:
        return np.asarray(a.ravel()[np.argmax(np.real(a))])
    return np.where(np.real(a) >= np.real(b), a, b)


def smaller(a: Array, b: Array | None = None) -> Array:
    """Return the smaller of two numbers, or the smallest entry of one vector, by their real parts."""
    if b is None:
        return np.asarray(a.ravel()[np.argmin(np.real(a))])
    return np.where(np.real(a) <= np.real(b), a, b)


def diagonal(z: Array) -> Array:
    """Return the diagonal matrix of a row or a column, and the diagonal of a square matrix as a column."""
    if z.size == 1:
        raise Ambiguous("diag takes a row or a column: write the whole vector, not its entry at a letter")
    if z.ndim == 2 and z.shape[0] == z.shape[1]:
        return np.diag(z)[:, None]
    if z.ndim != 2 or 1 not in z.shape:
        raise Mismatch("diag takes a row, a column or a square matrix")
    return np.diag(z.ravel())


def trace(z: Array) -> Array:
    """Return the sum of a square matrix's diagonal."""
    return np.asarray(np.trace(_square(z, "tr")))


def rank(z: Array) -> Array:
    """Return how many rows of a matrix are independent."""
    if z.ndim != 2:
        raise Mismatch("rank takes a matrix")
    return np.asarray(float(np.linalg.matrix_rank(np.real(z))))


def determinant(z: Array) -> Array:
    """Return the determinant of a square matrix."""
    return np.asarray(np.linalg.det(_square(z, "det")))


def factorial(z: Array) -> Array:
    """Return n!, by the gamma function."""
    return np.asarray(np.vectorize(lambda n: math.gamma(n + 1) if -1 < n < 170 else math.nan)(np.real(z)))


def binomial(n: Array, k: Array) -> Array:
    """Return the number of ways to choose k of n; between whole numbers, as gamma functions have it."""
    between = factorial(n) / (factorial(k) * factorial(n - k))
    return np.asarray(np.vectorize(_ways, otypes=[float])(np.real(n), np.real(k), between))


def _ways(n: float, k: float, between: float) -> float:
    whole = n % 1 == k % 1 == 0 <= min(n, k) and n <= MANY
    return float(math.comb(int(n), int(k))) if whole else between


def _square(z: Array, name: str) -> Array:
    if z.ndim != 2 or z.shape[0] != z.shape[1]:
        raise Mismatch(f"{name} takes a square matrix")
    return z


def logit(z: Array) -> Array:
    """Return the logarithm of the odds, log(p / (1 - p))."""
    return np.asarray(np.log(z) - np.log(1 - z))


def sigmoid(z: Array) -> Array:
    """Return the logistic function."""
    return np.asarray(1 / (1 + np.exp(-z)))


def softplus(z: Array) -> Array:
    """Return log(1 + exp(z)), whose derivative is the logistic function."""
    return np.asarray(np.log(1 + np.exp(z)))


def rectified(z: Array) -> Array:
    """Return what is positive, and 0 elsewhere."""
    return np.where(np.real(z) > 0, z, 0)


def softmax(z: Array) -> Array:
    """Return the exponentials of a row or a column, divided by their sum."""
    if z.ndim == 2 and 1 not in z.shape:
        raise Ambiguous("the softmax of a matrix is that of its rows or of its columns: declare it")
    return np.asarray(np.exp(z) / np.sum(np.exp(z)))


def stacked(z: Array) -> Array:
    """Return the columns of a matrix below each other."""
    return z.T.reshape(-1, 1) if z.ndim == 2 else z.reshape(-1, 1)


def pseudo_inverse(z: Array) -> Array:
    """Return the inverse of Moore and Penrose of a matrix with full rank, so that steps go through it."""
    if z.ndim != 2 or 1 in z.shape:
        raise Mismatch("the pseudo-inverse is that of a matrix")
    is_wide = z.shape[0] < z.shape[1]
    return np.asarray(z.T @ np.linalg.inv(z @ z.T) if is_wide else np.linalg.inv(z.T @ z) @ z.T)


COMMON: Mapping[str, Function] = {
    "binomial": binomial,
    "exp": np.exp,
    "factorial": factorial,
    "log": np.log,
    "ln": np.log,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "log_2": np.log2,
    "log_10": np.log10,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "arctan": np.arctan,
    "arcsin": np.arcsin,
    "arccos": np.arccos,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "sign": sign,
    "sgn": sign,
    "abs": between_bars,
    "norm": norm,
    "norm_2": length,
    "norm_F": norm,
    r"norm_\infty": largest_size,
    "norm_1": sum_of_sizes,
    "⟨⟩": np.sum,
    "diag": diagonal,
    "floor": floor,
    "ceil": ceiling,
    "rank": rank,
    "rk": rank,
    "tr": trace,
    "trace": trace,
    "Tr": trace,
    "det": determinant,
    "logit": logit,
    "sigmoid": sigmoid,
    "softplus": softplus,
    "relu": rectified,
    "ReLU": rectified,
    "softmax": softmax,
    "vec": stacked,
    "pinv": pseudo_inverse,
    "max": larger,
    "min": smaller,
}
PREFIXES = frozenset(
    {
        "exp",
        "log",
        "log_2",
        "log_10",
        "ln",
        "tanh",
        "sin",
        "cos",
        "tan",
        "sinh",
        "cosh",
        "det",
        "tr",
        "Tr",
        "rank",
    }
)
"""Functions that may stand before their argument without brackets."""


def qualified(function: Function) -> str:
    """Return the function's name with its module, or "" for a lambda or a function of NumPy."""
    name = getattr(function, "__qualname__", "<lambda>")
    module = getattr(function, "__module__", None) or "numpy"
    return "" if "<" in name or module.partition(".")[0] in {"numpy", "livepage"} else f"{module}.{name}"
