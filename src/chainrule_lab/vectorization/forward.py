"""Exercises 1 to 3: the hidden layer, the softmax, the loss."""

import numpy as np

from chainrule.activations import logistic
from chainrule_lab.exercise import Exercise
from chainrule_lab.vectorization.points import hidden, logits, outputs
from chainrule_lab.vectorization.references import REFERENCES

check_hidden_activations = Exercise(
    references=REFERENCES,
    name="hidden_activations",
    parameters=("X", "Wh", "bh"),
    results=("hidden_activations(X, Wh, bh)",),
    draws=(hidden,),
    each="entry",
    begin="A matrix product, plus the row of biases, through the logistic function.",
    look="Three steps: X @ Wh, then + bh, then logistic.",
    mistakes={
        "the logistic function is missing: these are the inputs of the neurons.": lambda X, Wh, bh: (
            X @ Wh + bh
        ),
        "the bias is lost.": lambda X, Wh, bh: logistic(X @ Wh),
        "the bias is subtracted.": lambda X, Wh, bh: logistic(X @ Wh - bh),
        "the bias is added behind the logistic function. It belongs inside.": lambda X, Wh, bh: (
            logistic(X @ Wh) + bh
        ),
        "one sample's bias is the same for all neurons here. There is one for each neuron.": lambda X, Wh, bh: (
            logistic(X @ Wh + np.mean(bh))
        ),
        "it is the logistic function of minus the sum: 1 / (1 + exp(-z)) is meant.": lambda X, Wh, bh: (
            logistic(-(X @ Wh + bh))
        ),
        "the hyperbolic tangent stands where the logistic function is meant.": lambda X, Wh, bh: np.tanh(
            X @ Wh + bh
        ),
    },
)

check_softmax = Exercise(
    references=REFERENCES,
    name="softmax",
    parameters=("Z",),
    results=("softmax(Z)",),
    draws=(logits,),
    each="entry",
    begin="The exponential of all, divided by the sum of each row. `keepdims=True` keeps that sum a column.",
    look="Each row must add up to one: axis=1, and keepdims=True.",
    mistakes={
        "it divides by the sum of ALL entries. Each row has a sum of its own: axis=1.": lambda Z: (
            np.exp(Z) / np.sum(np.exp(Z))
        ),
        "it divides by the sum of each COLUMN. A sample is a row: axis=1.": lambda Z: (
            np.exp(Z) / np.sum(np.exp(Z), axis=0)
        ),
        "the exponential is missing: these are shares of Z itself.": lambda Z: (
            Z / np.sum(Z, axis=1, keepdims=True)
        ),
        "the sum is missing: these are the exponentials alone.": lambda Z: np.exp(Z),
        "the sign is wrong: the largest z must have the largest share.": lambda Z: (
            np.exp(-Z) / np.sum(np.exp(-Z), axis=1, keepdims=True)
        ),
        "it is the logarithm of the softmax.": lambda Z: Z - np.log(np.sum(np.exp(Z), axis=1, keepdims=True)),
        "each entry is a logistic function of its own: the rows do not add up to one.": lambda Z: logistic(Z),
        "it divides by the largest exponential of the row, in the place of their sum.": lambda Z: (
            np.exp(Z) / np.max(np.exp(Z), axis=1, keepdims=True)
        ),
    },
)

check_loss = Exercise(
    references=REFERENCES,
    name="loss",
    parameters=("Y", "T"),
    results=("loss(Y, T)",),
    draws=(outputs,),
    begin="T picks the output that counts. Take its logarithm, sum over everything, change the sign.",
    look="Minus the sum of T * np.log(Y), over samples and classes.",
    mistakes={
        "the minus sign is lost: the logarithm of a probability is negative.": lambda Y, T: np.sum(
            T * np.log(Y)
        ),
        "it is the mean over the samples. This chapter takes the sum.": lambda Y, T: (
            -np.sum(T * np.log(Y)) / len(Y)
        ),
        "it is the mean over all entries. This chapter takes the sum.": lambda Y, T: -np.mean(T * np.log(Y)),
        "Y and T have changed places: the logarithm is that of the outputs.": lambda Y, T: (
            -np.sum(Y * np.log(np.where(T > 0, T, 1)))
        ),
        "all outputs count here. Only that of the right class should: multiply by T.": lambda Y, T: (
            -np.sum(np.log(Y))
        ),
        "the wrong classes count, too: that is the loss of two-class outputs, for each class.": lambda Y, T: (
            -np.sum(T * np.log(Y) + (1 - T) * np.log(1 - Y))
        ),
        "the logarithm is missing.": lambda Y, T: -np.sum(T * Y),
        "it is the logarithm of a sum. First the logarithm of each, then the sum.": lambda Y, T: (
            -np.log(np.sum(T * Y))
        ),
        "it is the sum of the squared errors.": lambda Y, T: np.sum((Y - T) ** 2),
        "it is one value for each class. Sum over them, too.": lambda Y, T: -np.sum(T * np.log(Y), axis=0),
        "it is one value for each sample and class. Sum over all of them.": lambda Y, T: -T * np.log(Y),
        "it is one value for each sample. Sum over them, too.": lambda Y, T: -np.sum(T * np.log(Y), axis=1),
        "the logarithm has the base two. The natural one is meant.": lambda Y, T: -np.sum(T * np.log2(Y)),
        "the logarithm has the base ten. The natural one is meant.": lambda Y, T: -np.sum(T * np.log10(Y)),
    },
)
