"""A page and its results to text: `render` for the site, `update` for the source."""
