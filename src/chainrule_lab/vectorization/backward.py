"""Exercises 4 to 8: the errors, the gradients of a layer, and all of them."""

import numpy as np

from chainrule.vectorization import error_output, gradient_bias_out, hidden_activations, output_activations
from chainrule_lab.exercise import Exercise
from chainrule_lab.vectorization.points import errors, layer, network, outputs, way_back
from chainrule_lab.vectorization.references import REFERENCES, gradients

check_error_output = Exercise(
    references=REFERENCES,
    name="error_output",
    parameters=("Y", "T"),
    results=("error_output(Y, T)",),
    draws=(outputs,),
    each="entry",
    begin="The long derivation ends in one subtraction.",
    look="Output minus target.",
    mistakes={
        "the sign is lost: an output that is too large must have a positive error.": lambda Y, T: T - Y,
        "it is divided by N. The loss is a sum, and so is its gradient.": lambda Y, T: (Y - T) / len(Y),
        "the slope of the outputs stands in it, and has cancelled.": lambda Y, T: (Y - T) * Y * (1 - Y),
        "it is the derivative by the outputs. One step further back, by their inputs, is wanted.": lambda Y, T: (
            -T / Y
        ),
        "only the right class has an error here. The others have one, too: their targets are zero.": lambda Y, T: (
            T * (Y - T)
        ),
        "the targets are lost.": lambda Y, T: Y,
        "it is the size of the error: its sign is lost.": lambda Y, T: np.abs(Y - T),
    },
)

check_gradient_weight_out = Exercise(
    references=REFERENCES,
    name="gradient_weight_out",
    parameters=("H", "delta_o"),
    results=("gradient_weight_out(H, delta_o)",),
    draws=(layer,),
    each="entry",
    begin="It must have the shape of Wo: as many rows as H has columns. Which product does that?",
    look="For one sample h times delta; the sum over the samples is a product with a transpose.",
    mistakes={
        "it is transposed: row j, column c belongs to the weight from neuron j to class c.": lambda H, delta_o: (
            delta_o.T @ H
        ),
        "it is divided by N. The loss is a sum, and so is its gradient.": lambda H, delta_o: (
            H.T @ delta_o / len(H)
        ),
        "the slope of the hidden neurons stands in it. It belongs one step further back.": lambda H, delta_o: (
            (H * (1 - H)).T @ delta_o
        ),
        "the errors are summed before they meet the activations: each sample has its own product.": lambda H, d: (
            np.outer(H.sum(axis=0), d.sum(axis=0))
        ),
        "H is lost: the errors alone are summed.": lambda H, delta_o: np.ones_like(H).T @ delta_o,
        "the size of the errors is taken. Their sign counts.": lambda H, delta_o: H.T @ np.abs(delta_o),
    },
)

check_gradient_bias_out = Exercise(
    references=REFERENCES,
    name="gradient_bias_out",
    parameters=("delta_o",),
    results=("gradient_bias_out(delta_o)",),
    draws=(errors,),
    each="entry",
    begin="A bias is added for each sample alike: sum over the samples, and keep the row.",
    look="The sum over the rows, axis=0, with keepdims=True.",
    mistakes={
        "it is the mean over the samples. The loss is a sum, and so is its gradient.": lambda delta_o: (
            delta_o.mean(axis=0, keepdims=True)
        ),
        "it sums over the classes. Sum over the samples: axis=0.": lambda delta_o: delta_o.sum(
            axis=1, keepdims=True
        ),
        "it sums over everything. Each class has its own bias: axis=0.": lambda delta_o: delta_o.sum(),
        "it is not summed. All samples share the one row of biases.": lambda delta_o: delta_o * 1.0,
    },
)

