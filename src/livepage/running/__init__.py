"""Claims to results: `run.run` executes a page once, in order, in one namespace."""
