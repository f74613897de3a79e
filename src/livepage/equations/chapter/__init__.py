"""What the names of a chapter stand for: its graph, its functions, its points."""
