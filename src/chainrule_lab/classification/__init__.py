"""The checks of lab 2, one module for a few exercises, in the order of the lab."""

from chainrule_lab.classification.beyond import (
    check_count_wrong,
    check_gradient_squares,
    check_with_ones,
)
from chainrule_lab.classification.descent import check_train, check_update
from chainrule_lab.classification.losses import check_loss, check_surprise
from chainrule_lab.classification.model import check_logistic, check_nn, check_nn_predict
from chainrule_lab.classification.slopes import (
    check_gradient,
    check_gradient_output,
    check_logistic_slope,
)
from chainrule_lab.written import once_written

__all__ = [
    "check_count_wrong",
    "check_gradient",
    "check_gradient_output",
    "check_gradient_squares",
    "check_logistic",
    "check_logistic_slope",
    "check_loss",
    "check_nn",
    "check_nn_predict",
    "check_surprise",
    "check_train",
    "check_update",
    "check_with_ones",
    "once_written",
]
