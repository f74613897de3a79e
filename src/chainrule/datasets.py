"""The data of the course, drawn from a stated recipe and a stated seed.

Each function has a generator of its own, NumPy's older one as in the original, so that the samples are the same to
the last digit; the global generator is left alone.
"""

import numpy as np


def noisy_line(seed: int = 13) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""Draw the samples of chapter 1, and two weights to start from.

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
    r"""Draw the samples of chapter 2: two clouds that overlap.

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


def surrounded_class(seed: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Draw the samples of chapter 3: blue around 0, red on both sides.

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
    red_left = random.randn(10, 1) * 0.5 - 2
    red_right = random.randn(10, 1) * 0.5 + 2
    x = np.vstack([blue, red_left, red_right])
    t = np.vstack([np.ones((20, 1)), np.zeros((20, 1))])
    return x, t
