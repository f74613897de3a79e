"""The usual forms of whole subjects hold; what looks like them and is wrong does not."""

import pytest

from livepage.equations import Context
from livepage.equations.verdicts.check_formula import check_formula
from tests.corpora.subjects import SUBJECTS

CONTEXTS = {name: Context.from_data(name, **data) for name, (data, _) in SUBJECTS.items()}


@pytest.mark.parametrize("name", SUBJECTS)
def test_usual_forms_hold(name: str) -> None:
    refused = {
        latex: verdict.message
        for latex in SUBJECTS[name][1]
        if not (verdict := check_formula(latex, CONTEXTS[name])).holds
    }
    assert not refused


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("pca", r"U U^T = I"),
        ("pca", r"V V^T = 2 V^T V = I"),
        ("pca", r"\det(\Sigma) = \sum_j \lambda_j"),
        ("mvn", r"\log p(\mathbf{x}) = -\frac{D}{2}\log 2\pi - \frac12\log|\boldsymbol\Sigma|"),
        ("logreg", r"\frac{\partial J}{\partial b} = \mathbf{1}^\top (\hat{\mathbf{y}}-\mathbf{y})"),
        ("logreg", r"\mathbf{H} = \nabla^2_{\mathbf{w}} J = \frac1N \mathbf{X}^\top \mathbf{X}"),
        ("logreg", r"P(y_i=0\mid\mathbf{x}_i) = \hat{y}_i"),
        ("logreg", r"\sigma^{-1}(p) = \log\frac{1-p}{p}"),
        ("softmax", r"p_k = \frac{e^{z_k}}{\sum_{k'} e^{z_k}}"),
        ("softmax", r"\frac{\partial p_i}{\partial z_j} = p_i(1\{i=j\} + p_j)"),
        ("softmax", r"\nabla \mathrm{LSE}(\mathbf{z}) = -\mathrm{softmax}(\mathbf{z})"),
        ("rnn", r"\frac{\partial h_T}{\partial h_1} = \prod_{t=1}^T \frac{\partial h_t}{\partial h_{t-1}}"),
        ("lstm", r"dW_f = \left( df_t \odot f_t \right) \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix}^T"),
        ("adam", r"g_t = \nabla f(\theta_t)"),
        ("adam", r"\theta_t \leftarrow \theta_{t-1} + \eta \cdot \hat{m}_t / (\sqrt{\hat{v}_t} + \epsilon)"),
        (
            "gauss",
            r"\frac{\partial}{\partial\sigma^2}\log p(x) = \frac{(x-\mu)^2}{\sigma^3} - \frac{1}{\sigma}",
        ),
        ("gauss", r"\ell(\mu,\sigma^2) = \sum_{i=1}^n \mathcal{N}(x_i \mid \mu, \sigma^2)"),
        ("info", r"H(X,Y) = H(X) + H(X|Y)"),
        ("info", r"p(x|y) = \frac{p(x,y)}{p(x)}"),
        ("rl", r"Q(s,a) = r(s,a)+\gamma\sum_{s'}P(s'|s,a)V(s)"),
        ("linreg", r"\mathbf{w}^* = \arg\max_{\mathbf{w}} E(\mathbf{w})"),
        ("linreg", r"\hat{\mathbf{w}} = \underset{\mathbf{w}}{\operatorname{argmin}} E(\mathbf{w})"),
        ("linreg", r"\nabla E(\hat{\mathbf{w}}) = 0"),
        ("matcalc", r"\nabla_{\mathbf{x}}\mathbf{x}^\top\mathbf{A}\mathbf{x} = 2 \mathbf{A}\mathbf{x}"),
        ("matcalc", r"\|\mathbf{x}\|_\infty = \min_i |x_i|"),
    ],
)
def test_what_looks_like_them_and_is_wrong_is_false(name: str, latex: str) -> None:
    assert check_formula(latex, CONTEXTS[name]).status == "false"


@pytest.mark.parametrize(
    ("name", "latex", "reason"),
    [
        ("mlp", r"\delta^{(1)} = (W^{(2)})^\top \delta^{(2)} \circ \sigma'(z^{(1)})", "two ways"),
        ("pca", r"\operatorname{tr}(I) = 3", "more than one size fits"),
        ("linreg", r"\min_{\mathbf{w}} E(\mathbf{w}) = 0", "say where it is taken"),
        ("linreg", r"\mathbf{w}^* = \arg\min_{\mathbf{w}} \|\mathbf{t}\|^2", "does not depend on w"),
        ("pca", r"\bar{x} = \frac{2}{n} \sum_{i=1}^n x_i", "up to rounding"),
        (
            "linreg",
            r"\nabla E(\mathbf{w}^*) = \mathbf{X}^\top(\mathbf{t}-\mathbf{X}\mathbf{w}^*)",
            "whatever their signs",
        ),
    ],
)
def test_what_has_two_readings_says_so(name: str, latex: str, reason: str) -> None:
    verdict = check_formula(latex, CONTEXTS[name])
    assert reason in verdict.status + verdict.message


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"\min_w J", "unreadable"),
        (r"\min_w (x w - 1)^2", "unreadable"),
        (r"\min_w 2 J", "checked"),
        (r"\min_w C", "vacuous"),
        (r"\min_w (x w - 1)", "false"),
    ],
)
def test_a_problem_about_a_number_on_the_way_to_the_objective_may_be_meant(latex: str, status: str) -> None:
    context = Context.from_data(
        "goes on",
        AXES={},
        INPUTS={"x": lambda rng: rng.uniform(1, 2), "w": lambda rng: rng.uniform(-1, 1)},
        NODES={"J": lambda x, w: (x * w - 1) ** 2, "C": lambda J: 2 * J},
        SYMBOLS={name: name for name in "xwJC"},
    )
    verdict = check_formula(latex, context)
    assert verdict.status == status, verdict.message
    assert ("from which the graph goes on to C" in verdict.message) == (status == "unreadable")
