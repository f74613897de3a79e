r"""Displayed equations as claims: read as LaTeX, evaluated at random points of a chapter's graph.

>>> from livepage.equations import Chapter, check_latex, context_of
>>> chapter = Chapter(
...     axes={},
...     inputs={"x": lambda rng: rng.normal()},
...     nodes={"y": lambda x: x**2},
...     symbols={"x": "x", "y": "y"},
... )
>>> context = context_of(chapter, "squares")
>>> check_latex(r"\frac{d y}{d x} = 2 x", context).status
'checked'
>>> check_latex(r"\frac{d y}{d x} = x", context).status
'false'

The rooms, from the ground up; none imports from one above it:

- `latex`: characters to tokens and syntax trees, by the grammar in `formula.lark`
- `trees`: syntax to trees of meaning (`tree`), by the names of a chapter (`vocabulary`)
- `chapter`: what the names stand for: an author's `Chapter`, its graph and the values at random points
- `values`: trees to numbers, and to derivatives
- `verdicts`: numbers to a verdict, and words why not

`declared` makes a `Context` from a `Chapter`; `slips` are edits of LaTeX, `mutate` tries them on what holds,
`corrections` these and `remedies` on what does not. `by_hand` has values in a way of its own, for who doubts
`values`.

The words of the house:

- letter: a free index, such as i, which runs over an axis
- form: a name as it is declared in LaTeX, such as `z_{hi}`
- pick: the array that a form stands for, with how each of its axes is taken, such as `zh[i]`
- slot: a place in a form's subscript that any letter of an axis, or a digit, may fill
- core: the rows and columns of a value, behind its points and letters
- fold: what runs over a letter: a sum, a product, a maximum, a minimum
- held: a node that stays as it is while another one is moved for a derivative
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livepage.equations.chapter.chapter import Chapter
    from livepage.equations.declared import DeclaredContext as Context
    from livepage.equations.declared import context_of, context_of_module
    from livepage.equations.verdicts.suggest import check_latex
    from livepage.equations.verdicts.verdict import Verdict
else:
    # Whoever has its verdicts from the store imports this package for them, and needs no grammar.
    PLACES = {
        "Chapter": ("chapter.chapter", "Chapter"),
        "Context": ("declared", "DeclaredContext"),
        "Verdict": ("verdicts.verdict", "Verdict"),
        "check_latex": ("verdicts.suggest", "check_latex"),
        "context_of": ("declared", "context_of"),
        "context_of_module": ("declared", "context_of_module"),
    }

    def __getattr__(name: str) -> Any:
        """Import what is exported when it is first asked for."""
        if name not in PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, own = PLACES[name]
        return getattr(import_module(f"{__name__}.{module}"), own)


__all__ = ["Chapter", "Context", "Verdict", "check_latex", "context_of", "context_of_module"]
