# ---
# title: "Lab: backpropagation"
# description: >-
#   Write the network of chapter 3 yourself, one small function after the other. Each is checked on the spot,
#   with a hint that tells what went wrong.
# ---

# %% [markdown]
# # Lab: write backpropagation yourself
#
# You have read [the chapter](../tutorial/3-backpropagation.md), or want to find out what you need of it. Here you write its network
# yourself: ten exercises, each a function or two of a few lines. Below each stands a check. It compares your function with that
# of the course at random points. It answers in words: right, or what differs, where, and often why.
#
# **How it works.** Replace `raise NotImplementedError` by your code, run the cell, then run the check. A wrong answer costs
# nothing: read what the check says, look again, run both cells again. Each check brings its own right versions of all the *other*
# functions, so you may skip an exercise and come back. What a function prints is not shown while it is checked; call it in a
# cell of your own to see that.
#
# **What you need.** Python, NumPy, and the derivatives of $e^x$ and of $1/x$. Paper helps.

# %%
import numpy as np
from chainrule.activations import (
    logistic,
)
from chainrule.datasets import (
    surrounded_class,
)
from chainrule.figures import (
    plot_losses,
    plot_samples,
    plot_updates,
)
from chainrule_lab.backpropagation import *

x, t = surrounded_class()
print("shapes:", x.shape, t.shape)

# %% [markdown]
# These are [the samples of the chapter](../tutorial/3-backpropagation.md#look-at-the-data): blue has the target $t = 1$, red has
# $t = 0$. They stand below each other, one a row. All your functions work on whole columns at once, without a loop over the
# samples.

# %% alt="Samples on a line. Blue circles crowd the middle, red stars lie to the left and to the right of them."
plot_samples(x, t)

# %% [markdown]
# ## 1. The bump and its slope
#
# The hidden neuron answers with [the Gaussian radial basis function](../tutorial/3-backpropagation.md#build-a-network-that-can),
#
# $$\phi(z_h) = e^{-z_h^2}$$
#
# Write it. `zh` is a column; NumPy's `np.exp` takes it whole.


# %%
def rbf(zh):
    """Return the bump at each zh."""
    ### BEGIN SOLUTION
    return np.exp(-(zh**2))
    ### END SOLUTION


# %%
check_rbf(rbf)

# %% [markdown]
# On the way back you will need its slope. Derive it first, on paper, with the chain rule; then write it. You may call `rbf`.


# %%
def rbf_derivative(zh):
    """Return the slope at each zh."""
    ### BEGIN SOLUTION
    return -2 * zh * rbf(zh)
    ### END SOLUTION


# %%
check_rbf_derivative(rbf_derivative)

# %% [markdown]
# ## 2. The forward step
#
# Compute [the four quantities on the way from input to output](../tutorial/3-backpropagation.md#build-a-network-that-can), and
# return all of them, in that order: the way back will want them. The logistic function is there already, under the name `logistic`.


# %%
def forward(x, wh, bo):
    """Return zh, h, zo, y, columns."""
    ### BEGIN SOLUTION
    zh = x * wh
    h = rbf(zh)
    zo = h + bo
    y = logistic(zo)
    return zh, h, zo, y
    ### END SOLUTION


# %%
check_forward(forward)

# %% [markdown]
# ## 3. The loss, and a form that does not break
#
# [The cross-entropy](../tutorial/3-backpropagation.md#measure-the-error) of one sample is
#
# $$\xi_i = -\left[ t_i \log(y_i) + (1 - t_i) \log(1 - y_i) \right]$$
#
# The loss $\xi$ is the **mean** over the samples, one number. Type the formula in as it stands.


# %%
def loss(y, t):
    """Return the mean, one number."""
    ### BEGIN SOLUTION
    blue = t * np.log(y)
    red = (1 - t) * np.log(1 - y)
    return -np.mean(blue + red)
    ### END SOLUTION


# %%
check_loss(loss)

