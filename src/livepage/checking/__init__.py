"""Results to faults: `check.check` says which claims do not hold, and why."""
