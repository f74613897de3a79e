# ---
# title: "Lab: vectorization"
# description: >-
#   Write the network of chapter 4 yourself, in matrices, one small function after the other. Each is checked on the spot,
#   with a hint that tells what went wrong.
# ---

# %% [markdown]
# # Lab: write a network in matrices
#
# You have read [the chapter](../tutorial/4-vectorization.md), or want to find out what you need of it. Here you write its network
# yourself: eleven exercises, most of them a line or two. Below each stands a check. It compares your function with that of the course
# at random points. It answers in words: right, or what differs, where, and often why.
#
# **How it works.** Replace `raise NotImplementedError` by your code, run the cell, then run the check. A wrong answer costs
# nothing: read what the check says, look again, run both cells again. Each check brings its own right versions of all the *other*
# functions, so you may skip an exercise and come back. The checks use other sizes than the lab, all of them different, so that a lost
# transpose shows.
#
# **What you need.** [Chapter 3](../tutorial/3-backpropagation.md), and the product of two matrices. Paper helps: write the shapes down first.

# %%
import numpy as np
from chainrule.activations import (
    logistic,
)
from chainrule.datasets import circles
from chainrule.figures.rings import (
    plot_descents,
    plot_regions,
)
from chainrule.vectorization import (
    output_activations,
    random_parameters,
)
from chainrule_lab.vectorization import *

random = np.random.RandomState(1)
X, T = circles(random)
start = random_parameters(random, 0.1)
print("shapes:", X.shape, T.shape)

# %% [markdown]
# These are [the samples of the chapter](../tutorial/4-vectorization.md#meet-the-network): one a row.

# %% alt="Blue circles crowd around the origin, red stars stand in a ring around them."
plot_regions(X, T)

# %% [markdown]
# ## 1. The hidden layer
#
# $$\mathbf{H} = \sigma(\mathbf{X} \mathbf{W}_h + \mathbf{b}_h)$$
#
# The function `logistic` is there already.


# %%
def hidden_activations(X, Wh, bh):
    """Return H, one row a sample."""
    ### BEGIN SOLUTION
    return logistic(X @ Wh + bh)
    ### END SOLUTION


# %%
check_hidden_activations(
    hidden_activations
)

# %% [markdown]
# ## 2. The softmax
#
# $$y_{ic} = \frac{e^{z_{oic}}}{\sum_{a=1}^{C} e^{z_{oia}}}$$
#
# Each row is a sample, and must add up to one. Do not care about overflow yet.


# %%
def softmax(Z):
    """Return the softmax of each row."""
    ### BEGIN SOLUTION
    E = np.exp(Z)
    sums = E.sum(axis=1, keepdims=True)
    return E / sums
    ### END SOLUTION


# %%
check_softmax(softmax)

# %% [markdown]
# ## 3. The loss
#
# $$\xi = -\sum_{i=1}^{N} \sum_{c=1}^{C} t_{ic} \log y_{ic}$$
#
# It is a sum over the samples, not a mean. Return one number.


# %%
def loss(Y, T):
    """Return the sum, one number."""
    ### BEGIN SOLUTION
    return -np.sum(T * np.log(Y))
    ### END SOLUTION


# %%
check_loss(loss)

# %% [markdown]
# ## 4. The error at the output
#
# How does the loss move with the *input* of each output neuron? Remember that each of these inputs moves all the outputs of its sample.
# [The derivation](../tutorial/4-vectorization.md#at-the-output-one-subtraction-again) is the longest of the chapter, and its result the shortest.


# %%
def error_output(Y, T):
    """Return their error signals."""
    ### BEGIN SOLUTION
    return Y - T
    ### END SOLUTION


# %%
check_error_output(error_output)

# %% [markdown]
# ## 5. The gradient of the output weights
#
# For one sample it is $h_{ij} \delta_{oic}$. Add up the samples, for all weights at once, without a loop.


# %%
def gradient_weight_out(H, delta_o):
    """Return it in the shape of Wo."""
    ### BEGIN SOLUTION
    return H.T @ delta_o
    ### END SOLUTION


# %%
check_gradient_weight_out(
    gradient_weight_out
)

# %% [markdown]
# ## 6. The gradient of the output biases
#
# They are a row, and so is their gradient.


# %%
def gradient_bias_out(delta_o):
    """Return it in the shape of bo."""
    ### BEGIN SOLUTION
    return delta_o.sum(0, keepdims=True)
    ### END SOLUTION


# %%
check_gradient_bias_out(
    gradient_bias_out
)

# %% [markdown]
# ## 7. Back through the weights
#
# Each hidden activation reaches the loss through all the output neurons. Add up the paths, then go through the logistic function,
# whose slope is $h_{ij} (1 - h_{ij})$.