# %% [markdown]
# It is right, and yet [it breaks](../tutorial/3-backpropagation.md#numbers-that-break) where the network is very sure. Write the form
# that does not:
#
# $$\xi_i = \text{softplus}(z_{oi}) - t_i z_{oi}$$
#
# where softplus is $\log(1 + e^{z_o})$, in a form in which the exponent is never positive. (Take the larger of the two terms out of the
# logarithm; `np.maximum` and `np.abs` may help.)


# %%
def stable_loss(zo, t):
    """Return the mean, always finite."""
    ### BEGIN SOLUTION
    larger = np.maximum(zo, 0)
    rest = np.log1p(np.exp(-np.abs(zo)))
    softplus = larger + rest
    return np.mean(softplus - t * zo)
    ### END SOLUTION


# %%
check_stable_loss(stable_loss)

# %% [markdown]
# ## 4. Each gradient from its formula
#
# Now [backwards](../tutorial/3-backpropagation.md#go-backward-carry-the-error-home). First the error signal at the
# input of the output neuron, one value for each sample:
#
# $$\delta_{oi} = \frac{\partial \xi_i}{\partial z_{oi}} = y_i - t_i$$


# %%
def gradient_output(y, t):
    """Return the error signals."""
    ### BEGIN SOLUTION
    return y - t
    ### END SOLUTION


# %%
check_gradient_output(gradient_output)

# %% [markdown]
# Next the gradient of the hidden weight. You get the error at the *output* of the hidden neuron,
# $\partial \xi_i / \partial h_i$, as `grad_hidden`. Carry it through the neuron to its input, and from there to the weight:
#
# $$\frac{\partial \xi_i}{\partial w_h} = \frac{\partial \xi_i}{\partial h_i} \frac{\partial h_i}{\partial z_{hi}} \frac{\partial z_{hi}}{\partial w_h}$$
#
# You have `h` already, so no new exponential is needed. Return one value for each sample; the mean comes in a moment.


# %%
def gradient_weight_hidden(
    x, zh, h, grad_hidden
):
    """Return a slope for each sample."""
    ### BEGIN SOLUTION
    slope = -2 * zh * h
    return x * slope * grad_hidden
    ### END SOLUTION


# %%
check_gradient_weight_hidden(
    gradient_weight_hidden
)

# %% [markdown]
# Put it together: forward, back, and the mean over the samples. What stands between `gradient_output` and `grad_hidden`
# in this network? And what is the gradient of the bias? Both answers are short. Return two numbers.


# %%
def gradients(x, t, wh, bo):
    """Return the slopes by wh and bo."""
    ### BEGIN SOLUTION
    zh, h, zo, y = forward(x, wh, bo)
    grad_output = gradient_output(y, t)
    grad_hidden = grad_output
    d_wh = gradient_weight_hidden(
        x, zh, h, grad_hidden
    )
    d_bo = grad_output
    return np.mean(d_wh), np.mean(d_bo)
    ### END SOLUTION


# %%
check_gradients(gradients)

# %% [markdown]
# ## 5. A gradient check of your own
#
# Who checks a gradient for which there is no `check_…`? You do, with
# [central differences](../tutorial/3-backpropagation.md#check-the-gradients-before-you-trust-them). For a function `f` of one
# number, look a little to the right and a little to the left:
#
# $$\frac{\partial \xi}{\partial w_h} \approx \frac{\xi(w_h + \epsilon) - \xi(w_h - \epsilon)}{2 \epsilon}$$


# %%
def slope(f, w, epsilon):
    """Return the central difference."""
    ### BEGIN SOLUTION
    left = f(w - epsilon)
    right = f(w + epsilon)
    return (right - left) / (2 * epsilon)
    ### END SOLUTION


# %%
check_slope(slope)

# %% [markdown]
# Now judge. `df` claims to be the derivative of `f`. Return `True` if it agrees with the central difference at `w`, and `False`
# if not. How close is close enough? Gradients can be huge or tiny, so let the difference be small *in relation to the larger of the
# two*: allow one part in ten thousand.


# %%
def is_right(f, df, w):
    """Return whether df is right."""
    ### BEGIN SOLUTION
    analytic = df(w)
    numeric = slope(f, w, 1e-4)
    far = abs(analytic - numeric)
    sizes = abs(analytic), abs(numeric)
    return far <= 1e-4 * max(sizes)
    ### END SOLUTION


