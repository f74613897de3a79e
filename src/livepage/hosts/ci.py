"""Says whether this runs in CI, where no page is rewritten, and what is only told elsewhere is a fault."""

from __future__ import annotations

import os


def in_ci() -> bool:
    """Tell by the variable `CI`, which the hosts of such runs set."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")
