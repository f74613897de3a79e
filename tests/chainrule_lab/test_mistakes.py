"""Each usual mistake, typed as a learner types it, is recognised and named."""

import pytest

from tests.chainrule_lab.learner import EXERCISES, answer, typed, verdict

FORWARD = "zh = x * wh\nh = rbf(zh)\nzo = h + bo\nreturn "
TYPED: list[tuple[str, str, str]] = [
    ("rbf", "np.exp(zh**2)", "minus sign in the exponent is lost"),
    ("rbf", "np.exp((-zh)**2)", "(-zh)**2 loses it too"),
    ("rbf", "-np.exp(-zh**2)", "a minus sign is lost"),
    ("rbf", "np.exp(-zh*2)", "`zh * 2` is not `zh ** 2`"),
    ("rbf", "np.exp(-zh**2 / 2)", "factor 1/2 in the exponent"),
    ("rbf", "np.exp(-zh)", "the square is lost"),
    ("rbf", "np.exp(-(zh.T @ zh))", "takes the sum over the samples"),
    ("rbf", "np.exp(-np.sum(zh**2))", "takes the sum over the samples"),
    ("rbf", "np.exp(-zh.flatten()**2)", "one a row, as in the input"),
    ("rbf", "np.exp(-zh * zh.ravel())", "each PAIR of samples"),
    ("rbf", "np.exp(-zh**2).astype(int)", "cut to whole numbers"),
    ("rbf", "out = np.zeros_like(zh)\nout[:] = np.exp(-zh**2)\nreturn out", "where the input is whole"),
    ("rbf", "return 1.0", "no sum"),
    ("rbf", "zh * 0 + 1", "at every point that was tried"),
    ("rbf", "print(np.exp(-zh**2))\nreturn", "it prints its result"),
    ("rbf", "np.exp(-zh**2)\nreturn", "Is there a `return`"),
    ("rbf", "zh **= 2\nreturn np.exp(-zh)", "it changes zh"),
    ("rbf", "np.exp(-zh**2),", "comma at the end"),
    ("rbf", "'bump'", "real numbers"),
    ("rbf", "np.exp(-zh**2), zh", "returns 2 values"),
    ("rbf", "-2 * zh * np.exp(-zh**2)", "this is the derivative"),
    ("rbf", "import math\nreturn math.exp(-zh**2)", "functions of `math` take one number"),
    ("rbf", "if zh > 0:\n    return np.exp(-zh**2)\nreturn 0", "use `np.where`"),
    ("rbf", "return rbf(zh)", "calls itself without end"),
    (
        "forward",
        "zh = x.copy()\nzh *= wh\nreturn zh, zh, zh, zh",
        "`a = a * b` makes a new one, with fractions",
    ),
    ("rbf", "np.exp(-zh^2)", "`^` is no power in Python"),
    ("rbf", "np.round(np.exp(-zh**2), 3)", "rounded to 3 decimals"),
    ("rbf", "np.exp(-np.ones((40, 1)))", "`x` of the notebook"),
    ("rbf", "zh * np.ones((40, 1))", "Does one come from the notebook"),
    ("rbf", "return lambda z: np.exp(-z**2)", "Are its brackets missing?"),
    ("rbf", "np.exp(-zh**2) + 0j", "yours is of type complex128"),
    ("rbf", "yield np.exp(-zh**2)\nreturn", "`yield` where `return`"),
    ("rbf_derivative", "2 * zh * rbf(zh)", "a minus sign is lost"),
    ("rbf_derivative", "-zh * rbf(zh)", "a factor 2 is lost"),
    ("rbf_derivative", "-4 * zh * rbf(zh)", "a factor 2 is too many"),
    ("rbf_derivative", "4 * zh * rbf(zh)", "minus twice"),
    ("rbf_derivative", "-2 * rbf(zh)", "zh is lost"),
    ("rbf_derivative", "-2 * zh", "the exponential is lost"),
    ("rbf_derivative", "rbf(zh)", "inner derivative is lost"),
    ("rbf_derivative", "-2 * zh * np.exp(zh**2)", "minus sign in the exponent"),
    ("rbf_derivative", "-2 * zh @ rbf(zh)", "`@` is the matrix product"),
    ("rbf_derivative", "-2 * zh @ rbf(zh).T", "each PAIR of samples"),
    ("forward", "zh = x * wh\nh = rbf(zh)\nzo = h + bo\nreturn zh, h, zo", "returns 3 values"),
    ("forward", "return logistic(rbf(x * wh) + bo)", "one array, of shape (8, 1), and 4 values are wanted"),
    ("forward", "zh = x + wh\nh = rbf(zh)\nreturn zh, h, h + bo, logistic(h + bo)", "are added"),
    (
        "forward",
        "zh = x * wh + bo\nh = rbf(zh)\nreturn zh, h, h + bo, logistic(h + bo)",
        "belongs to the output",
    ),
    ("forward", "zh = x * wh\nh = rbf(x)\nreturn zh, h, h + bo, logistic(h + bo)", "use zh"),
    ("forward", "zh = x * wh\nh = rbf(zh)\nzo = h * bo\nreturn zh, h, zo, logistic(zo)", "are multiplied"),
    (
        "forward",
        "zh = x * wh\nh = rbf(zh)\nzo = zh + bo\nreturn zh, h, zo, logistic(zo)",
        "zh stands where h",
    ),
    ("forward", "zh = x * wh\nh = rbf(zh)\nzo = h + bo\nreturn zh, h, zo, rbf(zo)", "the bump once more"),
    ("forward", "zh = x * wh\nh = rbf(zh)\nzo = h + bo\nreturn zh, h, zo, 1/(1+np.exp(zo))", "it is 1 - y"),
    ("forward", "zh = x * wh\nh = rbf(zh)\nzo = h + bo\nreturn h, zh, zo, logistic(zo)", "swapped"),
    ("forward", "return {'zh': x * wh}", "one dict"),
    (
        "forward",
        "zh = x * wh\nh = rbf(zh)\nzo = h + bo\nreturn zh.ravel(), h, zo, logistic(zo)",
        "zh: the samples stand below each other",
    ),
    (
        "forward",
        "zh = x*wh\nh = rbf(zh)\nzo = h+bo\nreturn zh, h, zo, 1/1 + np.exp(-zo)",
        "brackets are lost",
    ),
    (
        "forward",
        "zh = x*wh\nh = rbf(zh)\nzo = h+bo\nreturn zh, h, zo, zo",
        "y: the logistic function is lost",
    ),
    (
        "forward",
        "zh = x*wh\nh = rbf(zh)\nzo = h+bo\nreturn zh, h, logistic(zo), zo",
        "zo: results 3 and 4 are swapped",
    ),
    ("forward", FORWARD + "zh, h, zo, h", "y: it is what result 2 should be"),
    (
        "forward",
        "zh = x * wh\nh = rbf(zh)\nzo = h\nzo += bo\nreturn zh, h, zo, logistic(zo)",
        "h: it is what result 3 should be. Does a line such as `a += b`",
    ),
    ("loss", "np.sum(-(t*np.log(y) + (1-t)*np.log(1-y)))", "it is the sum"),
    ("loss", "-(t*np.log(y) + (1-t)*np.log(1-y))", "one loss for each sample"),
    ("loss", "np.mean(t*np.log(y) + (1-t)*np.log(1-y))", "minus sign in front"),
    ("loss", "-np.mean(t*np.log(y) - (1-t)*np.log(1-y))", "subtracted, where they are added"),
    ("loss", "-np.mean(t*np.log(y))", "only the blue samples count"),
    ("loss", "-np.mean(t*np.log(y) + (1-t)*np.log(y))", "not of 1 - y"),
    ("loss", "-np.mean(y*np.log(t + 1e-9) + (1-y)*np.log(1-t + 1e-9))", "is not right yet"),
    ("loss", "np.mean((y-t)**2)", "squared error"),
    ("loss", "-np.mean(t*np.log10(y) + (1-t)*np.log10(1-y))", "base 10"),
    ("loss", "-np.mean(t*np.log(y) + (1-t)*np.log(1-y)) / 2", "a factor 2 is lost"),
    ("loss", "-np.mean(t.ravel()*np.log(y) + (1-t.ravel())*np.log(1-y))", "all pairs of samples"),
    ("loss", "-(t.T @ np.log(y) + (1-t).T @ np.log(1-y))", "it is the sum"),
    ("loss", "y -= 0.1\nreturn np.mean(y)", "it changes y"),
    ("stable_loss", "np.mean(np.log(1 + np.exp(zo)) - t*zo)", "e to the power of a large zo overflows"),
    ("stable_loss", "y = logistic(zo)\nreturn -np.mean(t*np.log(y)+(1-t)*np.log(1-y))", "rounded output"),
    ("stable_loss", "return loss(logistic(zo), t)", "rounded output"),
    ("stable_loss", "y = np.clip(logistic(zo), 1e-9, 1-1e-9)\nreturn loss(y, t)", "1e-09 away"),
    (
        "stable_loss",
        "y = logistic(zo)\nreturn -np.mean(t*np.log(y+1e-12)+(1-t)*np.log(1-y+1e-12))",
        "1e-12 away",
    ),
    ("stable_loss", "np.mean(np.logaddexp(0, zo) + t*zo)", "is added, where it is subtracted"),
    ("stable_loss", "np.mean(np.logaddexp(0, zo))", "the term with t is lost"),
    (
        "stable_loss",
        "np.mean(np.maximum(zo, 0) + np.log(1 + np.exp(-zo)) - t*zo)",
        "without the absolute value",
    ),
    ("stable_loss", "np.mean(zo + np.log1p(np.exp(-zo)) - t*zo)", "for negative zo it overflows"),
    (
        "stable_loss",
        "z = np.clip(zo, -500, 500)\nreturn np.mean(np.log(1 + np.exp(z)) - t*z)",
        "zo is cut at 500",
    ),
    (
        "stable_loss",
        "np.mean(np.maximum(zo, 0) + np.log1p(np.exp(abs(zo))) - t*zo)",
        "the minus sign in the exponent is lost",
    ),
    ("stable_loss", "np.mean(np.exp(abs(zo)) - t*zo)", "it is not right yet"),
    ("stable_loss", "np.mean(np.logaddexp(0, zo) - t*zo) + 0 * np.exp(abs(zo).max())", "not a finite number"),
    ("loss", "np.mean(t*np.log(y)*(1-t)*np.log(1-y))", "at every point that was tried"),
    ("stable_loss", "np.sum(np.logaddexp(0, zo) - t*zo)", "it is the sum"),
    ("stable_loss", "np.mean(np.log1p(np.exp(-abs(zo))) - t*zo)", "the larger of zo and 0 is lost"),
    ("gradient_output", "t - y", "the sign is lost"),
    ("gradient_output", "(y - t) / (y * (1 - y))", "the derivative by y, the output"),
    ("gradient_output", "(y - t) * y * (1 - y)", "It has cancelled already"),
    ("gradient_output", "np.mean(y - t)", "it is the mean over the samples"),
    ("gradient_output", "2 * (y - t)", "factor 2"),
    ("gradient_output", "y - t.ravel()", "each PAIR"),
    ("gradient_output", "(y - t) // 1", "cut to whole numbers"),
    ("gradient_weight_hidden", "x * grad_hidden", "the slope of the bump is lost"),
    ("gradient_weight_hidden", "-2 * zh * h * grad_hidden", "x is lost"),
    ("gradient_weight_hidden", "2 * x * zh * h * grad_hidden", "a minus sign is lost"),
    ("gradient_weight_hidden", "-x * zh * h * grad_hidden", "a factor 2 is lost"),
    ("gradient_weight_hidden", "-2 * x * zh * h", "grad_hidden is lost"),
    ("gradient_weight_hidden", "-2 * x * h * h * grad_hidden", "h stands where zh is meant"),
    ("gradient_weight_hidden", "x * rbf_derivative(h) * grad_hidden", "which is the bump already"),
    ("gradient_weight_hidden", "np.mean(-2 * x * zh * h * grad_hidden)", "it is the mean"),
    ("gradient_weight_hidden", "x @ (-2 * zh * h * grad_hidden).T", "each PAIR"),
    ("gradient_weight_hidden", "x.T @ (-2 * zh * h * grad_hidden)", "it is the sum"),
    (
        "gradient_weight_hidden",
        "grad_hidden *= -2 * zh * h\nreturn x * grad_hidden",
        "it changes grad_hidden",
    ),
    ("gradients", "return gradients_of(x)", "NameError: name 'gradients_of' is not defined"),
    ("gradients", "e = nn(x, wh, bo) - t\nreturn np.mean(x*e), np.mean(e)", "name 'nn' is not defined"),
    ("gradients", "e = forward(x,wh,bo)[3]-t\nreturn np.mean(x*e), np.mean(e)", "at the neuron's OUTPUT"),
    (
        "gradients",
        "zh,h,zo,y=forward(x,wh,bo)\ng=y-t\nreturn np.sum(gradient_weight_hidden(x,zh,h,g)), np.sum(g)",
        "it is the sum over the samples",
    ),
    (
        "gradients",
        "zh,h,zo,y=forward(x,wh,bo)\ng=y-t\nreturn gradient_weight_hidden(x,zh,h,g), g",
        "one value for each",
    ),
    (
        "gradients",
        "zh,h,zo,y=forward(x,wh,bo)\ng=t-y\nreturn np.mean(gradient_weight_hidden(x,zh,h,g)), np.mean(g)",
        "target minus output",
    ),
    (
        "gradients",
        "zh,h,zo,y=forward(x,wh,bo)\ng=y-t\nreturn np.mean(g), np.mean(gradient_weight_hidden(x,zh,h,g))",
        "swapped",
    ),
    ("slope", "(f(w + epsilon) - f(w)) / epsilon", "to the right only"),
    ("slope", "(f(w) - f(w - epsilon)) / epsilon", "to the left only"),
    ("slope", "(f(w + epsilon) - f(w - epsilon)) / epsilon", "2 epsilon apart"),
    ("slope", "(f(w + epsilon) - f(w - epsilon)) / 2 * epsilon", "brackets are lost"),
    ("slope", "f(w + epsilon) - f(w - epsilon) / (2 * epsilon)", "brackets are lost"),
    ("slope", "(f(w - epsilon) - f(w + epsilon)) / (2 * epsilon)", "left and right are swapped"),
    ("slope", "(f(w + 1e-6) - f(w - 1e-6)) / 2e-6", "epsilon does not count"),
    ("slope", "(f(epsilon) - f(-epsilon)) / (2 * epsilon)", "at epsilon alone"),
    ("slope", "f(w)(epsilon)", "TypeError"),
    (
        "update",
        "a, b = gradients(x,t,wh,bo)\nreturn wh + learning_rate*a, bo + learning_rate*b",
        "the step is added",
    ),
    ("update", "a, b = gradients(x,t,wh,bo)\nreturn wh - a, bo - b", "the learning rate is lost"),
    ("update", "a, b = gradients(x,t,wh,bo)\nreturn learning_rate*a, learning_rate*b", "these are the steps"),
    ("update", "return gradients(x,t,wh,bo)", "these are the gradients"),
    ("update", "return wh, bo", "it is not updated"),
    ("update", "a, b = gradients(x,t,wh,bo)\nreturn wh - learning_rate*a, bo", "new bo: it is as before"),
    (
        "update",
        "a, b = gradients(x,t,wh,bo)\nreturn wh - learning_rate*a, bo - learning_rate*a",
        "new bo: bo goes along the gradient of wh",
    ),
    (
        "update",
        "a, b = gradients(x,t,wh,bo)\nreturn wh - learning_rate*b, bo - learning_rate*b",
        "new wh: wh goes along the gradient of bo",
    ),
    ("update", "a, b = gradients(x,t,wh,bo)\nreturn wh - learning_rate*a", "2 values are wanted"),
    ("update", "a, b = gradients(x,t,wh,bo)\nreturn bo - learning_rate*b, wh - learning_rate*a", "swapped"),
    (
        "update",
        "wh = wh - learning_rate*gradients(x,t,wh,bo)[0]\n"
        "bo = bo - learning_rate*gradients(x,t,wh,bo)[1]\nreturn wh, bo",
        "wh is changed before the gradient of bo is taken",
    ),
    (
        "update",
        "bo = bo - learning_rate*gradients(x,t,wh,bo)[1]\n"
        "wh = wh - learning_rate*gradients(x,t,wh,bo)[0]\nreturn wh, bo",
        "bo is changed before the gradient of wh is taken",
    ),
    (
        "update",
        "a, b = gradients(x,t,wh,bo) * learning_rate\nreturn wh - a, bo - b",
        "stops with an error in line 2",
    ),
    ("is_right", "abs(df(w) - slope(f, w, 1e-4)) < 1e-6", "very small function"),
    ("is_right", "df(w) - slope(f, w, 1e-4) < 1e-4 * abs(df(w))", "`abs(a - b)`"),
    ("is_right", "abs(df(w) - slope(f, w, 1e-4)) < 1e-4 * df(w)", "A slope may be negative"),
    ("is_right", "df(w) == slope(f, w, 1e-4)", "is hardly ever exact"),
    ("is_right", "abs(df(w) - slope(f, w, 1e-4)) > 1e-4 * abs(df(w))", "the other way round"),
    ("is_right", "True", "it says True, whatever it gets"),
    ("is_right", "abs(df(0) - slope(f, 0, 1e-4)) < 1e-4 * abs(df(0))", "Are both taken at w?"),
    ("is_right", "abs(df(w) - slope(f, w, 1)) < 1e-4 * abs(df(w))", "an epsilon of about 1e-4"),
    ("is_right", "return 0", "it says False, whatever it gets"),
    ("is_right", "return abs(df(w) - slope(f, w, 1e-4))", "True or False"),
    ("is_right", "np.isclose(df(w), slope(f, w, 1e-4))", "very small function"),
    ("is_right", "print(True)\nreturn", "it prints its result"),
]
RUN = """
W, B, L = [wh], [bo], [stable_loss(forward(x, wh, bo)[2], t)]
for k in range(iterations):
    wh, bo = update(x, t, wh, bo, learning_rate)
    W.append(wh); B.append(bo); L.append(stable_loss(forward(x, wh, bo)[2], t))
return W, B, L
"""
TYPED += [
    ("train", RUN.replace("range(iterations)", "range(iterations - 1)"), "the last update is missing"),
    (
        "train",
        "W = B = L = []\nfor k in range(iterations + 1):\n    W.append(wh)\n    B.append(bo)\n"
        "    L.append(stable_loss(forward(x, wh, bo)[2], t))\n"
        "    wh, bo = update(x, t, wh, bo, learning_rate)\nreturn W, B, L",
        "one list has all the names",
    ),
    ("train", RUN.replace("range(iterations)", "range(iterations + 1)"), "one update too many"),
    (
        "train",
        RUN.replace("[wh], [bo], [stable_loss(forward(x, wh, bo)[2], t)]", "[], [], []"),
        "the start is missing",
    ),
    ("train", RUN.replace("return W, B, L", "return wh, bo, L[-1]"), "only the end is returned"),
    ("train", RUN.replace("return W, B, L", "return list(zip(W, B, L))"), "rows and columns are swapped"),
    ("train", RUN.replace("range(iterations)", "range(0)"), "wh: there is no update"),
    ("train", RUN.replace("return W, B, L", "return [1.0], B, L"), "a run of K updates has K + 1 entries"),
    ("train", RUN.replace("return W, B, L", "return W, B"), "3 values are wanted"),
    ("train", RUN.replace("    wh, bo = update", "    a, b = update"), "all entries are the start"),
    ("train", RUN.replace("return W, B, L", "    return W, B, L"), "inside the loop"),
    (
        "train",
        "W, B, L = [wh], [bo], [stable_loss(forward(x, wh, bo)[2], t)]\nfor k in range(iterations):\n"
        "    L.append(stable_loss(forward(x, wh, bo)[2], t))\n"
        "    wh, bo = update(x, t, wh, bo, learning_rate)\n"
        "    W.append(wh); B.append(bo)\nreturn W, B, L",
        "xi: it is late by one",
    ),
    ("train_momentum", RUN, "the momentum does not count"),
]
WITH = """
W, B, L = [], [], []
for k in range(iterations + 1):
    zh = x * wh
    zo = activation(zh) + bo
    W.append(wh); B.append(bo); L.append(stable_loss(zo, t))
    error = logistic(zo) - t
    wh, bo = wh - learning_rate * np.mean(x * derivative(zh) * error), bo - learning_rate * np.mean(error)
return W, B, L
"""
TYPED += [
    (
        "train_with",
        WITH.replace("activation(zh)", "rbf(zh)").replace("derivative(zh)", "rbf_derivative(zh)"),
        "not used",
    ),
    ("train_with", WITH.replace("derivative(zh)", "rbf_derivative(zh)"), "whatever the activation"),
    ("train_with", WITH.replace("derivative(zh)", "derivative(activation(zh))"), "is taken at h"),
    ("train_with", WITH.replace(" * derivative(zh)", ""), "the slope is lost"),
    ("train_with", WITH.replace("derivative(zh)", "activation(zh)"), "stands where its derivative"),
    ("train_with", WITH.replace("range(iterations + 1)", "range(iterations)"), "the last update is missing"),
    ("train_with", WITH.replace("np.mean", "np.sum"), "summed over the samples"),
    ("train_with", WITH.replace("logistic(zo) - t", "t - logistic(zo)"), "the step is added"),
]
WO = """
zh = x * wh
h = rbf(zh)
error = logistic(wo * h + bo) - t
back = wo * error
return np.mean(gradient_weight_hidden(x, zh, h, back)), np.mean(h * error), np.mean(error)
"""
TYPED += [
    ("gradients_wo", WO.replace("wo * error", "error"), "wo is lost on the way back"),
    ("gradients_wo", WO.replace("wo * h + bo", "h + bo"), "wo is lost on the way forward"),
    ("gradients_wo", WO.replace("wo * error", "error").replace("wo * h", "h"), "forward and back"),
    ("gradients_wo", WO.replace("h * error", "error"), "h is lost"),
    ("gradients_wo", WO.replace("h * error", "x * error"), "x stands where h"),
    ("gradients_wo", WO.replace("h * error", "zh * error"), "zh stands where h"),
    ("gradients_wo", WO.replace("h * error", "wo * error"), "wo itself stands where h"),
    ("gradients_wo", WO.replace("h * error", "h * back"), "wo stands in it besides h"),
    ("gradients_wo", WO.replace(", np.mean(error)\n", ", np.mean(back)\n"), "it has a factor wo"),
    ("gradients_wo", WO.replace("np.mean", "np.sum"), "it is the sum"),
    (
        "gradients_wo",
        WO.replace("np.mean(h * error), np.mean(error)", "np.mean(error), np.mean(h * error)"),
        "the order is another",
    ),
    ("gradients_wo", WO.replace(", np.mean(error)\n", "\n"), "returns 2 values"),
]
MOMENTUM = """
vh = vo = 0.0
W, B, L = [], [], []
for k in range(iterations + 1):
    W.append(wh); B.append(bo); L.append(stable_loss(forward(x, wh, bo)[2], t))
    gh, go = gradients(x, t, wh, bo)
    vh = momentum * vh - learning_rate * gh
    vo = momentum * vo - learning_rate * go
    wh, bo = wh + vh, bo + vo
return W, B, L
"""
TYPED += [
    ("train", RUN.replace("return W, B, L", "return np.array([W, B, L]).T"), "rows and columns are swapped"),
    (
        "train",
        RUN.replace("    wh, bo = update", "    bo, wh = update"),
        "the new wh and the new bo are swapped",
    ),
    ("train", RUN.replace("bo, learning_rate)", "bo, 0.1)"), "the learning rate is always 0.1"),
    ("train_momentum", MOMENTUM.replace("momentum * vo", "0 * vo"), "bo has no momentum"),
    ("train_momentum", MOMENTUM.replace("- learning_rate", "+ learning_rate"), "goes uphill"),
    ("train_momentum", MOMENTUM.replace("wh + vh, bo + vo", "wh - vh, bo - vo"), "goes uphill"),
    ("train_momentum", MOMENTUM.replace("learning_rate * g", "g"), "the learning rate is lost"),
    (
        "train_momentum",
        MOMENTUM.replace("- learning_rate", "- (1 - momentum) * learning_rate"),
        "1 - momentum",
    ),
    ("train_momentum", MOMENTUM.replace("momentum * v", "v"), "kept whole"),
    (
        "train_momentum",
        MOMENTUM.replace("vo = momentum * vo", "vo = momentum * vh").replace("vo", "vh"),
        "share one velocity",
    ),
    (
        "train_momentum",
        MOMENTUM.replace("range(iterations + 1)", "range(iterations)"),
        "the last update is missing",
    ),
    ("my_data", "x = np.array([0, 1, 2])\nreturn x, np.array([1, 1, 0])", "get all of them right"),
    ("my_data", "return np.array([0.0, 1.0]), np.array([1, 1])", "all samples are blue"),
    ("my_data", "return np.array([0.0, 1.0]), np.array([0, 0])", "all samples are red"),
    ("my_data", "return np.array([0.0, 1.0]), np.array([1, -1])", "holds -1"),
    ("my_data", "return np.array([[0.0], [1.0]]), np.array([1, 0])", "the same shape"),
    ("my_data", "return np.array([0.0, np.nan]), np.array([1, 0])", "finite"),
    ("my_data", "return np.array([]), np.array([])", "no samples"),
    ("my_data", "return np.array([0.0, 1.0])", "two arrays"),
    ("my_data", "return np.ones((3, 2)), np.ones((3, 2))", "each sample is one number"),
]


