"""The lab's checks: each compares a reader's function with `chainrule` and answers in words.

A check compares at random points and is shown and returned as a `Verdict`. It recognises usual mistakes by
computing them: an answer that equals a wrong formula at every point is that mistake. It never raises.
"""

from chainrule_lab.network import (
    check_forward,
    check_gradient_output,
    check_gradient_weight_hidden,
    check_gradients,
    check_loss,
    check_rbf,
    check_rbf_derivative,
    check_stable_loss,
)

__all__ = [
    "check_forward",
    "check_gradient_output",
    "check_gradient_weight_hidden",
    "check_gradients",
    "check_loss",
    "check_rbf",
    "check_rbf_derivative",
    "check_stable_loss",
]
