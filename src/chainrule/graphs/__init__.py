"""One module for each chapter: its symbols as functions of one another, for whoever evaluates its equations."""
