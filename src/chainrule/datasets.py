"""The data of the course, drawn from a stated recipe and a stated seed.

A function has a generator of its own, unless it is handed one: NumPy's older one as in the original, so that the
samples are the same to the last digit. The global generator is left alone.
"""

import importlib
from types import ModuleType

import numpy as np


def noisy_line(seed: int = 13) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Draw chapter 1's samples.

    Two weights to start from come with them.

    The inputs are uniform between $0$ and $1$. The targets lie on the line $t = 2 x$, but for normal noise with
    standard deviation $0.2$.

    Args:
        seed: seed of the generator, 13 in the chapter.

    Returns:
        `x`, the inputs, and `t`, the targets, each of shape (20,); and two starting weights between 0 and 1, shape
        (2,).

    Source:
        Peter Roelants, How to implement a neural network, part 1.

    Examples:
        >>> x, t, starts = noisy_line()
        >>> print(x.shape, t.shape, starts.round(4))
        (20,) (20,) [0.138  0.0988]
    """
    random = np.random.RandomState(seed)
    x = random.uniform(0, 1, 20)
    noise = random.randn(20) * 0.2
    t = 2 * x + noise
    return x, t, random.rand(2)


def overlapping_classes(
    n: int = 20, seed: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    r"""Draw chapter 2's samples.

    They are two clouds that overlap.

    Both are normal with standard deviation $1$ in both directions, the red one around $(-1, 0)$ and the blue one
    around $(1, 0)$.

    Args:
        n: number of samples in each class, 20 in the chapter.
        seed: seed of the generator, 1 in the chapter.

    Returns:
        `x`, the inputs, shape (2 n, 2), and `t`, the targets (1 is blue, 0 is red), shape (2 n,), red first.

    Source:
        Peter Roelants, How to implement a neural network, part 2.

    Examples:
        >>> x, t = overlapping_classes()
        >>> x.shape, t.shape, int(t.sum())
        ((40, 2), (40,), 20)
    """
    random = np.random.RandomState(seed)
    centre = np.array([1, 0])
    red = random.randn(n, 2) - centre
    blue = random.randn(n, 2) + centre
    x = np.vstack([red, blue])
    t = np.repeat([0.0, 1.0], n)
    return x, t


def surrounded_class(
    seed: int = 4,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw chapter 3's samples.

    Blue ones lie around 0, red ones on both sides.

    Each group is normal with standard deviation $0.5$: 20 blue samples around $0$, then 10 red ones around
    $-2$ and 10 around $2$.

    Args:
        seed: seed of the generator, 4 in the chapter.

    Returns:
        `x`, the inputs, and `t`, the targets (1 is blue, 0 is red), each of shape (40, 1), blue first.

    Source:
        Peter Roelants, How to implement a neural network, part 3.

    Examples:
        >>> x, t = surrounded_class()
        >>> x.shape, t.shape, int(t.sum())
        ((40, 1), (40, 1), 20)
    """
    random = np.random.RandomState(seed)
    blue = random.randn(20, 1) * 0.5
    left = random.randn(10, 1) * 0.5 - 2
    right = random.randn(10, 1) * 0.5 + 2
    x = np.vstack([blue, left, right])
    classes = [[1.0], [0.0]]
    t = np.repeat(classes, 20, axis=0)
    return x, t


def circles(
    random: int | np.random.RandomState = 1,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw the samples of chapter 4: one class in a circle, the other in a ring around it.

    Scikit-learn's `make_circles` draws 50 samples on a circle of radius 1 (class 0) and 50 on one of radius
    $0.3$ (class 1), with noise of standard deviation $0.1$.

    Args:
        random: a seed, or a generator that goes on from where it is.

    Returns:
        `X`, the inputs, and `T`, the targets, one column for each class, each of shape (100, 2).

    Raises:
        ModuleNotFoundError: if scikit-learn is not installed.

    Source:
        Peter Roelants, How to implement a neural network, part 4.

    Examples:
        >>> X, T = circles()
        >>> X.shape, T.shape, int(T[:, 1].sum())
        ((100, 2), (100, 2), 50)
    """
    X, t = _scikit_learn("datasets").make_circles(
        n_samples=100,
        shuffle=False,
        factor=0.3,
        noise=0.1,
        random_state=random,
    )
    return X, one_hot(t, 2)


def digits(random: int | np.random.RandomState = 1) -> list[np.ndarray]:
    """Load the images of chapter 5, handwritten digits, in three parts drawn at random.

    They are scikit-learn's `load_digits`: 1797 images of 8 by 8 pixels, from 0 (white) to 16. Of these 1078 are
    for training, 359 for validation and 360 for the test.

    Args:
        random: a seed, or a generator that goes on from where it is.

    Returns:
        Images of shape (n, 64) and targets of shape (n, 10), one column for each digit: those of the training,
        of the validation and of the test, six arrays.

    Raises:
        ModuleNotFoundError: if scikit-learn is not installed.

    Source:
        Peter Roelants, How to implement a neural network, part 5; the images are those of Alpaydin and Kaynak,
        Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998.

    Examples:
        >>> [part.shape for part in digits()[:3]]
        [(1078, 64), (1078, 10), (359, 64)]
    """
    if isinstance(random, int):
        random = np.random.RandomState(random)
    split = _scikit_learn("model_selection").train_test_split
    X, t = _scikit_learn("datasets").load_digits(return_X_y=True)
    X, X_rest, T, T_rest = split(
        X, one_hot(t, 10), test_size=0.4, random_state=random
    )
    X_val, X_test, T_val, T_test = split(
        X_rest, T_rest, test_size=0.5, random_state=random
    )
    return [X, T, X_val, T_val, X_test, T_test]


def one_hot(classes: np.ndarray, number: int) -> np.ndarray:
    """Return targets with one column for each class: 1 in that of the sample, 0 in the others.

    Args:
        classes: the class of each sample, from 0, shape (N,).
        number: how many classes there are.

    Returns:
        Targets, shape (N, number).

    Examples:
        >>> print(one_hot(np.array([1, 0]), 3))
        [[0. 1. 0.]
         [1. 0. 0.]]
    """
    targets: np.ndarray = np.eye(number)[classes]
    return targets


def _scikit_learn(part: str) -> ModuleType:
    try:
        return importlib.import_module(f"sklearn.{part}")
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "these data come with scikit-learn, which is not installed: "
            "pip install scikit-learn, or this package with its extra, chainrule[data]"
        ) from error
