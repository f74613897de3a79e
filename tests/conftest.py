"""No test is timed: an example of Hypothesis may take as long as a busy machine needs."""

from hypothesis import settings

settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")
