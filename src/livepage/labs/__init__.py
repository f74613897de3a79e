"""Labs: one source from which the build makes a page and two notebooks, one of them to fill in."""
