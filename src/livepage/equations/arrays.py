"""Arrays of NumPy, of real or complex numbers."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