# %%
check_is_right(is_right)

# %% [markdown]
# Turn it on your own gradients, at a point picked by hand:

# %%
with once_written():
    by_wh = is_right(
        lambda wh: stable_loss(
            forward(x, wh, -1.3)[2], t
        ),
        lambda wh: gradients(
            x, t, wh, -1.3
        )[0],
        0.7,
    )
    by_bo = is_right(
        lambda bo: stable_loss(
            forward(x, 0.7, bo)[2], t
        ),
        lambda bo: gradients(
            x, t, 0.7, bo
        )[1],
        -1.3,
    )
    print("right by wh:", bool(by_wh))
    print("right by bo:", bool(by_bo))

# %% [markdown]
# ## 6. Update and train
#
# [One step downhill](../tutorial/3-backpropagation.md#step-downhill-and-train): move each parameter against its gradient. Mind that both
# gradients are those at the *old* parameters.


# %%
def update(x, t, wh, bo, learning_rate):
    """Return the new wh and bo."""
    ### BEGIN SOLUTION
    d_wh, d_bo = gradients(x, t, wh, bo)
    wh = wh - learning_rate * d_wh
    bo = bo - learning_rate * d_bo
    return wh, bo
    ### END SOLUTION


# %%
check_update(update)

# %% [markdown]
# Now many of them. Return three lists, of the weights, the biases and the losses: the values at the start, and those after each
# update. That is one entry more than there are updates.


# %%
def train(
    x,
    t,
    wh,
    bo,
    learning_rate,
    iterations,
):
    """Return lists of wh, bo, loss."""
    ### BEGIN SOLUTION
    weights, biases, losses = [], [], []
    for k in range(iterations + 1):
        weights.append(wh)
        biases.append(bo)
        zo = forward(x, wh, bo)[2]
        losses.append(stable_loss(zo, t))
        wh, bo = update(
            x, t, wh, bo, learning_rate
        )
    return weights, biases, losses
    ### END SOLUTION


# %%
check_train(train)

# %% [markdown]
# This is your own network, learning. Change the start or the learning rate, and see whether you can predict where it goes.

# %% alt="Contours of the loss over w h and b o with a path of dots, which drops steeply, turns, and creeps along the valley floor."
with once_written():
    run = train(
        x,
        t,
        wh=2.3,
        bo=1.4,
        learning_rate=2.0,
        iterations=20,
    )
    losses = run[2]
    print(
        f"loss at first: {losses[0]:.3f}"
    )
    print(
        f"at the end: {losses[-1]:.3f}"
    )
    plot_updates(
        x, t, np.transpose(run[:2])
    )

# %% [markdown]
# ## 7. Another activation
#
# From here on you get less help. The network needs a bump, but not this one. Choose another: the *inverse quadratic*
#
# $$\psi(z_h) = \frac{1}{1 + z_h^2}$$
#
# or one of your own invention. Derive its derivative, and write both.

# %% [markdown] tags=["solution"]
# From outside in: the derivative of one over something is minus one over its square. The something is $1 + z_h^2$, and its own
# derivative is $2 z_h$:
#
# $$\frac{d \psi(z_h)}{d z_h} = -\frac{1}{(1 + z_h^2)^2} \cdot 2 z_h = -2 z_h \psi(z_h)^2$$
#
# Here, too, the value of the function appears in its own derivative.


# %%
def bump(zh):
    """Return your bump at each zh."""
    ### BEGIN SOLUTION
    return 1 / (1 + zh**2)
    ### END SOLUTION


def bump_derivative(zh):
    """Return its slope at each zh."""
    ### BEGIN SOLUTION
    return -2 * zh * bump(zh) ** 2
    ### END SOLUTION


# %%
check_bump(bump, bump_derivative)

# %% [markdown]
# Train with it. Your functions know the RBF in two places: on the way forward, and in the slope on the way back. Write a training loop
# to which any activation and its derivative can be handed over. It returns the same three lists as `train`.


