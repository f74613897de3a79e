"""Numbers to a verdict, and why not."""
