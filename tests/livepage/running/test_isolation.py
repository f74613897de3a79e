"""A page leaves no trace in the process that ran it, also where it fails or is interrupted."""

import os
import random
import sys
import warnings
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt

from tests.livepage.author import executed


def _matplotlib() -> Any:
    return dict(mpl.rcParams), plt.get_fignums()


STATE: list[tuple[str, Callable[[], Any]]] = [
    ("np.random.seed(5)", lambda: np.random.get_state()[1].tolist()),  # type: ignore[index]
    ("random.seed(5)", random.getstate),
    ("np.seterr(all='ignore')", np.geterr),
    ("np.set_printoptions(precision=2)", np.get_printoptions),
    ("mpl.rcParams['lines.linewidth'] = 9", _matplotlib),
    ("plt.style.use('dark_background')", _matplotlib),
    ("plt.figure()", _matplotlib),
    ("mpl.use('svg')", mpl.get_backend),
    ("warnings.simplefilter('ignore')", lambda: list(warnings.filters)),
    ("os.chdir('/')", os.getcwd),
    ("sys.path.insert(0, '/nowhere')", lambda: list(sys.path)),
    ("os.environ['LIVEPAGE_TEST'] = '1'", lambda: dict(os.environ)),
    ("sys.modules['__main__'].x = 1", lambda: set(vars(sys.modules["__main__"]))),
    ("sys.stdin = None", lambda: sys.stdin),
    ("sys.stdout = None", lambda: sys.stdout),
]


@pytest.mark.parametrize("ending", ["", "1/0", "raise SystemExit", "raise KeyboardInterrupt"])
@pytest.mark.parametrize(("change", "state"), STATE, ids=[change for change, _ in STATE])
def test_what_a_page_changes_is_taken_back(change: str, state: Callable[[], Any], ending: str) -> None:
    imports = "import os, random, sys, warnings\nimport numpy as np\nimport matplotlib as mpl\n"
    before = state()
    try:
        executed(f"```python\n{imports}from matplotlib import pyplot as plt\n{change}\n{ending}\n```\n")
    except KeyboardInterrupt:
        assert "Keyboard" in ending
    assert state() == before
    assert mpl.get_backend().lower() == "agg"


def test_a_page_does_not_see_the_figures_of_another() -> None:
    plt.figure()
    page = (
        "```python\nfrom matplotlib import pyplot as plt\nn = len(plt.get_fignums())\n```\n\n0<!-- {n} -->\n"
    )
    page_run, results = executed(page)
    assert [results.values[claim] for claim in page_run.of_kind("value")] == ["0"]
