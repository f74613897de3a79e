"""Why an equation has no value: it cannot be read, its shapes do not fit, or it claims nothing."""


class EquationError(ValueError):
    """What is wrong with `latex[start:end]`."""

    def __init__(self, message: str, span: tuple[int, int] = (0, 0)) -> None:
        """Keep the message and the place."""
        super().__init__(message)
        self.message = message
        self.span = span


class Unreadable(EquationError):
    """LaTeX that the grammar, the conventions or the graph do not cover."""


class Ambiguous(Unreadable):
    """LaTeX that has two usual readings, which differ on this graph; the message says both."""


class Mismatch(EquationError):
    """Shapes or free indices that do not fit: the equation is read, and false."""


class Vacuous(EquationError):
    """A claim that could not fail, such as a derivative by what is no ancestor."""


class GraphError(ValueError):
    """A graph module that contradicts itself."""
