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
# decide when a training should stop, and look into deep networks. Then you write an engine that differentiates by itself. There are
# eleven exercises, each a function of a few lines. Below each stands a check, which answers in words: right, or what differs,
# where, and often why.
#
# **How it works.** Replace `raise NotImplementedError` by your code, run the cell, then run the check. A wrong answer costs
# nothing: read what the check says, look again, run both cells again. You may skip an exercise and come back.
#
# **What you need.** [Chapter 4](../tutorial/4-vectorization.md) for the first half, the chain rule for the second.

# %%
import numpy as np
from chainrule.datasets import digits
from chainrule.figures.digits import plot_confusion, plot_digits
from chainrule.many_layers import network, predict, train
from chainrule.vectorization import softmax
from chainrule_lab.many_layers import *

random = np.random.RandomState(1)
X, T, X_val, T_val, X_test, T_test = digits(random)
print("shapes of X and T:", X.shape, T.shape)

# %% [markdown]
# These are [the images of the chapter](../tutorial/5-many-layers.md#look-at-the-digits).

# %% alt="Eight small images of handwritten digits, each with its digit below."
plot_digits(X[:8], [str(digit) for digit in T[:8].argmax(axis=1)])

# %% [markdown]
# ## 1. The linear layer, forward
#
# $$\mathbf{Z}^{(l)} = \mathbf{H}^{(l-1)} \mathbf{W}^{(l)} + \mathbf{b}^{(l)}$$
#
# In code, the inputs of the layer are `X`, whatever stands before it.


# %%
def linear_forward(X, W, b):
    """Return the outputs of the layer."""
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
# You can find the other two without a book: look at the shapes.


# %%
def linear_backward(X, W, dZ):
    """Return dX, dW and db; the biases are a flat array."""
    ### BEGIN SOLUTION
    return dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)
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
    """Return how the loss moves with each input of the logistic functions."""
    ### BEGIN SOLUTION
    return dH * H * (1 - H)
    ### END SOLUTION


# %%
check_logistic_backward(logistic_backward)

# %% [markdown]
# ## 4. Where the way back begins
#
# The loss is the mean of the cross-entropy over the samples. The function `softmax` is there already.
#
# $$\frac{\partial \xi}{\partial \mathbf{Z}} = \frac{1}{N} (\mathbf{Y} - \mathbf{T})$$


# %%
def cross_entropy_error(Z, T):
    """Return how the loss moves with each entry of Z, the inputs of the softmax."""
    ### BEGIN SOLUTION
    return (softmax(Z) - T) / len(T)
    ### END SOLUTION


# %%
check_cross_entropy_error(cross_entropy_error)

# %% [markdown]
# ## 5. When to stop
#
# You are given the validation costs of all passes, in their order. After how many passes does a training stop that ends once the cost has
# failed to fall twice in a row? If that never happens, it takes all of them.


# %%
def stops_after(costs):
    """Return the number of passes that are made."""
    ### BEGIN SOLUTION
    failures = 0
    for n in range(1, len(costs)):
        failures = failures + 1 if costs[n] >= costs[n - 1] else 0
        if failures == 2:
            return n + 1
    return len(costs)
    ### END SOLUTION


# %%
check_stops_after(stops_after)

# %% [markdown]
# ## 6. Who was taken for whom
#
# `t` holds what each image is, `y` the network's answer, both as whole numbers from zero to nine. Count.


# %%
def confusion(t, y):
    """Return a table of ten by ten counts: row what it is, column the answer."""
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
    passes = len(list(train(flat, X, T, X_val, T_val, 0.01, 43, 300)))
    table = confusion(T_test.argmax(axis=1), predict(flat, X_test))
    print(f"{np.trace(table)} of {len(X_test)} right")
    plot_confusion(table)

