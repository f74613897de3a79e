# ---
# title: "Lab: many layers"
# description: >-
#   Write the layers of chapter 5 yourself, and then your own engine of automatic differentiation. Each function is checked on the
#   spot, with a hint that tells what went wrong.
# ---

# %% [markdown]
# # Lab: write your own engine
#
# You have read [the chapter](../tutorial/5-many-layers.md), or want to find out what you need of it. Here you write the two kinds of layers,
# decide when a training should stop, and look into deep networks. Then you write an engine that finds derivatives by itself. There are
# eleven exercises, each a function of a few lines. Below each stands a check. It answers in words: right, or what differs,
# where, and often why.
#
# **How it works.** Replace `raise NotImplementedError` by your code, run the cell, then run the check. A wrong answer costs
# nothing: read what the check says, look again, run both cells again. You may skip an exercise and come back.
#
# **What you need.** [Chapter 4](../tutorial/4-vectorization.md) for the first half, the chain rule for the second.

# %%
import numpy as np
from chainrule.datasets import digits
from chainrule.figures.digits import (
    plot_confusion,
    plot_digits,
)
from chainrule.many_layers import (
    network,
    predict,
    train,
)
from chainrule.vectorization import (
    softmax,
)
from chainrule_lab.many_layers import *

random = np.random.RandomState(1)
X, T, *others = digits(random)
X_val, T_val, X_test, T_test = others
print("shapes:", X.shape, T.shape)

# %% [markdown]
# These are [the images of the chapter](../tutorial/5-many-layers.md#look-at-the-digits).

# %% alt="Eight small images of handwritten digits, each with its digit below."
names = T[:8].argmax(axis=1).astype(str)
plot_digits(X[:8], names)

# %% [markdown]
# ## 1. The linear layer, forward
#
# $$\mathbf{Z}^{(l)} = \mathbf{H}^{(l-1)} \mathbf{W}^{(l)} + \mathbf{b}^{(l)}$$
#
# In code, the inputs of the layer are `X`, whatever stands before it.


# %%
def linear_forward(X, W, b):
    """Return the layer's outputs."""
    ### BEGIN SOLUTION
    return X @ W + b
    ### END SOLUTION


# %%
check_linear_forward(linear_forward)

# %% [markdown]
# ## 2. The linear layer, back
#
# `dZ` says how the loss moves with each output. Return how it moves with each input, weight and bias.
#
# $$\frac{\partial \xi}{\partial \mathbf{H}^{(l-1)}} = \boldsymbol{\delta}^{(l)} \mathbf{W}^{(l)T}$$
#
# You can find the other two by yourself: look at the shapes. Return `dX`, `dW` and `db`; like the biases, `db` is a flat array.


# %%
def linear_backward(X, W, dZ):
    """Return dX, dW and db."""
    ### BEGIN SOLUTION
    return (
        dZ @ W.T,
        X.T @ dZ,
        dZ.sum(axis=0),
    )
    ### END SOLUTION


# %%
check_linear_backward(linear_backward)

# %% [markdown]
# ## 3. The activation, back
#
# `H` is what came out of the logistic functions on the way forward.
#
# $$
# \frac{\partial \xi}{\partial \mathbf{Z}^{(l)}}
# = \frac{\partial \xi}{\partial \mathbf{H}^{(l)}} \circ \sigma'(\mathbf{Z}^{(l)})
# $$
#
# How do you get the slope from `H` alone?


# %%
def logistic_backward(H, dH):
    """Return it in the shape of H."""
    ### BEGIN SOLUTION
    return dH * H * (1 - H)
    ### END SOLUTION


# %%
check_logistic_backward(
    logistic_backward
)

# %% [markdown]
# ## 4. Where the way back begins
#
# The loss is the mean of the cross-entropy over the samples. The function `softmax` is there already.
#
# $$\frac{\partial \xi}{\partial \mathbf{Z}} = \frac{1}{N} (\mathbf{Y} - \mathbf{T})$$


# %%
def cross_entropy_error(Z, T):
    """Return it in the shape of Z."""
    ### BEGIN SOLUTION
    return (softmax(Z) - T) / len(T)
    ### END SOLUTION


# %%
check_cross_entropy_error(
    cross_entropy_error
)

# %% [markdown]
# ## 5. When to stop
#
# You are given the validation costs of all passes, in their order. A training stops as soon as the cost has failed to fall twice in a row. After
# how many passes is that? If it never happens, the training takes all of them.


# %%
def stops_after(costs):
    """Return the number of passes."""
    ### BEGIN SOLUTION
    failures = 0
    for n in range(1, len(costs)):
        failures += 1
        if costs[n] < costs[n - 1]:
            failures = 0
        if failures == 2:
            return n + 1
    return len(costs)
    ### END SOLUTION


# %%
check_stops_after(stops_after)

# %% [markdown]
# ## 6. Who was taken for whom
#
# `t` holds what each image is, `y` the network's answer, both as whole numbers from zero to nine. Return a table of ten by ten counts: the
# row says what it is, the column what the network answered.