@pytest.mark.parametrize(("exercise", "body", "words"), TYPED)
def test_a_usual_mistake_is_named(exercise: str, body: str, words: str) -> None:
    found = answer(exercise, body)
    assert not found
    assert words in found.words, found.words
    assert found.words.count("\n") < 4


@pytest.mark.parametrize(
    ("exercise", "words"), [(name, words) for name, each in EXERCISES.items() for words in each.mistakes]
)
def test_every_mistaken_form_is_named_by_its_own_words(exercise: str, words: str) -> None:
    form = EXERCISES[exercise].mistakes[words]
    for seed in range(2):
        found = verdict(exercise, form, seed=seed)
        assert words in found.words, found.words


BUMPS = [
    ("-bump(zh)**2", "the inner derivative is lost"),
    ("2 * zh * bump(zh)**2", "a minus sign is lost"),
    ("-zh * bump(zh)**2", "a factor 2 is lost"),
    ("-2 * zh * bump(zh)", "the chapter's RBF"),
    ("-2 * zh * np.exp(-zh**2)", "the chapter's RBF"),
    ("bump(zh)", "this is the function itself"),
    ("-2 * zh", "only the inner derivative"),
    ("-2 * zh * bump(zh)**3", "one power too many"),
    ("(bump(zh + 1) - bump(zh)) / 1", "Derive it once more"),
    ("np.zeros(len(zh))", "one a row"),
    ("zh / 0", "not a finite number"),
]