check_error_hidden = Exercise(
    references=REFERENCES,
    name="error_hidden",
    parameters=("H", "Wo", "delta_o"),
    results=("error_hidden(H, Wo, delta_o)",),
    draws=(way_back,),
    each="entry",
    begin="First add up the paths: delta_o times the transposed weights. Then the slope of each hidden neuron.",
    look="Two factors, entry by entry: H (1 - H), and delta_o @ Wo.T.",
    mistakes={
        "the slope of the neurons is lost: this is the error at their output.": lambda H, Wo, delta_o: (
            delta_o @ Wo.T
        ),
        "the slope is H (1 - H): here it is H alone.": lambda H, Wo, delta_o: H * (delta_o @ Wo.T),
        "the slope is H (1 - H): here it is 1 - H alone.": lambda H, Wo, delta_o: (1 - H) * (delta_o @ Wo.T),
        "the slope is H (1 - H): here H is squared, as for the hyperbolic tangent.": lambda H, Wo, delta_o: (
            (1 - H**2) * (delta_o @ Wo.T)
        ),
        "the slope is H (1 - H): here it is H (1 + H).": lambda H, Wo, delta_o: (
            H * (1 + H) * (delta_o @ Wo.T)
        ),
        "the sign is turned: the slope is H (1 - H), and not H (H - 1).": lambda H, Wo, delta_o: (
            H * (H - 1) * (delta_o @ Wo.T)
        ),
        "the weights are lost: on each path the error is multiplied by its weight.": lambda H, Wo, delta_o: (
            H * (1 - H) * delta_o.sum(axis=1, keepdims=True)
        ),
        "only the path through the first class counts. Add up all of them.": lambda H, Wo, delta_o: (
            H * (1 - H) * np.outer(delta_o[:, 0], Wo[:, 0])
        ),
        "the paths are averaged. They add.": lambda H, Wo, delta_o: (
            H * (1 - H) * (delta_o @ Wo.T) / Wo.shape[1]
        ),
        "it is divided by N. The loss is a sum, and so is its gradient.": lambda H, Wo, delta_o: (
            H * (1 - H) * (delta_o @ Wo.T) / len(H)
        ),
    },
)


def _without_slope(
    X: np.ndarray, T: np.ndarray, Wh: np.ndarray, bh: np.ndarray, Wo: np.ndarray, bo: np.ndarray
) -> tuple[np.ndarray, ...]:
    H = hidden_activations(X, Wh, bh)
    delta_o = error_output(output_activations(H, Wo, bo), T)
    delta_h = delta_o @ Wo.T
    return X.T @ delta_h, gradient_bias_out(delta_h), H.T @ delta_o, gradient_bias_out(delta_o)


check_gradients = Exercise(
    references=REFERENCES,
    name="gradients",
    parameters=("X", "T", "Wh", "bh", "Wo", "bo"),
    results=("the gradient of Wh", "the gradient of bh", "the gradient of Wo", "the gradient of bo"),
    draws=(network,),
    each="entry",
    begin="Forward: H, then Y. Back: error_output, then error_hidden. Then two gradients for each layer.",
    look="Compare the station before it: is the error signal of its layer right?",
    mistakes={
        "the slope of the hidden neurons is lost on the way back.": _without_slope,
        "they are divided by N. The loss is a sum, and so are its gradients.": lambda X, *rest: tuple(
            g / len(X) for g in gradients(X, *rest)
        ),
        "the sign is lost: the error is Y - T.": lambda *a: tuple(-g for g in gradients(*a)),
        "the biases are lost on the way forward.": lambda X, T, Wh, bh, Wo, bo: gradients(
            X, T, Wh, 0 * bh, Wo, 0 * bo
        ),
        "the output bias is lost on the way forward.": lambda X, T, Wh, bh, Wo, bo: gradients(
            X, T, Wh, bh, Wo, 0 * bo
        ),
        "the hidden bias is lost on the way forward.": lambda X, T, Wh, bh, Wo, bo: gradients(
            X, T, Wh, 0 * bh, Wo, bo
        ),
    },
)
