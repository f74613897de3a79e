"""What a cell does with functions that the reader has yet to write."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def once_written() -> Iterator[None]:
    """Run what stands under it; where a function is not written yet, say so in the place of an error."""
    try:
        yield
    except NotImplementedError:
        print("There is nothing to see yet: this cell needs the functions that you are about to write.")
