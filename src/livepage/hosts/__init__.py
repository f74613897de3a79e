"""Where a page meets MkDocs, mkdocs-jupyter and pytest; each host is a thin caller of the rooms below."""
