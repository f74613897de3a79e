"""One module for each exercise, or half of one, in the order of the lab."""
