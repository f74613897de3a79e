r"""Displayed equations as claims: read as LaTeX, evaluated at random points of a chapter's graph.

>>> from livepage.equations import Context, check_latex
>>> data = dict(
...     AXES={},
...     INPUTS={"x": lambda rng: rng.normal()},
...     NODES={"y": lambda x: x**2},
...     SYMBOLS={"x": "x", "y": "y"},
... )
>>> context = Context.from_data("squares", **data)
>>> check_latex(r"\frac{d y}{d x} = 2 x", context).status
'checked'
>>> check_latex(r"\frac{d y}{d x} = x", context).status
'false'
"""

from livepage.equations.check import check_latex
from livepage.equations.context import Context
from livepage.equations.verdict import Verdict

__all__ = ["Context", "Verdict", "check_latex"]
