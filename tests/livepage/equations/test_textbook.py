r"""Equations of textbooks that the chapter does not show: right, in other forms, and falsified."""

import pytest

from livepage.equations import Context, check_latex

RIGHT = {
    "linear": [
        r"y_i = x_i w",
        r"\mathbf{y} = \mathbf{x} w",
        r"\xi = \frac{1}{N} \sum_{i=1}^{N} (t_i - y_i)^2 = \frac1N \lVert \mathbf{t} - \mathbf{y} \rVert^2",
        r"\xi = \frac{1}{N} (\mathbf{t} - \mathbf{y})^T (\mathbf{t} - \mathbf{y})",
        (
            r"\frac{\partial \xi_i}{\partial w} = \frac{\partial y_i}{\partial w} \frac{\partial "
            r"\xi_i}{\partial y_i} = 2 x_i (y_i - t_i)"
        ),
        r"\frac{\partial \xi}{\partial w} = \frac{2}{N} \mathbf{x}^T (\mathbf{y} - \mathbf{t})",
        r"w(k+1) = w(k) - \Delta w(k), \quad \Delta w = \mu \frac{\partial \xi}{\partial w}",
        r"w(k) = w(k-1) - \Delta w(k-1)",
        r"\Delta w(k+1) = \mu \frac{\partial \xi(k+1)}{\partial w(k+1)}",
        r"\Delta w(k+1) = \mu \frac{\partial \xi}{\partial w}(k+1)",
        r"\Delta w(k+1) = \mu \frac{\partial \xi}{\partial w(k+1)}",
        (
            r"N \frac{\partial \xi}{\partial y_i} \frac{\partial y_i}{\partial w} t_i = "
            r"2 (y_i - t_i) x_i t_i"
        ),
    ],
    "classes": [
        r"\mathbf{z} = X \mathbf{w}^T",
        r"z_i = \mathbf{x}_i \mathbf{w}^T = \sum_{d=1}^{D} x_{id} w_d",
        r"\mathbf{y} = \sigma(X \mathbf{w}^T) = \frac{1}{1 + e^{-X \mathbf{w}^T}}",
        r"1 - \sigma(z_i) = \sigma(-z_i)",
        r"\frac{\partial \sigma(z_i)}{\partial z_i} = \sigma'(z_i) = \sigma(z_i) (1 - \sigma(z_i))",
        r"\mathcal{L} = \prod_{i=1}^{N} y_i^{t_i} (1 - y_i)^{1 - t_i}",
        r"\xi = -\frac{1}{N} \log \mathcal{L}",
        r"\frac{\partial \xi_i}{\partial \mathbf{w}} = \mathbf{x}_i (y_i - t_i)",
        (
            r"\nabla_{\mathbf{w}} \xi = \frac{1}{N} \sum_{i=1}^{N} (y_i - t_i) \mathbf{x}_i = "
            r"\frac{1}{N} (\mathbf{y} - \mathbf{t})^T X"
        ),
        (
            r"\frac{\partial \xi}{\partial \mathbf{w}} = \frac{\partial \xi}{\partial \mathbf{y}} "
            r"\frac{\partial \mathbf{y}}{\partial \mathbf{z}} \frac{\partial \mathbf{z}}{\partial "
            r"\mathbf{w}}"
        ),
        (
            r"X = \begin{bmatrix} x_{11} & \dots & x_{1D} \\ \vdots & \ddots & \vdots \\ x_{N1} & \dots "
            r"& x_{ND} \end{bmatrix}"
        ),
        r"X = \begin{bmatrix} \mathbf{x}_1 \\ \vdots \\ \mathbf{x}_N \end{bmatrix}",
        (
            r"\mathbf{w} = \begin{bmatrix} w_1 & w_2 & w_3 \end{bmatrix}, \; \mathbf{t} = "
            r"\begin{bmatrix} t_1 & \dots & t_N \end{bmatrix}^T"
        ),
    ],
    "network": [
        r"H = \sigma(X \cdot W_h + \mathbf{b}_h) = \frac{1}{1 + e^{-(X W_h + \mathbf{b}_h)}}",
        r"Y = \text{softmax}(H W_o + \mathbf{b}_o)",
        r"\mathbf{y}_i = \text{softmax}(\mathbf{z}_{oi})",
        r"y_{ik} = \frac{e^{z_{oik}}}{\sum_{l=1}^{C} e^{z_{oil}}}",
        r"\frac{\partial y_{ik}}{\partial z_{oik}} = y_{ik} (1 - y_{ik})",
        r"\frac{\partial y_{ik}}{\partial z_{oil}} = y_{ik} (\mathbb{1}[k = l] - y_{il})",
        r"\frac{\partial y_{ik}}{\partial z_{oil}} = y_{ik} (\delta_{kl} - y_{il})",
        r"\frac{\partial y_{i1}}{\partial z_{oi2}} = -y_{i1} y_{i2}",
        r"\sum_{k=1}^{C} y_{ik} = 1",
        r"\sum_{k=1}^{C} \frac{\partial y_{ik}}{\partial z_{oil}} = 0",
        r"\xi = -\sum_{i=1}^{N} \sum_{k=1}^{C} t_{ik} \log y_{ik}",
        r"\xi_i = \log \left( \sum_{l=1}^{C} e^{z_{oil}} \right) - \sum_{k=1}^{C} t_{ik} z_{oik}",
        (
            r"\frac{\partial \xi_i}{\partial z_{oil}} = -\sum_{k=1}^{C} t_{ik} \frac{1}{y_{ik}} "
            r"\frac{\partial y_{ik}}{\partial z_{oil}} = -t_{il} (1 - y_{il}) + \sum_{k \neq l} t_{ik} "
            r"y_{il} = y_{il} - t_{il}"
        ),
        r"\delta_o = \frac{\partial \xi}{\partial Z_o} = Y - T",
        (
            r"\frac{\partial \xi}{\partial W_o} = \frac{\partial \xi}{\partial Y} \frac{\partial "
            r"Y}{\partial Z_o} \frac{\partial Z_o}{\partial W_o} = H^T (Y - T) = H^T \delta_o"
        ),
        r"\frac{\partial \xi}{\partial \mathbf{b}_o} = \sum_{i=1}^{N} (\mathbf{y}_i - \mathbf{t}_i)",
        r"\delta_h = \frac{\partial \xi}{\partial Z_h} = H \circ (1 - H) \circ \left[ \delta_o W_o^T \right]",
        r"\frac{\partial \xi}{\partial W_h} = X^T \delta_h",
        r"\frac{\partial \xi_i}{\partial w_{ojk}} = h_{ij} \delta_{oik}",
        r"\frac{\partial h_{ij}}{\partial z_{hij}} = h_{ij} (1 - h_{ij})",
        r"z_{hij} = \mathbf{x}_i \mathbf{w}_{hj} + b_{hj}",
    ],
    "batch": [
        r"\mu = \frac{1}{m} \sum_{i=1}^{m} x_i, \qquad \sigma^2 = \frac{1}{m} \sum_{i=1}^{m} (x_i - \mu)^2",
        r"\hat{x}_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}}, \qquad y_i = \gamma \hat{x}_i + \beta",
        r"\frac{\partial \ell}{\partial \hat{x}_i} = \frac{\partial \ell}{\partial y_i} \cdot \gamma",
        (
            r"\frac{\partial \ell}{\partial \sigma^2} = \sum_{i=1}^{m} \frac{\partial \ell}{\partial "
            r"\hat{x}_i} \cdot (x_i - \mu) \cdot \frac{-1}{2} (\sigma^2 + \epsilon)^{-3/2}"
        ),
        (
            r"\frac{\partial \ell}{\partial x_i} = \frac{\partial \ell}{\partial \hat{x}_i} \cdot "
            r"\frac{1}{\sqrt{\sigma^2 + \epsilon}} + \frac{\partial \ell}{\partial \sigma^2} \cdot "
            r"\frac{2 (x_i - \mu)}{m} - \frac{1}{m} \sum_{i=1}^{m} \frac{\partial \ell}{\partial "
            r"\hat{x}_i} \cdot \frac{1}{\sqrt{\sigma^2 + \epsilon}}"
        ),
        (
            r"\frac{\partial \ell}{\partial \gamma} = \sum_{i=1}^{m} \frac{\partial \ell}{\partial y_i} "
            r"\cdot \hat{x}_i, \quad \frac{\partial \ell}{\partial \beta} = \sum_{i=1}^{m} "
            r"\frac{\partial \ell}{\partial y_i}"
        ),
    ],
    "held": [
        r"\left. \frac{\partial \hat{x}_i}{\partial x_i} \right|_{\mu, \sigma^2}"
        r" = \frac{1}{\sqrt{\sigma^2 + \epsilon}}",
        r"\frac{\partial \sigma^2}{\partial x_i} \bigg|_\mu = \frac{2 (x_i - \mu)}{m}",
        r"\frac{\partial \hat{x}_i}{\partial \mu} \Big|_{\sigma^2} = -\frac{1}{\sqrt{\sigma^2 + \epsilon}}",
    ],
    "momentum": [
        (
            r"\mathbf{v}(k+1) = \lambda \mathbf{v}(k) - \mu \frac{\partial \xi}{\partial "
            r"\mathbf{w}(k)}, \quad \mathbf{w}(k+1) = \mathbf{w}(k) + \mathbf{v}(k+1)"
        ),
        r"v_d^{(k+1)} = \lambda v_d^{(k)} - \mu \frac{\partial \xi}{\partial w_d}",
        r"\mathbf{v}(k+1) = \lambda \mathbf{v}(k) - \mu \nabla_{\mathbf{w}} \xi",
        (
            r"\mathbf{w}(k+1) - \mathbf{w}(k) = \lambda (\mathbf{w}(k) - \mathbf{w}(k-1)) - \mu "
            r"\frac{\partial \xi}{\partial \mathbf{w}(k)}"
        ),
    ],
    "layers": [
        r"Z^{(l)} = H^{(l-1)} W^{(l)} + \mathbf{b}^{(l)}, \quad H^{(l)} = \sigma(Z^{(l)})",
        r"\Delta^{(l)} = (\Delta^{(l+1)} W^{(l+1)T}) \circ H^{(l)} \circ (1 - H^{(l)})",
        r"\frac{\partial \xi}{\partial W^{(l)}} = {H^{(l-1)}}^T \Delta^{(l)}",
        r"\Delta^{(3)} = (H^{(3)} - T) \circ \sigma'(Z^{(3)})",
    ],
}
FALSE = {
    "linear": [
        r"\xi = \frac{1}{N} \sum_{i=1}^{N} (t_i + y_i)^2",
        r"\xi = \frac{1}{2N} \sum_{i=1}^{N} (t_i - y_i)^2",
        r"\xi = \frac{1}{N} \sum_{i=2}^{N} (t_i - y_i)^2",
        r"\xi = \frac{1}{N} \sum_{i=1}^{N} (t_i - y_1)^2",
        r"\xi = \frac{1}{N} (\mathbf{t} - \mathbf{y}) (\mathbf{t} - \mathbf{y})^T",
        r"\frac{\partial \xi}{\partial w} = 2 x_i (y_i - t_i)",
        r"\Delta w = \mu \frac{\partial \xi_i}{\partial w}",
        r"w(k+1) = w(k) - \Delta w(k+1)",
        r"w(k+1) = w(k) + \Delta w(k)",
        r"w(k) = w(k-1) - \Delta w(k)",
        r"\Delta w(k) = \mu \frac{\partial \xi}{\partial w(k+1)}",
        (
            r"N \frac{\partial \xi}{\partial y_i} \frac{\partial y_i}{\partial w} t_i = "
            r"2 (y_i - t_i) t_i"
        ),
    ],
    "classes": [
        r"\mathbf{z} = X \mathbf{w}",
        r"\mathbf{z} = \mathbf{w} X^T",
        r"z_i = \mathbf{w}^T \mathbf{x}_i",
        r"\sigma'(z_i) = \sigma(z_i) (1 + \sigma(z_i))",
        r"\mathcal{L} = \prod_{i=1}^{N} y_i^{t_i} (1 - y_i)^{t_i}",
        r"\xi = -\log \mathcal{L}",
        r"\nabla_{\mathbf{w}} \xi = (\mathbf{y} - \mathbf{t})^T X",
        r"\nabla_{\mathbf{w}} \xi = \frac{1}{N} X^T (\mathbf{y} - \mathbf{t})",
        (
            r"X = \begin{bmatrix} x_{11} & \dots & x_{N1} \\ \vdots & \ddots & \vdots \\ x_{1D} & \dots "
            r"& x_{ND} \end{bmatrix}"
        ),
        (
            r"X = \begin{bmatrix} x_{11} & \dots & x_{1D} \\ \vdots & \ddots & \vdots \\ x_{N1} & \dots "
            r"& x_{N2} \end{bmatrix}"
        ),
        r"\mathbf{w} = \begin{bmatrix} w_1 & w_2 \end{bmatrix}",
        r"\mathbf{t} = \begin{bmatrix} t_1 & \dots & t_N \end{bmatrix}",
    ],
    "network": [
        r"Y = \text{softmax}(W_o H + \mathbf{b}_o)",
        r"y_{ik} = \frac{e^{-z_{oik}}}{\sum_{l=1}^{C} e^{z_{oil}}}",
        r"y_{ik} = \frac{e^{z_{oik}}}{\sum_{k=1}^{C} e^{z_{oil}}}",
        r"\frac{\partial y_{ik}}{\partial z_{oil}} = y_{ik} (\delta_{kl} - y_{ik})",
        r"\frac{\partial y_{ik}}{\partial z_{oil}} = y_{ik} (1 - y_{il})",
        r"\frac{\partial y_{i1}}{\partial z_{oi2}} = y_{i1} y_{i2}",
        r"\sum_{i=1}^{N} y_{ik} = 1",
        r"\xi = -\frac{1}{N} \sum_{i=1}^{N} \sum_{k=1}^{C} t_{ik} \log y_{ik}",
        r"\xi_i = \log \left( \sum_{l=1}^{C} e^{z_{oil}} \right) + \sum_{k=1}^{C} t_{ik} z_{oik}",
        r"\delta_o = T - Y",
        r"\frac{\partial \xi}{\partial W_o} = (Y - T)^T H",
        r"\frac{\partial \xi}{\partial W_o} = X^T \delta_o",
        r"\delta_h = H \circ (1 - H) \circ (\delta_o W_o)",
        r"\delta_h = H \circ (1 + H) \circ (\delta_o W_o^T)",
        r"\frac{\partial \xi}{\partial \mathbf{b}_o} = \mathbf{y}_i - \mathbf{t}_i",
        r"\frac{\partial \xi_i}{\partial w_{ojk}} = h_{ij} \delta_{oil}",
    ],
    "batch": [
        r"\sigma^2 = \frac{1}{m - 1} \sum_{i=1}^{m} (x_i - \mu)^2",
        r"\hat{x}_i = \frac{x_i - \mu}{\sqrt{\sigma^2} + \epsilon}",
        (
            r"\frac{\partial \ell}{\partial \sigma^2} = \sum_{i=1}^{m} \frac{\partial \ell}{\partial "
            r"\hat{x}_i} \cdot (x_i - \mu) \cdot \frac{-1}{2} (\sigma^2 + \epsilon)^{-1/2}"
        ),
        (
            r"\frac{\partial \ell}{\partial x_i} = \frac{\partial \ell}{\partial \hat{x}_i} \cdot "
            r"\frac{1}{\sqrt{\sigma^2 + \epsilon}}"
        ),
    ],
    "held": [
        r"\frac{\partial \hat{x}_i}{\partial x_i} = \frac{1}{\sqrt{\sigma^2 + \epsilon}}",
        r"\left. \frac{\partial \hat{x}_i}{\partial x_i} \right|_{\mu}"
        r" = \frac{1}{\sqrt{\sigma^2 + \epsilon}}",
    ],
    "momentum": [
        r"\mathbf{v}(k+1) = \lambda \mathbf{v}(k) + \mu \frac{\partial \xi}{\partial \mathbf{w}(k)}",
        r"\mathbf{w}(k+1) = \mathbf{w}(k) + \mathbf{v}(k)",
    ],
    "layers": [
        r"Z^{(l)} = H^{(l)} W^{(l)} + \mathbf{b}^{(l)}",
        r"\Delta^{(l)} = (\Delta^{(l+1)} W^{(l+1)T}) \circ H^{(l)}",
        r"\frac{\partial \xi}{\partial W^{(l)}} = {H^{(l)}}^T \Delta^{(l)}",
    ],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, latex) for name, equations in table.items() for latex in equations]


