# ---
# title: "Lab: gradient descent"
# description: >-
#   Write the program of chapter 1 yourself, one small function after the other. Each is checked on the spot,
#   with a hint that tells what went wrong.
# ---

# %% [markdown]
# # Lab: write gradient descent yourself
#
# You have read [the chapter](../tutorial/1-gradient-descent.md), or want to find out what you need of it. Here you write its
# program yourself: eleven exercises, each a function of a few lines. Below each stands a check. It compares your function with that
# of the course at random points. It answers in words: right, or what differs, where, and often why.
#
# **How it works.** Replace `raise NotImplementedError` by your code, run the cell, then run the check. A wrong answer costs
# nothing: read what the check says, look again, run both cells again. Each check brings its own right versions of all the *other*
# functions, so you may skip an exercise and come back. What a function prints is not shown while it is checked; call it in a
# cell of your own to see that.
#
# **What you need.** Python, NumPy, and the derivative of $x^2$. Paper helps.

# %%
import numpy as np
from chainrule.datasets import noisy_line
from chainrule.figures.line import (
    plot_fit,
    plot_updates,
)
from chainrule_lab.gradient_descent import *

x, t, starts = noisy_line()
print("shapes:", x.shape, t.shape)

# %% [markdown]
# These are [the samples of the chapter](../tutorial/1-gradient-descent.md#look-at-the-data). All your functions work on whole
# arrays at once, without a loop over the samples.

# %% alt="Left: samples near a line that is too flat, with a square on each error. Right: a parabola, the loss over the weight, with a tangent."
plot_fit(x, t, 1.6)

# %% [markdown]
# ## 1. The line
#
# The output of the model is
#
# $$y_i = x_i w$$


# %%
def nn(x, w):
    """Return y, one for each sample."""
    ### BEGIN SOLUTION
    return x * w
    ### END SOLUTION


# %%
check_nn(nn)

# %% [markdown]
# ## 2. The loss
#
# How bad are the outputs? Return [the mean of the squared errors](../tutorial/1-gradient-descent.md#measure-how-bad-it-is), one
# number.
#
# $$\xi = \frac{1}{N} \sum_{i=1}^{N} (t_i - y_i)^2$$


# %%
def loss(y, t):
    """Return the mean loss, a number."""
    ### BEGIN SOLUTION
    return np.mean((t - y) ** 2)
    ### END SOLUTION


# %%
check_loss(loss)

# %% [markdown]
# ## 3. The gradient of each sample
#
# If the weight grows a little, how does the loss of each sample move? Two rates stand in a row. How does $\xi_i$ move with
# $y_i$? And how does $y_i$ move with $w$? Derive both, multiply them, and return one value for each sample.


# %%
def gradient(x, y, t):
    """Return each sample's slope."""
    ### BEGIN SOLUTION
    return 2 * (y - t) * x
    ### END SOLUTION


# %%
check_gradient(gradient)

# %% [markdown]
# ## 4. The gradient of the loss
#
# The loss of all samples is a mean. What is its gradient, at the weight `w`? Go forward first, then use `gradient`.


# %%
def mean_gradient(x, t, w):
    """Return the slope, one number."""
    ### BEGIN SOLUTION
    y = nn(x, w)
    return np.mean(gradient(x, y, t))
    ### END SOLUTION


# %%
check_mean_gradient(mean_gradient)

# %% [markdown]
# ## 5. One step downhill
#
# $$w(k+1) = w(k) - \mu \frac{\partial \xi}{\partial w}$$


# %%
def update(x, t, w, learning_rate):
    """Return the new weight."""
    ### BEGIN SOLUTION
    slope = mean_gradient(x, t, w)
    return w - learning_rate * slope
    ### END SOLUTION


# %%
check_update(update)

# %% [markdown]
# ## 6. Many steps
#
# Return two lists, of the weights and of the losses: the values at the start, and those after each update. That is one entry
# more than there are updates.


# %%
def train(
    x, t, w, learning_rate, iterations
):
    """Return the weights and losses."""
    ### BEGIN SOLUTION
    weights = [w]
    losses = [loss(nn(x, w), t)]
    for k in range(iterations):
        w = update(
            x, t, w, learning_rate
        )
        weights.append(w)
        losses.append(loss(nn(x, w), t))
    return weights, losses
    ### END SOLUTION


# %%
check_train(train)

