"""Gives a page the interpreter as a script would find it, and takes back every setting that it changed."""

from __future__ import annotations

import io
import os
import random
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt


@contextmanager
def isolated() -> Iterator[dict[str, Any]]:
    """Yield the namespace of a new module `__main__`, in which warnings are errors."""
    with ExitStack() as stack:
        for state in (_interpreter(), _random(), _matplotlib(), np.errstate(), np.printoptions()):
            stack.enter_context(state)
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("error")
        yield vars(sys.modules["__main__"])


@contextmanager
def _interpreter() -> Iterator[None]:
    """Let `__main__` be the page, in which pickle and dataclasses look for its classes, without input."""
    main, path, stdin = sys.modules["__main__"], sys.path[:], sys.stdin
    folder, environment = os.getcwd(), dict(os.environ)  # noqa: PTH109 (os.chdir is undone)
    sys.modules["__main__"], sys.stdin = ModuleType("__main__"), io.StringIO()
    try:
        yield
    finally:
        sys.modules["__main__"], sys.stdin, sys.path[:] = main, stdin, path
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)


@contextmanager
def _random() -> Iterator[None]:
    legacy, state = np.random.get_state(), random.getstate()  # noqa: NPY002 (a page may use it)
    try:
        yield
    finally:
        np.random.set_state(legacy)  # noqa: NPY002
        random.setstate(state)


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