# %% [markdown]
# ## 7. How large should the first weights be?
#
# On its way back through a layer of `n` neurons the error is multiplied by about the root of `n`, times the standard deviation of the weights, and by the
# slope of the logistic function, which is at most a quarter. For which standard deviation does this rule keep its size?


# %%
def initial_scale(n):
    """Return the standard deviation of the weights."""
    ### BEGIN SOLUTION
    return 4 / np.sqrt(n)
    ### END SOLUTION


# %%
check_initial_scale(initial_scale)

# %% [markdown]
# ## 8. What it costs
#
# `sizes` is an array with the number of neurons of each layer, the inputs first. How many multiplications by a weight, or for the gradient of one, does one sample take, forward
# and back together? The way back goes to the inputs.


# %%
def multiplications(sizes):
    """Return the number of multiplications, forward and back."""
    ### BEGIN SOLUTION
    return 3 * np.sum(sizes[:-1] * sizes[1:])
    ### END SOLUTION


# %%
check_multiplications(multiplications)

# %% [markdown]
# ## 9. An engine: the product
#
# Now to the engine. It works on single numbers. A `Number` has a `value`; `parents`, a list of pairs of the number that it was computed
# from and its slope with respect to that; and a `gradient`, zero at first. This is how a sum is made:


# %%
def add(a, b):
    """Return a + b, which remembers a and b."""
    return Number(a.value + b.value, [(a, 1.0), (b, 1.0)])


print(add(Number(2.0), Number(3.0)))

# %% [markdown]
# Its slope with respect to each of the two is one. Write the product.


# %%
def multiply(a, b):
    """Return a times b, which remembers a and b."""
    ### BEGIN SOLUTION
    return Number(a.value * b.value, [(a, b.value), (b, a.value)])
    ### END SOLUTION


# %%
check_multiply(multiply)

# %% [markdown]
# ## 10. The exponential


# %%
def exponential(a):
    """Return e to the power a, which remembers a."""
    ### BEGIN SOLUTION
    y = np.exp(a.value)
    return Number(y, [(a, y)])
    ### END SOLUTION


# %%
check_exponential(exponential)

# %% [markdown]
# ## 11. The way back
#
# This is the whole course in one function. Give every number behind `result` its gradient: the derivative of the result with respect to it. Along a path, slopes
# are multiplied. Where paths meet, they are added. A number may hand on its gradient only when all of its paths have arrived.
#
# The check draws expressions at random, in which numbers are used more than once, and compares with the course's own engine.


# %%
def backward(result):
    """Set the gradient of each number behind the result; return nothing."""
    ### BEGIN SOLUTION
    order = []

    def visit(number):
        """Put the parents first, then the number itself, once."""
        if number not in order:
            for parent, _ in number.parents:
                visit(parent)
            order.append(number)

    visit(result)
    for number in order:
        number.gradient = 0.0
    result.gradient = 1.0
    for number in reversed(order):
        for parent, slope in number.parents:
            parent.gradient += slope * number.gradient
    ### END SOLUTION


# %%
check_backward(backward)

# %% [markdown] tags=["solution"]
# Each number stands in the list behind all of its parents, because it is put there after them. Read backwards, it stands before them: whatever was computed from a
# number has been dealt with when its turn comes.

# %% [markdown]
# Let your engine differentiate something that you know: one step of chapter 3, the bump of a hidden neuron, at one half. By hand you found that its slope is `-2 * z * h`.

# %%
with once_written():
    z = Number(0.5)
    h = exponential(multiply(Number(-1.0), multiply(z, z)))
    backward(h)
    print(
        f"your engine: {z.gradient:.6f}, by hand: {-2 * 0.5 * h.value:.6f}"
    )

# %% [markdown]
# ## Where to go next
#
# Give your numbers the operators `+` and `*`, more functions, and arrays for values. Then you have written
# [the engine of the chapter](../tutorial/5-many-layers.md#let-the-chain-rule-run-by-itself), and know what is inside of the large libraries.
