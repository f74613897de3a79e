# ---
# title: "Lab: classification"
# description: >-
#   Write the classifier of chapter 2 yourself, one small function after the other. Each is checked on the spot,
#   with a hint that tells what went wrong.
# ---

# %% [markdown]
# # Lab: write a classifier yourself
#
# Here you write the program of [chapter 2](../tutorial/2-classification.md) yourself: thirteen exercises, each a function of a few
# lines. Below each stands a check. It compares your function with that of the course at random points. It answers in words: right, or
# what differs, where, and often why.
#
# **How it works.** Replace `raise NotImplementedError` by your code, run the cell, then run the check. A wrong answer costs
# nothing: read what the check says, look again, run both cells again. Each check brings its own right versions of all the *other*
# functions, so you may skip an exercise and come back.
#
# **What you need.** [Chapter 1](../tutorial/1-gradient-descent.md) or [its lab](1-gradient-descent.py), and the derivatives of
# $e^z$, of $\log(z)$ and of $1 / z$.

# %%
import numpy as np
from chainrule.datasets import (
    overlapping_classes,
)
from chainrule.figures.plane import (
    plot_boundary,
    plot_updates,
)
from chainrule_lab.classification import *

x, t = overlapping_classes()
print("shapes:", x.shape, t.shape)

# %% [markdown]
# These are [the samples of the chapter](../tutorial/2-classification.md#look-at-the-data), one a row, with two inputs each. Blue has
# the target $t = 1$, red has $t = 0$. Here they are with a boundary that is not very good:

# %% alt="Red stars and blue circles in the plane, and a boundary through the origin. The samples on the wrong side of it are ringed."
plot_boundary(
    x, t, np.array([0.5, -1.0])
)

# %% [markdown]
# ## 1. The logistic function
#
# It turns any number into a probability:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$


# %%
def logistic(z):
    """Return it for each entry of z."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-z))
    ### END SOLUTION


# %%
check_logistic(logistic)

# %% [markdown]
# ## 2. The output
#
# First the weighted sum of both inputs, then the logistic function of it. `x` has a row for each sample, and `w` holds two weights.
#
# $$z_i = x_{i1} w_1 + x_{i2} w_2$$


# %%
def nn(x, w):
    """Return the probability of blue."""
    ### BEGIN SOLUTION
    return logistic(x @ w)
    ### END SOLUTION


# %%
check_nn(nn)

# %% [markdown]
# ## 3. The decision
#
# Where the output exceeds one half, the class is one, elsewhere it is zero.


# %%
def nn_predict(x, w):
    """Return 1 or 0, for each sample."""
    ### BEGIN SOLUTION
    return np.around(nn(x, w))
    ### END SOLUTION


# %%
check_nn_predict(nn_predict)

# %% [markdown]
# ## 4. The surprise
#
# [The cross-entropy](../tutorial/2-classification.md#measure-the-surprise) of one sample is
#
# $$\xi_i = -\left[ t_i \log(y_i) + (1 - t_i) \log(1 - y_i) \right]$$
#
# Return one value for each sample.


# %%
def surprise(y, t):
    """Return it for each sample."""
    ### BEGIN SOLUTION
    return -(
        t * np.log(y)
        + (1 - t) * np.log(1 - y)
    )
    ### END SOLUTION


# %%
check_surprise(surprise)

# %% [markdown]
# ## 5. The loss
#
# $$\xi = \frac{1}{N} \sum_{i=1}^{N} \xi_i$$
#
# Return one number.


# %%
def loss(y, t):
    """Return the mean, one number."""
    ### BEGIN SOLUTION
    return np.mean(surprise(y, t))
    ### END SOLUTION


# %%
check_loss(loss)

# %% [markdown]
# ## 6. The slope of the logistic function
#
# Derive it, on paper. Then write it so that it needs no exponential: from the value $y = \sigma(z)$ alone.


# %%
def logistic_slope(y):
    """Return the slope, from y."""
    ### BEGIN SOLUTION
    return y * (1 - y)
    ### END SOLUTION


# %%
check_logistic_slope(logistic_slope)

# %% [markdown]
# ## 7. The gradient at the output
#
# How does the loss of a sample move with its $z_i$? Multiply the derivative of the cross-entropy and the slope that you have
# just written, and see what is left. Return one value for each sample.


# %%
def gradient_output(y, t):
    """Return each sample's slope."""
    ### BEGIN SOLUTION
    return y - t
    ### END SOLUTION


