"""How fast the course trains: ratios to what others take for the same work, side by side in one run.

    .venv/bin/python bench/training.py [ROUNDS]

Each round runs all of them in turn, and the best time of each counts, so that a busy machine disturbs all
alike. PyTorch is not among the project's requirements: where it is installed it takes part.
"""

import sys
import time
import warnings
from collections.abc import Callable
from copy import deepcopy
from importlib.util import find_spec
from typing import Any

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
from sklearn.exceptions import ConvergenceWarning  # type: ignore[import-untyped]
from sklearn.neural_network import MLPClassifier  # type: ignore[import-untyped]
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from chainrule import vectorization
from chainrule.backpropagation import loss_for_param, loss_surface
from chainrule.datasets import circles, digits, surrounded_class
from chainrule.many_layers import mini_batches, network, train

RANDOM = np.random.RandomState(1)
IMAGES = digits(RANDOM)
FRESH = network(RANDOM, 64, 20, 20, 10)
BATCHES, PASSES, MU = 43, 98, 0.1
X, T = circles()
START = vectorization.random_parameters(np.random.RandomState(2), 0.1)
x, t = surrounded_class()
GRID = np.linspace(-3, 3, 50), np.linspace(-2.5, 1.5, 50)


def many_layers() -> None:
    """Train chapter 5's network, with its costs after each pass."""
    layers = deepcopy(FRESH)
    X, T, X_val, T_val, *_ = IMAGES
    passes = len(list(train(layers, X, T, X_val, T_val, MU, BATCHES, PASSES)))
    if passes < PASSES:
        raise RuntimeError(f"stopped after {passes} passes: the others would do more work")


def by_scikit_learn() -> None:
    """Take the same steps by scikit-learn: layers, rate, mini-batches and passes are the same."""
    model = MLPClassifier(
        (20, 20),
        activation="logistic",
        solver="sgd",
        alpha=0,
        batch_size=25,
        learning_rate_init=MU,
        momentum=0,
        shuffle=False,
        max_iter=PASSES,
        tol=0,
        n_iter_no_change=PASSES,
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(IMAGES[0], IMAGES[1].argmax(axis=1))


def by_pytorch() -> None:
    """Take the same steps by PyTorch, eager, on the processor, in float64 as NumPy does."""
    import torch  # type: ignore[import-not-found]

    torch.set_num_threads(1)
    torch.manual_seed(0)
    nn = torch.nn
    model = nn.Sequential(
        nn.Linear(64, 20), nn.Sigmoid(), nn.Linear(20, 20), nn.Sigmoid(), nn.Linear(20, 10)
    ).double()
    optimizer = torch.optim.SGD(model.parameters(), lr=MU)
    cost = nn.CrossEntropyLoss()
    parts = [
        (torch.from_numpy(a), torch.from_numpy(b)) for a, b in mini_batches(IMAGES[0], IMAGES[1], BATCHES)
    ]
    for _ in range(PASSES):
        for a, b in parts:
            optimizer.zero_grad()
            cost(model(a), b).backward()
            optimizer.step()


def matrices() -> None:
    """Take chapter 4's 300 iterations."""
    vectorization.train(X, T, START, 0.02, 0.9, 300)


def autograd_loss(parameters: list[Any]) -> Any:
    """Return chapter 4's loss for autograd."""
    Wh, bh, Wo, bo = parameters
    H = 1 / (1 + anp.exp(-(anp.dot(X, Wh) + bh)))
    Z = anp.dot(H, Wo) + bo
    return anp.sum(anp.log(anp.sum(anp.exp(Z), axis=1))) - anp.sum(T * Z)


def by_autograd() -> None:
    """Take the same iterations with autograd's gradients, and record the loss as we do."""
    slope = autograd.value_and_grad(autograd_loss)
    parameters, velocities = START, [np.zeros_like(w) for w in START]
    for _ in range(300):
        _, slopes = slope(parameters)
        velocities = [0.9 * v - 0.02 * g for v, g in zip(velocities, slopes, strict=True)]
        parameters = [w + v for w, v in zip(parameters, velocities, strict=True)]


def surface() -> None:
    """Compute the loss on a grid of 50 by 50 parameters at once."""
    loss_surface(x, t, *GRID)


def surface_by_a_loop() -> None:
    """Compute the same, one point after the other."""
    for bo in GRID[1]:
        for wh in GRID[0]:
            loss_for_param(x, wh, bo, t)


def all_samples() -> None:
    """Compute the gradients of a hundred samples at once, 20 times."""
    for _ in range(20):
        vectorization.loss_and_gradients(X, T, START)


def one_sample() -> None:
    """Compute the gradients of one sample, 20 times."""
    for _ in range(20):
        vectorization.loss_and_gradients(X[:1], T[:1], START)


def one_by_one() -> None:
    """Compute the gradients of a hundred samples one after the other, 20 times."""
    for _ in range(20):
        for n in range(len(X)):
            vectorization.loss_and_gradients(X[n : n + 1], T[n : n + 1], START)


PAIRS: list[tuple[str, Callable[[], None], Callable[[], None]]] = [
    ("chapter 5's training: scikit-learn / ours", by_scikit_learn, many_layers),
    ("chapter 5's training: PyTorch / ours", by_pytorch, many_layers),
    ("chapter 4's 300 iterations: autograd / ours", by_autograd, matrices),
    ("loss surface: loop / ours", surface_by_a_loop, surface),
    ("gradients: a hundred samples / one sample", all_samples, one_sample),
    ("gradients: one by one / a hundred at once", one_by_one, all_samples),
]


def best_times(tasks: list[Callable[[], None]], rounds: int) -> dict[Callable[[], None], float]:
    """Return the best time of each task, over rounds in which all take their turn."""
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for task in tasks:
            start = time.perf_counter()
            task()
            best[task] = min(best[task], time.perf_counter() - start)
    return best


def main() -> None:
    """Print the ratios."""
    same = vectorization.loss(vectorization.nn(X, START), T)
    np.testing.assert_allclose(autograd_loss(START), same)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    pairs = [pair for pair in PAIRS if pair[1] is not by_pytorch or find_spec("torch")]
    with threadpool_limits(1):  # threads cost more than they bring at these sizes
        best = best_times(list(dict.fromkeys(task for pair in pairs for task in pair[1:])), rounds)
    for name, other, ours in pairs:
        print(f"{name:46} {best[other] / best[ours]:8.1f}   ({best[other]:.4f} s / {best[ours]:.4f} s)")
    if len(pairs) < len(PAIRS):
        print("PyTorch is not installed: no ratio to it")


if __name__ == "__main__":
    main()
