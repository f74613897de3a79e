"""An exercise: its reference, the points at which an answer is compared, its usual mistakes; and the judgement."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from chainrule_lab.calling import Answer, NotWritten, Trouble, call, overlay, require_parameters
from chainrule_lab.mistakes import Forms, Trial, first_wrong, recognised
from chainrule_lab.reading import expected_parts, parts, shape_line
from chainrule_lab.verdict import Verdict

Draw = Callable[[np.random.Generator], tuple[Any, ...]]
POINTS = 6
FEW = 3
"""So many entries of an array are shown, all of them; draws have more samples than that."""


@dataclass(frozen=True, repr=False)
class Exercise:
    """A function to write. Called with a reader's function, it shows its verdict and returns it; it never raises."""

    references: Mapping[str, Callable[..., Any]]
    """Right functions by name: this one, and those of the lab that stand in the place of the reader's others."""
    name: str
    parameters: tuple[str, ...]
    results: tuple[str, ...]
    draws: tuple[Draw, ...]
    begin: str
    """How to begin, for whoever has not."""
    look: str
    """Where to look, for whoever is wrong in a way of his own."""
    mistakes: Forms = field(default_factory=dict)
    also: tuple[Callable[..., Any], ...] = ()
    """Other formulas that are right."""
    each: str = "sample"
    """What a flat result has an entry for: a sample, a weight, or an iteration of a run; of a matrix an entry."""

    @property
    def reference(self) -> Callable[..., Any]:
        """The right function."""
        return self.references[self.name]

    def __repr__(self) -> str:
        """Return how to call it; the solution is not for display."""
        return f"<check_{self.name}: call it with your function, check_{self.name}({self.name})>"

    def __call__(self, *given: Any, **named: Any) -> Verdict:
        """Check a function, show the verdict, and return it."""
        return self.judge(*handed(given, named, self.name)).show()

    def judge(self, function: Any, seed: int = 0) -> Verdict:
        """Return the verdict on a function, compared at points that the seed gives."""
        return guarded(self.name, self.begin, lambda: self._note(function, seed))

    def _note(self, function: Any, seed: int) -> str:
        """Return what is to be said of a right answer besides.

        Raises:
            Trouble: if it is wrong.
        """
        require_parameters(self.name, function, self.parameters)
        function = overlay(function, self.references, kept=(self.name,))
        trials, warning = [], ""
        for arguments in self._points(seed):
            trial, answer = self._trial(function, arguments)
            trials.append(trial)
            warning = warning or answer.warning
        if (found := first_wrong(trials)) is not None and not self._another_formula(trials):
            raise Trouble(self._wrong(trials, *found) + _warned(warning))
        return "NumPy warned on the way: " + warning + "." if warning else ""

    def _points(self, seed: int) -> Iterator[tuple[Any, ...]]:
        rng = np.random.default_rng(seed)
        for n in range(POINTS):
            yield self.draws[n % len(self.draws)](rng)

    def _trial(self, function: Any, arguments: tuple[Any, ...]) -> tuple[Trial, Answer]:
        expected = expected_parts(self.reference(*arguments), len(self.results))
        answer = call(function, arguments)
        run = self.each == "iteration"
        return Trial(arguments, expected, parts(answer.value, self.results, expected, run)), answer

    def _another_formula(self, trials: list[Trial]) -> bool:
        count = len(self.results)
        return any(
            first_wrong(
                [Trial(t.arguments, expected_parts(form(*t.arguments), count), t.got) for t in trials]
            )
            is None
            for form in self.also
        )

    def _wrong(self, trials: list[Trial], trial: Trial, part: int) -> str:
        """Return what is wrong, at which input, what was expected, and what came."""
        named = recognised(trials, part, self.reference, self.mistakes, self.parameters, self.each)
        what = named or f"it is not right yet. {self.look}"
        if len(self.results) > 1:
            what = f"{self.results[part]}: {what}"
        return f"{what}\n{difference(trial, part, self.parameters, self.each)}"


def difference(trial: Trial, part: int, parameters: tuple[str, ...], each: str = "sample") -> str:
    """Return the line that says where an answer differs most: expected, got."""
    got, expected = trial.got[part], trial.expected[part]
    if got.shape != expected.shape:
        return shape_line(got, expected)
    with np.errstate(invalid="ignore"):
        distance = np.nan_to_num(np.abs(got - expected), nan=np.inf)
    wrong = ~np.isclose(got, expected, rtol=1e-6, atol=1e-10)
    run = each == "iteration"
    place = int(np.argmax(wrong if run else distance))  # of a run the first that is wrong
    inputs = zip(parameters, trial.arguments, strict=True)
    if each == "entry":
        shown = [(name, of_shape(argument)) for name, argument in inputs]
        where = ", ".join(name + text for name, text in shown)
        index = ", ".join(str(n) for n in np.unravel_index(place, expected.shape))
        entry = f", entry [{index}] of the result" if expected.ndim else ""
    else:
        shown = [(name, show(argument, place, expected.size)) for name, argument in inputs]
        where = ", ".join(f"{name} = {text}" for name, text in shown if text)
        entry = f", entry {np.unravel_index(place, expected.shape)[0]} of the run" if run else ""
    return f"At {where}{entry}: expected {expected.flat[place]:.6g}, got {got.flat[place]:.6g}."


def handed(given: tuple[Any, ...], named: dict[str, Any], *names: str) -> list[Any]:
    """Return the functions that a check was given, None for what is missing; what is too many is left out."""
    return [given[n] if n < len(given) else named.get(name) for n, name in enumerate(names)]


def guarded(name: str, begin: str, note: Callable[[], str]) -> Verdict:
    """Return the verdict of a check: right, unless it raises what is then said. Nothing escapes."""
    try:
        said = note()
    except NotWritten as trouble:
        return Verdict(name, False, f"✗ {name}: {trouble} {begin}")
    except Trouble as trouble:
        return Verdict(name, False, f"✗ {name}: {trouble}")
    except BaseException as error:
        kind = type(error).__name__
        return Verdict(
            name, False, f"✗ {name}: the check could not read what your function returns ({kind})."
        )
    return Verdict(name, True, f"✓ {name} is right." + (f"\n{said}" if said else ""))


def show(argument: Any, place: int, size: int) -> str:
    """Return an argument as it stands in a message: of samples the one that is spoken of."""
    if callable(argument):
        return str(getattr(argument, "label", ""))
    if isinstance(argument, np.ndarray) and argument.size > 1:
        if argument.size <= FEW:  # weights
            return f"[{', '.join(f'{value:.4g}' for value in np.ravel(argument))}]"
        if argument.ndim > 1 and len(argument) == size < argument.size:  # inputs of one sample
            return show(argument[place], 0, 1)
        return f"{np.ravel(argument)[place]:.4g}" if argument.size == size else f"{len(argument)} samples"
    return f"{np.asarray(argument).item():.4g}"


def of_shape(argument: Any) -> str:
    """Return what a message says of an argument behind its name: the shape of a matrix, else its values."""
    if np.ndim(argument) > 1:
        return f" of shape {np.shape(argument)}"
    values = [f"{value:.4g}" for value in np.ravel(argument)]
    return f" = {', '.join(values)}" if np.ndim(argument) == 0 else f" = [{', '.join(values)}]"


def _warned(warning: str) -> str:
    return f"\nNumPy warned on the way: {warning}." if warning else ""
