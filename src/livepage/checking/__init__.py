"""Results to faults: `check_page.check` says which claims do not hold, and why."""
