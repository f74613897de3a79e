"""What came of one falsified claim; a build reads it from the store without what falsifies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from livepage.model.claims import shown_path


@dataclass(frozen=True)
class Falsification:
    """A falsified claim: `old` became `new`, the lines that differ; `caught` is None if it was left out.

    What was not caught may be `true` as well: worked out in another way, it says nothing false.
    """

    kind: str
    slip: str
    path: Path
    line: int
    old: str
    new: str
    caught: bool | None
    true: bool = False

    @property
    def survives(self) -> bool:
        """Whether no check noticed it, and for all that is known it is false."""
        return self.caught is False and not self.true

    def __str__(self) -> str:
        """Print where it is, then what was there and what it became."""
        where = f"{shown_path(self.path)}:{self.line}: {self.kind}, {self.slip}"
        return f"{where}\n    {self.old}\n    {self.new}"
