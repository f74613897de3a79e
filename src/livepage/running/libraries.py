"""NumPy and Matplotlib, whose state each page finds as new. A page that needs neither runs without them.

`isolation` enters the states, `inputs` asks for generators and folders, `run` for the figures that are open.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

NUMPY, MATPLOTLIB, LARK = (find_spec(name) is not None for name in ("numpy", "matplotlib", "lark"))

if TYPE_CHECKING or NUMPY:
    import numpy as np
if TYPE_CHECKING or MATPLOTLIB:
    import matplotlib as mpl
    from matplotlib import pyplot as plt
    from matplotlib.figure import Figure

drawn: set[str] = set()
"""The modules whose generator, which all code shares, a page has used in this process."""


def preload() -> None:
    """Import what draws and what checks equations, where it is installed, and forget the user's settings."""
    if MATPLOTLIB:
        import livepage.running.artists
        import livepage.running.draw

        mpl.rcdefaults()
        mpl.use("Agg")
    if NUMPY and LARK:
        import livepage.equations  # noqa: F401


def states() -> list[AbstractContextManager[Any]]:
    """Return what gives each library its state back."""
    found: list[AbstractContextManager[Any]] = [_random()]
    if NUMPY:
        found += [np.errstate(), np.printoptions()]
    if MATPLOTLIB:
        found.append(_matplotlib())
    return found


def generators() -> list[ModuleType]:
    """Return the modules whose generator all code shares."""
    return [random, *([np.random] if NUMPY else [])]


def folders() -> tuple[str, ...]:
    """Return the folders in which a library keeps what it has made for itself."""
    return (mpl.get_cachedir(), mpl.get_configdir()) if MATPLOTLIB else ()


def open_figures() -> list[Figure]:
    """Return the figures that are open."""
    return [plt.figure(number) for number in plt.get_fignums()] if MATPLOTLIB else []


def close_figures() -> None:
    """Close all figures."""
    if MATPLOTLIB:
        plt.close("all")


def is_array(value: Any) -> bool:
    """Say whether a value is an array of NumPy."""
    return NUMPY and isinstance(value, np.ndarray)


def _numbers(state: Any) -> list[Any]:
    return [state[1].tolist(), *state[2:]]


@contextmanager
def _random() -> Iterator[None]:
    state = random.getstate()
    legacy: Any = np.random.get_state() if NUMPY else None  # noqa: NPY002 (a page may use it)
    before = _numbers(legacy) if NUMPY else []
    try:
        yield
    finally:
        if random.getstate() != state:
            drawn.add("random")
        random.setstate(state)
        if NUMPY:
            if _numbers(np.random.get_state()) != before:  # noqa: NPY002
                drawn.add("numpy.random")
            np.random.set_state(legacy)  # noqa: NPY002


@contextmanager
def _matplotlib() -> Iterator[None]:
    backend = mpl.get_backend(auto_select=False)
    plt.close("all")
    try:
        with mpl.rc_context():
            mpl.use("Agg")
            yield
    finally:
        plt.close("all")
        if backend:
            mpl.use(backend)