# %%
check_gradient_output(gradient_output)

# %% [markdown]
# ## 8. The gradient of the weights
#
# One more step back. Return the gradient of the **mean** loss, an array with one number for each weight.


# %%
def gradient(x, y, t):
    """Return a slope for each weight."""
    ### BEGIN SOLUTION
    errors = gradient_output(y, t)
    return x.T @ errors / len(x)
    ### END SOLUTION


# %%
check_gradient(gradient)

# %% [markdown]
# ## 9. One step downhill
#
# $$w_j(k+1) = w_j(k) - \mu \frac{\partial \xi}{\partial w_j}$$


# %%
def update(x, t, w, learning_rate):
    """Return the new weights."""
    ### BEGIN SOLUTION
    slopes = gradient(x, nn(x, w), t)
    return w - learning_rate * slopes
    ### END SOLUTION


# %%
check_update(update)

# %% [markdown]
# ## 10. Many steps
#
# Return two lists, of the weights and of the losses: those of the start, and those after each update.


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
# This is your own classifier, learning. Change the start and the learning rate, and say before you run the cell where it will go.

# %% alt="A map of the loss over both weights. A path of dots leads from the upper left into the one valley, at the right."
with once_written():
    weights, losses = train(
        x,
        t,
        np.array([-3.0, 3.0]),
        learning_rate=2.0,
        iterations=15,
    )
    print(
        f"loss at first: {losses[0]:.3f}"
    )
    print(
        f"at the end: {losses[-1]:.3f}"
    )
    plot_updates(x, t, np.array(weights))

# %% [markdown]
# ## 11. Count the mistakes
#
# From here on you get less help. How many red samples are on the wrong side, and how many blue ones? Return two numbers.


# %%
def count_wrong(x, t, w):
    """Return two numbers: red, blue."""
    ### BEGIN SOLUTION
    wrong = nn_predict(x, w) != t
    red = np.sum(wrong & (t == 0))
    blue = np.sum(wrong & (t == 1))
    return red, blue
    ### END SOLUTION


# %%
check_count_wrong(count_wrong)

# %% [markdown]
# ## 12. A boundary that misses the origin
#
# A third weight needs a third input. Give it one that is always one: add a column of ones to `x`, behind the others. All your functions
# work with three weights as they do with two.


# %%
def with_ones(x):
    """Return x with a new column."""
    ### BEGIN SOLUTION
    ones = np.ones(len(x))
    return np.column_stack([x, ones])
    ### END SOLUTION


# %%
check_with_ones(with_ones)

# %%
with once_written():
    x_1 = with_ones(x)
    weights, losses = train(
        x_1,
        t,
        np.zeros(3),
        learning_rate=2.0,
        iterations=500,
    )
    w = weights[-1]
    red, blue = count_wrong(x_1, t, w)
    print(f"loss {losses[-1]:.3f}")
    print("wrong red ones: ", red)
    print("wrong blue ones:", blue)

# %% [markdown]
# ## 13. With squares
#
# Suppose the loss were the mean of the squared errors, as in chapter 1, and the output logistic, as here. What is the gradient of the
# weights then? Three rates stand in a row, and nothing cancels. Return one number for each weight.


# %%
def gradient_squares(x, y, t):
    """Return one slope a weight."""
    ### BEGIN SOLUTION
    slopes = logistic_slope(y)
    errors = 2 * (y - t) * slopes
    return x.T @ errors / len(x)
    ### END SOLUTION


# %%
check_gradient_squares(gradient_squares)

# %% [markdown]
# Start far away, where nearly every answer is wrong and sure, and compare the lengths of the two gradients:

# %%
with once_written():
    far = np.array([-12.0, -6.0])
    y = nn(x, far)
    for name, slopes in (
        ("cross-entropy", gradient),
        ("squares", gradient_squares),
    ):
        g = slopes(x, y, t)
        size = np.linalg.norm(g)
        print(f"{name}: {size:.4f}")

# %% [markdown] tags=["solution"]
# With squares, the slope of the logistic function stands in the gradient as a factor. Where an answer is sure, right or wrong, it is
# close to zero, and there is hardly anything to go by.

# %% [markdown]
# ## Where to go next
#
# [Chapter 3](../tutorial/3-backpropagation.md) has data that no such boundary can part, and [its lab](3-backpropagation.py) is the
# next.
