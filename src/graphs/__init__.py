"""What the symbols of each chapter stand for: the graphs on which the equations of its pages are checked."""