@pytest.mark.parametrize(("derivative", "words"), BUMPS)
def test_a_mistake_in_the_slope_of_ones_own_bump_is_named(derivative: str, words: str) -> None:
    cell = f"def bump(zh):\n    return 1 / (1 + zh**2)\ndef bump_derivative(zh):\n    return {derivative}"
    found = verdict("bump", typed(cell, "bump"), typed(cell, "bump_derivative"))
    assert not found
    assert words in found.words


@pytest.mark.parametrize(
    ("bump", "words"),
    [
        ("2 * zh + 1", "straight line"),
        ("np.exp(-zh**2)", "is the RBF"),
        ("np.tanh(zh)", "it only rises"),
        ("np.maximum(zh, 0)", "it only rises"),
        ("np.exp(-zh)", "it only falls"),
        ("zh ** 2", "lowest in the middle"),
        ("np.sin(zh)", "more than one top"),
        ("np.sinc(zh)", "more than one top"),
    ],
)
def test_a_bump_that_is_none_is_refused(bump: str, words: str) -> None:
    found = verdict("bump", typed(f"def bump(zh):\n    return {bump}"), lambda zh: 2 + 0 * zh)
    assert words in found.words


def test_an_answer_that_is_wrong_in_its_own_way_is_told_where_it_differs() -> None:
    found = answer("rbf", "np.cos(zh)")
    assert found.words.startswith("✗ rbf: it is not right yet. Compute it for zh = 0 by hand")
    assert "At zh = " in found.words
    assert "expected 0." in found.words
    assert "got " in found.words
