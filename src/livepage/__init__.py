"""Pages whose every claim is executed: parse, run, check, render and update a Markdown page.

A room a stage: `model` (what a page says and what came of it), `reading` (Markdown to claims), `running`
(claims to results), `checking` (results to faults), `writing` (page and results to text), `equations`
(formulas as claims), `labs` (notebooks), `falsifying` (the mutation run), `hosts` (MkDocs, pytest).
`project` and `typeset` serve them all.
"""
