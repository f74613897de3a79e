"""Pages whose every claim is executed: parse, run, check, render and update a Markdown page.

Start with `livepage.page.parse`: it turns a page's text into claims. `livepage.run.run` executes them,
`livepage.check.check` says which do not hold, `livepage.render.render` makes the Markdown that the site is
built from, and `livepage.update.update` the source with today's outputs and values.

Parsing goes from `text` (lines) by `blocks` (fences, equations, images, prose) to claims: `read_blocks` and
`read_prose` say what each claims or what its author should change. `examples` is the end for pytest,
`plugin` that for MkDocs, `python -m livepage` the command; they read a page only through the verbs above.
"""
