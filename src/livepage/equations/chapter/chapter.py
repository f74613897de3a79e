"""What an author says of a chapter's symbols: plain data, read by `Context`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Function = Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class Chapter:
    r"""The graph of a chapter, and how its LaTeX names what is in it.

    Attributes:
        axes: a letter → the name of its axis' size and the size, `{"i": ("N", 5)}`.
        inputs: a name → a function of a random generator that draws it.
        nodes: a name → a function whose parameters are the names of its parents.
        symbols: LaTeX → a pick of an input, node or definition, `{"z_{hi}": "zh[i]"}`; or the nodes over
            which its first letter with as many places walks, as over the states of a time,
            `{"h_t": ("h1", "h2", "h3")}`. A name with its bracket is taken as it is written, letters of axes
            being slots there as well: `{"I(X; Y)": "I", "P(y_i = 1)": "p[i]"}`. What is taken by `X[i]` is a
            row or a column, as the equation needs it; by `X[i,:]`, it is a row.
        functions: LaTeX → a function; or the nodes, as picks, that may be written as functions of their
            ancestors. Which norm of matrices an index means is said as `{r"\lVert \cdot \rVert_2": f}`.
        definitions: a pick → the LaTeX that defines it, such as an error signal, which is a derivative.
        implements: a function → the LaTeX of what it must return; its parameters are names as in `nodes`.
        step: the function of one update, from names as in `nodes` to a dict of new inputs.
        iteration: the letter that counts the updates.
        layers: a letter → the number of layers.
        parameters: the names that a bare nabla differentiates by.
        layout: "columns" if the gradient by a column is a column, "rows" if it is a row. If it is not said,
            gradients are columns, and what would only hold for rows is refused as ambiguous.
    """

    axes: Mapping[str, tuple[str, int]]
    inputs: Mapping[str, Function]
    symbols: Mapping[str, str | tuple[str, ...]]
    nodes: Mapping[str, Function] = field(default_factory=dict)
    functions: Mapping[str, Function | str | tuple[str, ...]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    implements: Mapping[Function, str] = field(default_factory=dict)
    step: Function | None = None
    iteration: str = ""
    layers: Mapping[str, int] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    layout: Literal["", "columns", "rows"] = ""
