"""Trees to numbers, at all points at once."""
