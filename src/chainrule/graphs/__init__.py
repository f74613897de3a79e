"""One module for each chapter: its symbols as functions of one another, to evaluate its equations."""
