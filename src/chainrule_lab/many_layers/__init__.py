"""The checks of lab 5, one module for an exercise or two, in the order of the lab."""

from chainrule_lab.many_layers.deep import check_initial_scale, check_multiplications
from chainrule_lab.many_layers.engine import check_backward, check_exponential, check_multiply
from chainrule_lab.many_layers.layers import (
    check_cross_entropy_error,
    check_linear_backward,
    check_linear_forward,
    check_logistic_backward,
)
from chainrule_lab.many_layers.number import Number
from chainrule_lab.many_layers.training import check_confusion, check_stops_after
from chainrule_lab.written import once_written

__all__ = [
    "Number",
    "check_backward",
    "check_confusion",
    "check_cross_entropy_error",
    "check_exponential",
    "check_initial_scale",
    "check_linear_backward",
    "check_linear_forward",
    "check_logistic_backward",
    "check_multiplications",
    "check_multiply",
    "check_stops_after",
    "once_written",
]