# %% [markdown]
# This is your own program, learning. Change the learning rate, and say before you run the cell what the picture will look like. Try
# one above the largest that is allowed, too.

# %% alt="The parabola of the loss, with points on its left side that come nearer and nearer to its bottom."
with once_written():
    weights, losses = train(
        x,
        t,
        starts[0],
        learning_rate=0.4,
        iterations=8,
    )
    print(
        f"loss at first: {losses[0]:.3f}"
    )
    print(
        f"at the end: {losses[-1]:.3f}"
    )
    plot_updates(x, t, np.array(weights))

# %% [markdown]
# ## 7. The best weight, on paper
#
# Set the gradient of the mean loss to zero, and solve it for the weight. The result needs no loop and no learning rate.


# %%
def best_weight(x, t):
    """Return the best weight."""
    ### BEGIN SOLUTION
    return np.sum(x * t) / np.sum(x * x)
    ### END SOLUTION


# %%
check_best_weight(best_weight)

# %% [markdown]
# ## 8. The longest step
#
# Each update multiplies the distance to the best weight by the same number,
# [as the chapter derives](../tutorial/1-gradient-descent.md#find-out-how-long-a-step-may-be):
#
# $$w(k+1) - \hat{w} = (1 - 2 \mu a) (w(k) - \hat{w})$$
#
# where $a$ is the mean of the squared inputs. From which learning rate on does the run diverge?


# %%
def largest_rate(x):
    """Return the limit of the rate."""
    ### BEGIN SOLUTION
    return 1 / np.mean(x * x)
    ### END SOLUTION


# %%
check_largest_rate(largest_rate)

# %% [markdown]
# ## 9. How many updates?
#
# From here on you get less help. How many updates does it take until the distance to the best weight is at most the
# given share of what it was? Return a whole number. The learning rate is one with which the run arrives. Remember that the run may
# change sides.


# %%
def updates_needed(
    x, learning_rate, share
):
    """Return a whole number."""
    ### BEGIN SOLUTION
    a = np.mean(x * x)
    factor = 1 - 2 * learning_rate * a
    above = np.log(share)
    below = np.log(abs(factor))
    return int(np.ceil(above / below))
    ### END SOLUTION


# %%
check_updates_needed(updates_needed)

# %% [markdown] tags=["solution"]
# After $k$ updates the distance has been multiplied by the factor $k$ times. The sign of the factor does not matter to
# a distance. Take logarithms of both sides, divide, and round up. Both logarithms are negative, so that the number is positive. A loop
# that multiplies and counts is just as right.

# %% [markdown]
# ## 10. Another loss
#
# Take the size of the error, $|t_i - y_i|$, instead of its square. Write its derivative by the weight, for each sample. Where the error
# is zero there is a corner, and the check does not look there.


# %%
def gradient_abs(x, y, t):
    """Return the slope of each size."""
    ### BEGIN SOLUTION
    return x * np.sign(y - t)
    ### END SOLUTION


# %%
check_gradient_abs(gradient_abs)

# %% [markdown]
# ## 11. A line that misses zero
#
# Let the line have an offset: a number `b` is added to every output, so that `y` is `x * w + b`. Now two numbers can be learned. Write
# the derivatives of the mean of the squared errors by `w` and by `b`. Return two numbers.


# %%
def gradients_offset(x, t, w, b):
    """Return the slopes by w and b."""
    ### BEGIN SOLUTION
    errors = 2 * (x * w + b - t)
    d_w = np.mean(errors * x)
    d_b = np.mean(errors)
    return d_w, d_b
    ### END SOLUTION


# %%
check_gradients_offset(gradients_offset)

# %% [markdown] tags=["solution"]
# The way back to the output is the same as before: its rate is $2 (y_i - t_i)$. From there two ways lead on. With $w$ the output
# moves at the rate $x_i$, with $b$ at the rate one.

# %% [markdown]
# Does the offset help? The samples come from a line through zero, so it should be small. Both parameters go downhill at the same
# time:

# %%
with once_written():
    w, b = starts[0], 0.0
    for k in range(500):
        d_w, d_b = gradients_offset(
            x, t, w, b
        )
        w = w - 0.5 * d_w
        b = b - 0.5 * d_b
    print(f"w = {w:.3f}, b = {b:.3f}")

# %% [markdown]
# ## Where to go next
#
# [Chapter 2](../tutorial/2-classification.md) makes the output a probability, and [its lab](2-classification.py) is the next.
