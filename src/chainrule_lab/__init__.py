"""The labs' checks: each compares a reader's function with that of the course, and answers in words.

A lab is a package of its own, with its reference functions, its exercises and their usual mistakes. What they
share stands beside: an `Exercise` compares at random points and is shown and returned as a `Verdict`. It recognises a
mistake by computing it: an answer that equals a wrong formula at every point is that mistake. It never raises.
"""