# %%
def error_hidden(H, Wo, delta_o):
    """Return the hidden errors."""
    ### BEGIN SOLUTION
    return H * (1 - H) * (delta_o @ Wo.T)
    ### END SOLUTION


# %%
check_error_hidden(error_hidden)

# %% [markdown]
# ## 8. All gradients
#
# Put it together: once forward, once back. The function `output_activations` is there already: it takes `H`, `Wo` and `bo`. You have no functions for the
# gradients of the hidden layer, and need none: what `H` is to the output weights, `X` is to the hidden ones. Return the gradients of
# `Wh`, `bh`, `Wo` and `bo`, in this order.


# %%
def gradients(X, T, Wh, bh, Wo, bo):
    """Return four gradients."""
    ### BEGIN SOLUTION
    H = hidden_activations(X, Wh, bh)
    Y = output_activations(H, Wo, bo)
    delta_o = error_output(Y, T)
    delta_h = error_hidden(
        H, Wo, delta_o
    )
    return (
        gradient_weight_out(X, delta_h),
        gradient_bias_out(delta_h),
        gradient_weight_out(H, delta_o),
        gradient_bias_out(delta_o),
    )
    ### END SOLUTION


# %%
check_gradients(gradients)

# %% [markdown]
# ## 9. A step with momentum
#
# Take one parameter `w`, whatever its shape, with its velocity `v` and its gradient `g`. Compute first the new velocity, then the new
# parameter. Return both, the parameter first.
#
# $$\mathbf{V}(k+1) = \lambda \mathbf{V}(k) - \mu \frac{\partial \xi}{\partial \mathbf{W}_h}(k)$$
#
# $$\mathbf{W}_h(k+1) = \mathbf{W}_h(k) + \mathbf{V}(k+1)$$


# %%
def momentum_step(
    w, v, g, learning_rate, momentum
):
    """Return the new w and the new v."""
    ### BEGIN SOLUTION
    v = momentum * v - learning_rate * g
    return w + v, v
    ### END SOLUTION


# %%
check_momentum_step(momentum_step)

# %% [markdown]
# This is your own program, learning. Change the learning rate and the momentum, and say before you run the cell what the curves will look like.

# %% alt="Two curves of the loss. With momentum it falls to almost zero, without it stays level."
with once_written():

    def descend(momentum):
        """Return the losses of a run."""
        w = start
        v = [np.zeros_like(a) for a in w]
        losses = []
        for _ in range(300):
            H = hidden_activations(
                X, w[0], w[1]
            )
            Y = softmax(H @ w[2] + w[3])
            losses.append(loss(Y, T))
            slopes = gradients(X, T, *w)
            steps = []
            for wvg in zip(w, v, slopes):
                step = momentum_step(
                    *wvg, 0.02, momentum
                )
                steps.append(step)
            w, v = zip(*steps)
        return np.array(losses)

    runs = {
        "with momentum": descend(0.9),
        "plain": descend(0.0),
    }
    plot_descents(runs)

# %% [markdown]
# ## 10. Another activation
#
# From here on you get less help. Let the hidden activation be the hyperbolic tangent, `np.tanh`. What becomes of `error_hidden`?


# %%
def error_tanh(H, Wo, delta_o):
    """Return the errors with tanh."""
    ### BEGIN SOLUTION
    return (1 - H**2) * (delta_o @ Wo.T)
    ### END SOLUTION


# %%
check_error_tanh(error_tanh)

# %% [markdown] tags=["solution"]
# Only the slope changes. That of the hyperbolic tangent is one minus its square, and can be computed from the activation, as that of the logistic
# function can. All the rest of the way back stays as it is.

# %% [markdown]
# ## 11. Numbers that break
#
# Write the logarithm of the softmax in a form that never overflows, and that never takes the logarithm of zero. The check tries inputs of
# several thousand.
#
# $$\log y_{ic} = z_{oic} - m_i - \log \sum_{a=1}^{C} e^{z_{oia} - m_i}$$
#
# This holds for any number $m_i$. Which one is good?


# %%
def log_softmax(Z):
    """Return it for each row."""
    ### BEGIN SOLUTION
    Z = Z - Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    sums = E.sum(axis=1, keepdims=True)
    return Z - np.log(sums)
    ### END SOLUTION


# %%
check_log_softmax(log_softmax)

# %% [markdown] tags=["solution"]
# The largest entry of the row. All exponents are zero or negative then, so that nothing overflows. One of them is zero, so the sum is at
# least one, and its logarithm is finite.

# %% [markdown]
# ## Where to go next
#
# [Chapter 5](../tutorial/5-many-layers.md) builds networks of any number of layers out of what you have written.
