"""Looks up what a line `::: module.name` asks of mkdocstrings, by the library with which that looks it up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from livepage.running.embed import EmbedError

if TYPE_CHECKING:
    from griffe import GriffeLoader


class Documented:
    """Modules as mkdocstrings reads them: their sources, without importing them; each is read once."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self.loader: GriffeLoader | None = None

    def require(self, target: str) -> None:
        """Look a name up.

        Raises:
            EmbedError: if there is none.
        """
        try:
            from griffe import GriffeLoader
        except ModuleNotFoundError:
            raise EmbedError("mkdocstrings, which makes text of this line, is not installed") from None
        self.loader = self.loader or GriffeLoader(search_paths=sys.path)
        module = target.partition(".")[0]
        try:
            if module not in self.loader.modules_collection:
                with _without_git():
                    self.loader.load(module, try_relative_path=False)
                self.loader.resolve_aliases(implicit=False, external=False)
            self.loader.modules_collection[target].kind  # noqa: B018 (an alias is looked up when it is used)
        except ImportError:
            raise EmbedError(f"there is no {target}: no module is called {module}") from None
        except KeyError as error:
            raise EmbedError(f"there is no {target}: nothing there is called {error.args[0]}") from None
        except Exception as error:  # it reads any source, in which anything may be wrong
            raise EmbedError(f"{target} cannot be read: {type(error).__name__}: {error}") from error


@contextmanager
def _without_git() -> Iterator[None]:
    """Let Griffe ask no other program whose repository a module is of: what does is run at each build."""
    from griffe import GitInfo

    asked = vars(GitInfo)["from_package"]
    GitInfo.from_package = classmethod(lambda *_: None)  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        GitInfo.from_package = asked  # type: ignore[method-assign]