# %%
def train_with(
    x,
    t,
    wh,
    bo,
    learning_rate,
    iterations,
    activation,
    derivative,
):
    """Return three lists, as `train`."""
    ### BEGIN SOLUTION
    weights, biases, losses = [], [], []
    for k in range(iterations + 1):
        zh = x * wh
        zo = activation(zh) + bo
        weights.append(wh)
        biases.append(bo)
        losses.append(stable_loss(zo, t))
        error = gradient_output(
            logistic(zo), t
        )
        slope = derivative(zh)
        d_wh = np.mean(x * slope * error)
        d_bo = np.mean(error)
        wh = wh - learning_rate * d_wh
        bo = bo - learning_rate * d_bo
    return weights, biases, losses
    ### END SOLUTION


# %%
check_train_with(train_with)

# %% [markdown]
# Which of the two bumps learns faster, from the same start?

# %% alt="The loss over the updates for two activations. Both fall steeply at first and then level off, yours a little above the RBF."
with once_written():
    start = (x, t, 2.3, 1.4, 2.0, 50)
    runs = {
        "RBF": train_with(
            *start, rbf, rbf_derivative
        ),
        "yours": train_with(
            *start, bump, bump_derivative
        ),
    }
    losses = {}
    for name, run in runs.items():
        losses[name] = run[2]
    plot_losses(losses)

# %% [markdown]
# ## 8. A weight at the output
#
# The chapter's network [can be right, but never sure](../tutorial/3-backpropagation.md#see-what-the-network-has-learned): $h$ lies
# between zero and one, so $y$ stays in a narrow band. Give the output neuron a weight of its own:
#
# $$z_o = w_o h + b_o$$
#
# Derive $\partial \xi_i / \partial w_o$. Then look at the other gradients: one of them changes as well. Which, and why? Then
# extend `gradients`.

# %% [markdown] tags=["solution"]
# The new weight enters the loss through $z_{oi}$ alone, and multiplies $h_i$ there:
#
# $$\frac{\partial \xi_i}{\partial w_o} = \frac{\partial \xi_i}{\partial z_{oi}} \frac{\partial z_{oi}}{\partial w_o} = \delta_{oi} h_i$$
#
# The error at the output of the hidden neuron has to pass the same product on its way back. This time the other factor is left:
#
# $$\frac{\partial \xi_i}{\partial h_i} = \frac{\partial \xi_i}{\partial z_{oi}} \frac{\partial z_{oi}}{\partial h_i} = \delta_{oi} w_o$$
#
# The gradient of $w_h$ is computed from it, so it changes, too. Its formula from there on is the old one, and so is that of the bias.


# %%
def gradients_wo(x, t, wh, wo, bo):
    """Return slopes by wh, wo and bo."""
    ### BEGIN SOLUTION
    zh = x * wh
    h = rbf(zh)
    y = logistic(wo * h + bo)
    grad_output = gradient_output(y, t)
    grad_hidden = wo * grad_output
    d_wh = gradient_weight_hidden(
        x, zh, h, grad_hidden
    )
    d_wo = h * grad_output
    return (
        np.mean(d_wh),
        np.mean(d_wo),
        np.mean(grad_output),
    )
    ### END SOLUTION


# %%
check_gradients_wo(gradients_wo)

# %% [markdown]
# The training loop is given this time. It prints the loss, the share of samples that are right, and from where to where $y$ reaches. Is the
# network surer now?

# %%
with once_written():
    wh, wo, bo = 2.3, 1.0, 1.4
    for k in range(501):
        if k % 100 == 0:
            zo = wo * rbf(x * wh) + bo
            y = logistic(zo)
            blue = y > 0.5
            right = np.mean(blue == t)
            low, high = y.min(), y.max()
            xi = stable_loss(zo, t)
            print(
                f"{k:3d} {xi:.3f}",
                end=" ",
            )
            print(
                f"{right:6.1%}", end=" "
            )
            print(
                f"{low:.3f} {high:.3f}"
            )
        d_wh, d_wo, d_bo = gradients_wo(
            x, t, wh, wo, bo
        )
        wh = wh - d_wh
        wo = wo - d_wo
        bo = bo - d_bo

