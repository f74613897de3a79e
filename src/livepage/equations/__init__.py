r"""Displayed equations as claims: read as LaTeX, evaluated at random points of a chapter's graph.

>>> from livepage.equations import Chapter, Context, check_latex
>>> chapter = Chapter(
...     axes={},
...     inputs={"x": lambda rng: rng.normal()},
...     nodes={"y": lambda x: x**2},
...     symbols={"x": "x", "y": "y"},
... )
>>> context = Context.of(chapter, "squares")
>>> check_latex(r"\frac{d y}{d x} = 2 x", context).status
'checked'
>>> check_latex(r"\frac{d y}{d x} = x", context).status
'false'
"""

from livepage.equations.chapter.chapter import Chapter
from livepage.equations.declared import Declared as Context
from livepage.equations.verdicts.check import check_latex
from livepage.equations.verdicts.verdict import Verdict

__all__ = ["Chapter", "Context", "Verdict", "check_latex"]