@pytest.mark.parametrize(("name", "latex"), cases(RIGHT))
def test_a_right_equation_is_checked(textbook: dict[str, Context], name: str, latex: str) -> None:
    verdict = check_latex(latex, textbook[name])
    assert verdict.status == "checked", verdict.message
    assert verdict.points == 20
    assert verdict.largest_difference < 1e-9


@pytest.mark.parametrize(("name", "latex"), cases(FALSE))
def test_a_false_equation_is_false(textbook: dict[str, Context], name: str, latex: str) -> None:
    assert check_latex(latex, textbook[name]).status == "false"


def test_a_derivative_with_all_its_paths_held_is_vacuous(textbook: dict[str, Context]) -> None:
    latex = r"\left. \frac{\partial y_i}{\partial x_i} \right|_{\hat{x}_i} = 0"
    assert check_latex(latex, textbook["held"]).status == "vacuous"


@pytest.mark.parametrize("bar", [r"_{x_i \le \mu}", r"_{\mu + \beta}"])
def test_a_bar_names_symbols(textbook: dict[str, Context], bar: str) -> None:
    verdict = check_latex(rf"\left. \frac{{\partial y_i}}{{\partial x_i}} \right|{bar} = 1", textbook["held"])
    assert verdict.status == "unreadable"


def test_a_derivative_with_four_axes_is_refused(textbook: dict[str, Context]) -> None:
    verdict = check_latex(r"\frac{\partial H}{\partial Z_h} = H \circ (1 - H)", textbook["network"])
    assert verdict.status == "unreadable"
    assert "indices" in verdict.message
