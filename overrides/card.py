"""A hook of the build: the picture that stands beside a link to the site where it is shared."""

import io
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

FILE = "assets/images/card.png"
WIDTH, HEIGHT = 1200, 630  # pixels, as those who show cards ask for
ALT = "Chain Rule: a neural network, from scratch. A path of dots runs down a parabola."
PAPER, INK, MUTED, BLUE, RED = "#fffefc", "#1d232b", "#56606b", "#1f5a9e", "#9c3f1d"
WORDS: dict[str, Any] = {"family": "STIXGeneral", "ha": "left", "va": "center"}


def on_config(config: MkDocsConfig) -> None:
    """Tell the templates of it."""
    config.extra["card"] = {"file": FILE, "alt": ALT, "width": WIDTH, "height": HEIGHT}


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add it to the files of the site."""
    files.append(File.generated(config, FILE, content=card(config.site_name)))
    return files


def card(name: str) -> bytes:
    """Return it as PNG, the same bytes each time."""
    with mpl.rc_context({"svg.hashsalt": "card"}):
        figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=PAPER)
        figure.text(0.07, 0.66, name, color=INK, size=62, weight="bold", **WORDS)
        figure.text(0.07, 0.47, "A neural network, from scratch,", color=INK, size=27, **WORDS)
        figure.text(0.07, 0.39, "with nothing to take on trust", color=INK, size=27, **WORDS)
        figure.text(0.07, 0.2, "Python and NumPy; every number checked", color=MUTED, size=20, **WORDS)
        axes = figure.add_axes((0.58, 0.14, 0.36, 0.72))
        axes.set_axis_off()
        w = np.linspace(-2, 2, 201)
        axes.plot(w, w**2, color=BLUE, linewidth=4)
        steps = -1.9 * 0.7 ** np.arange(9)
        axes.plot(steps, steps**2, "o-", color=RED, linewidth=1.5, markersize=11)
        file = io.BytesIO()
        figure.savefig(file, format="png", metadata={"Software": None})
        return file.getvalue()
