"""What holds for all tests: none is timed, and none waits for what they all share to be searched."""

import gc

from hypothesis import settings

# An example may take as long as a busy machine needs.
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Leave modules and tests out of each later search for garbage, as they stay to the end.

    A page that is run ends with such a search, which took longer than all the rest of it.
    """
    gc.collect()
    gc.freeze()
