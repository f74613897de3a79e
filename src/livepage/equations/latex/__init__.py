"""Characters to syntax: the grammar, what is rewritten before it, and names as they are written."""