# %% [markdown]
# ## 9. Momentum
#
# The path that you drew above drops into the valley, and then creeps along its floor. A ball would be faster there: it keeps a share of its
# speed. Give each parameter a *velocity*, zero at the start. At each update the velocity keeps the share $\lambda$, the *momentum*, and
# the slope adds to it; then the parameter moves by the velocity. For the weight:
#
# $$
# \begin{aligned}
# v_h(k+1) &= \lambda v_h(k) - \mu \frac{\partial \xi}{\partial w_h} \\
# w_h(k+1) &= w_h(k) + v_h(k+1)
# \end{aligned}
# $$
#
# The same goes for the bias, with a velocity of its own. This is again the network *without* a weight at the output. Return the
# three lists of `train`.


# %%
def train_momentum(
    x,
    t,
    wh,
    bo,
    learning_rate,
    momentum,
    iterations,
):
    """Return the lists of `train`."""
    ### BEGIN SOLUTION
    vh, vo = 0.0, 0.0
    weights, biases, losses = [], [], []
    for k in range(iterations + 1):
        weights.append(wh)
        biases.append(bo)
        zo = forward(x, wh, bo)[2]
        losses.append(stable_loss(zo, t))
        d_wh, d_bo = gradients(
            x, t, wh, bo
        )
        vh = (
            momentum * vh
            - learning_rate * d_wh
        )
        vo = (
            momentum * vo
            - learning_rate * d_bo
        )
        wh, bo = wh + vh, bo + vo
    return weights, biases, losses
    ### END SOLUTION


# %%
check_train_momentum(train_momentum)

# %% [markdown]
# Same start, same learning rate, with momentum and without. Where does the ball overshoot?

# %% alt="Contours of the loss with two paths from one start. The path with momentum swings past the valley floor in wide arcs and ends near its lowest part; the other still creeps towards it."
with once_written():
    start = (x, t, 2.3, 1.4, 0.5)
    plain = train(*start, 40)
    ball = train_momentum(
        *start, 0.8, 40
    )
    losses = plain[2][-1], ball[2][-1]
    print(
        f"loss without: {losses[0]:.4f}"
    )
    print(
        f"loss with:    {losses[1]:.4f}"
    )
    paths = [
        np.transpose(run[:2])
        for run in (plain, ball)
    ]
    plot_updates(
        x,
        t,
        *paths,
        names=("plain", "with momentum"),
    )

# %% [markdown]
# ## 10. Samples that this network cannot separate
#
# The network of the chapter separates its samples. Many others it cannot separate. Make some: a few inputs `x`, and a
# target of zero or one for each. **No** weight and **no** bias of the chapter's network may get all of them right. Do not try
# parameters at random. First ask which inputs the network can call blue at all, and why.


# %%
def my_data():
    """Return x and t, of one shape."""
    ### BEGIN SOLUTION
    x = np.array(
        [-2.0, -1.5, -0.8, 0.8, 1.5]
    )
    t = np.array([1, 1, 0, 0, 1])
    return x, t
    ### END SOLUTION


# %%
check_my_data(my_data)

# %% [markdown] tags=["solution"]
# The network answers blue where $h$ exceeds $-b_o$. The bump falls on both sides, and $z_h = x w_h$, so $h$ falls as $x$ moves away from
# zero, whatever the weight. Blue is therefore always the inside of an interval around zero, or everything, or nothing. Samples cannot be
# separated as soon as one blue sample lies as far out as a red one, or further. It need not look difficult: red in the middle and
# blue outside is enough, or all of the red on one side of the blue.
#
# A weight at the output, as you added one above, helps with the first of these: a *negative* one turns the bump upside down. For the second the
# bump must move: the hidden neuron needs a bias, too.

# %% alt="Samples on a line: two red ones near the middle, three blue ones further out on both sides."
with once_written():
    plot_samples(
        *map(np.asarray, my_data())
    )

# %% [markdown]
# ## Where to go next
#
# You have written all of the chapter, and gone a few steps beyond. [The exercises of the chapter](../tutorial/3-backpropagation.md#exercises)
# ask for thought rather than code. [The section on where learning nearly stops](../tutorial/3-backpropagation.md#know-where-learning-nearly-stops)
# can be tried with your own `train`.
