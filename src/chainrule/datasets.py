"""The data of the course, drawn from a stated recipe and a stated seed."""

import numpy as np


def surrounded_class(seed: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Draw the samples of chapter 3: blue around 0, red on both sides.

    Each group is normal with standard deviation $0.5$: 20 blue samples around $0$, then 10 red ones around
    $-2$ and 10 around $2$. The generator is the function's own, NumPy's older one as in the original, so that
    the samples are the same to the last digit; the global generator is left alone.

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
