"""Pages whose every claim is executed: parse, run, check, render and update a Markdown page.

Start with `livepage.page.parse`: it turns a page's text into claims. `livepage.run.run` executes them,
`livepage.check.check` says which do not hold, `livepage.render.render` makes the Markdown that the site is
built from, and `livepage.update.update` the source with today's outputs and values.
"""
