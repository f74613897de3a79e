"""Chain Rule: the mathematics of a neural network that learns, one module for each idea, in NumPy alone."""