# %%
def confusion(t, y):
    """Return counts, ten by ten."""
    ### BEGIN SOLUTION
    table = np.zeros((10, 10), dtype=int)
    for n in range(len(t)):
        table[t[n], y[n]] += 1
    return table
    ### END SOLUTION


# %%
check_confusion(confusion)

# %% [markdown]
# Here it is for a network without hidden layers, which reads these images well. Which mistakes does it make?

# %% alt="A table of ten by ten with large numbers on its diagonal and few beside it."
with once_written():
    flat = network(random, 64, 10)
    data = X, T, X_val, T_val
    setup = 0.01, 43, 300
    list(train(flat, *data, *setup))
    t = T_test.argmax(axis=1)
    y = predict(flat, X_test)
    table = confusion(t, y)
    right = np.trace(table)
    print(f"{right} of {len(t)} right")
    plot_confusion(table)

# %% [markdown]
# ## 7. How large should the first weights be?
#
# On its way back through a layer of `n` neurons the error is multiplied twice: by about the root of `n` times the standard deviation of the weights, and by the
# slope of the logistic function. That slope is at most a quarter. Take a quarter. For which standard deviation does the error keep its size?


# %%
def initial_scale(n):
    """Return a standard deviation."""
    ### BEGIN SOLUTION
    return 4 / np.sqrt(n)
    ### END SOLUTION


# %%
check_initial_scale(initial_scale)

# %% [markdown]
# ## 8. What it costs
#
# `sizes` is an array with the number of neurons of each layer, the inputs first. How many multiplications does one sample take, forward
# and back together? Count those by a weight, and those for the gradient of a weight. The way back goes as far as the inputs of the network.


# %%
def multiplications(sizes):
    """Return the number, both ways."""
    ### BEGIN SOLUTION
    return 3 * np.sum(
        sizes[:-1] * sizes[1:]
    )
    ### END SOLUTION


# %%
check_multiplications(multiplications)

# %% [markdown]
# ## 9. An engine: the product
#
# Now to the engine. It works on single numbers. A `Number` has a `value`, a `gradient`, which is zero at first, and a list of `parents`. Each parent is
# a pair: a number that this one was computed from, and the slope of this one with respect to it. This is how a sum is made:


# %%
def add(a, b):
    """Return a + b, with its parents."""
    return Number(
        a.value + b.value,
        [(a, 1.0), (b, 1.0)],
    )


print(add(Number(2.0), Number(3.0)))

# %% [markdown]
# Its slope with respect to each of the two is one. Now write the product.


# %%
def multiply(a, b):
    """Return a * b, with its parents."""
    ### BEGIN SOLUTION
    return Number(
        a.value * b.value,
        [(a, b.value), (b, a.value)],
    )
    ### END SOLUTION


# %%
check_multiply(multiply)

# %% [markdown]
# ## 10. The exponential


# %%
def exponential(a):
    """Return exp(a), with its parent."""
    ### BEGIN SOLUTION
    y = np.exp(a.value)
    return Number(y, [(a, y)])
    ### END SOLUTION


# %%
check_exponential(exponential)

# %% [markdown]
# ## 11. The way back
#
# This is the whole course in one function. Go back from `result` to every number that it was computed from, and set its gradient: the derivative of
# the result with respect to it. Along a path, slopes are multiplied. Where paths meet, they are added. A number may hand on its gradient only when
# all paths to it have arrived. Return nothing.
#
# The check draws expressions at random, in which numbers are used more than once, and compares with the course's own engine.


# %%
def backward(result):
    """Set gradients; return nothing."""
    ### BEGIN SOLUTION
    order = []

    def visit(n):
        """Put n in after its parents."""
        if n not in order:
            for parent, _ in n.parents:
                visit(parent)
            order.append(n)

    visit(result)
    for n in order:
        n.gradient = 0.0
    result.gradient = 1.0
    for n in reversed(order):
        for parent, slope in n.parents:
            way = slope * n.gradient
            parent.gradient += way
    ### END SOLUTION


# %%
check_backward(backward)

# %% [markdown] tags=["solution"]
# Each number stands in the list behind all of its parents, because it is put there after them. Read backwards, it stands before them: when its turn comes, everything that was computed
# from it is done.

# %% [markdown]
# Let your engine differentiate something that you know: one step of chapter 3, the bump of a hidden neuron, at one half. By hand you found that its slope is `-2 * z * h`.

# %%
with once_written():
    z = Number(0.5)
    square = multiply(z, z)
    minus = Number(-1.0)
    power = multiply(minus, square)
    h = exponential(power)
    backward(h)
    by_hand = -2 * 0.5 * h.value
    print(
        f"your engine: {z.gradient:.6f}"
    )
    print(f"by hand:     {by_hand:.6f}")

# %% [markdown]
# ## Where to go next
#
# You have written a program that finds derivatives by itself. Give its numbers the operators `+` and `*`, more functions, and arrays for values. Then it is
# [the engine of the chapter](../tutorial/5-many-layers.md#let-the-chain-rule-run-by-itself), and you know what is inside the large libraries.
