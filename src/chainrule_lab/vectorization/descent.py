"""Exercise 9: a step with momentum."""

from chainrule_lab.exercise import Exercise
from chainrule_lab.vectorization.points import moving
from chainrule_lab.vectorization.references import REFERENCES, momentum_step

check_momentum_step = Exercise(
    references=REFERENCES,
    name="momentum_step",
    parameters=("w", "v", "g", "learning_rate", "momentum"),
    results=("the new parameter", "the new velocity"),
    draws=(moving,),
    each="entry",
    begin="First the new velocity: a share of the old one, minus the learning rate times the gradient. Then add it.",
    look="Two lines: v = momentum * v - learning_rate * g, and w + v.",
    mistakes={
        "the old velocity moves the parameter. Take the new one.": lambda w, v, g, mu, lam: (
            w + v,
            lam * v - mu * g,
        ),
        "the gradient is added. Downhill is against it: subtract it.": lambda w, v, g, mu, lam: (
            w + lam * v + mu * g,
            lam * v + mu * g,
        ),
        "the velocity is subtracted from the parameter. It has its sign already: add it.": (
            lambda w, v, g, mu, lam: (w - lam * v + mu * g, lam * v - mu * g)
        ),
        "the velocity points uphill here: it gets MINUS the learning rate times the gradient.": (
            lambda w, v, g, mu, lam: (w - lam * v - mu * g, lam * v + mu * g)
        ),
        "the momentum stands before the gradient, too: it is the share of the old velocity alone.": (
            lambda w, v, g, mu, lam: (w + lam * (v - mu * g), lam * (v - mu * g))
        ),
        "the whole old velocity is kept. Multiply it by the momentum.": lambda w, v, g, mu, lam: (
            w + v - mu * g,
            v - mu * g,
        ),
        "the old velocity is lost: this is plain gradient descent.": lambda w, v, g, mu, lam: (
            w - mu * g,
            -mu * g,
        ),
        "the learning rate is lost.": lambda w, v, g, mu, lam: (w + lam * v - g, lam * v - g),
        "the gradient is multiplied by 1 - momentum. This rule takes all of it.": lambda w, v, g, mu, lam: (
            w + lam * v - (1 - lam) * mu * g,
            lam * v - (1 - lam) * mu * g,
        ),
        "the learning rate and the momentum have changed places.": lambda w, v, g, mu, lam: momentum_step(
            w, v, g, lam, mu
        ),
        "the two are swapped: the parameter comes first.": lambda *a: momentum_step(*a)[::-1],
    },
)
