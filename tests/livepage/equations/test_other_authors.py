r"""Textbook equations in the notations of other authors: right, and falsified."""

import pytest

from livepage.equations import Context, check_latex
from tests.corpora.other_authors import GRAPHS

RIGHT = {
    "regression": [
        r"\hat{y}_i = \mathbf{w}^\top \mathbf{x}_i^\top + b",
        r"\hat{y}_i = \mathbf{x}_i \mathbf{w} + b = \sum_{j=1}^{D} w_j x_{ij} + b",
        r"\hat{y}_i = b + \sum_j x_{ij} w_j",
        r"\hat{\mathbf{y}} = \mathbf{X}\mathbf{w} + b",
        r"J(w,b) = \frac{1}{2N}\sum_{i=1}^N (\hat{y}_i - y_i)^2",
        r"J(\mathbf{w}) = \frac{1}{2N} \|\hat{\mathbf{y}} - \mathbf{y}\|^2",
        r"J = \frac{1}{2N} \lVert X w + b - y \rVert_2^2",
        r"J = \frac{1}{2N} \|X w + b - y\|_2^2",
        r"J = \frac{1}{2N} || X w + b - y ||^2",
        r"\text{MSE} = \frac{1}{N}\sum_{i=1}^{N}\left(y_i - \hat{y}_i\right)^2 = 2J",
        r"\mathrm{MSE} = \frac{1}{N}\sum_{i=1}^{N}\left(y_i - \hat{y}_i\right)^2",
        r"\operatorname{MSE} = \frac{1}{N}\sum_{i=1}^{N} e_i^2",
        r"\nabla_w J = \frac{1}{N} X^T (Xw + b - y)",
        (
            r"\nabla_{\mathbf{w}} J(\mathbf{w}) = \frac{1}{N} \mathbf{X}^\top (\hat{\mathbf{y}} - "
            r"\mathbf{y})"
        ),
        r"\frac{\partial J}{\partial w_j} = \frac1N \sum_{i=1}^N (\hat y_i - y_i)\, x_{ij}",
        r"\frac{\partial J}{\partial b} = \frac1N \sum_{i=1}^N (\hat y_i - y_i)",
        r"\frac{\partial}{\partial w_j} J(\mathbf{w}) = \frac{1}{N} \sum_{i=1}^{N} e_i x_{ij}",
        r"\tilde{J}(w) = J(w) + \frac{\lambda}{2} \|w\|_2^2",
        r"\tilde{J} = J + \frac{\lambda}{2} w^T w",
        r"\tilde J = J + \frac{\lambda}{2} \sum_{j=1}^{D} w_j^2",
        r"\nabla_w \tilde{J} = \nabla_w J + \lambda w",
        r"\nabla_w \tilde{J}(w) = \lambda w + \nabla_w J(w)",
        r"w_{t+1} = w_t - \eta \nabla_w J",
        r"\mathbf{w}_{t+1} = \mathbf{w}_t - \eta \nabla_{\mathbf{w}} J(\mathbf{w}_t)",
        r"\mathbf{w}^{(t+1)} = \mathbf{w}^{(t)} - \eta \nabla_{\mathbf{w}} J(\mathbf{w}^{(t)})",
        r"w \leftarrow w - \eta \frac{\partial J}{\partial w}",
        r"w := w - \eta \frac{\partial J}{\partial w}",
        r"b \gets b - \eta \frac{\partial J}{\partial b}",
        (
            r"\mathbf{w} \leftarrow \mathbf{w} - \frac{\eta}{N} \sum_{i=1}^N (\hat y_i - y_i) "
            r"\mathbf{x}_i^T"
        ),
        (
            r"\text{RSS}(\mathbf{w}) = (\mathbf{y} - \mathbf{X}\mathbf{w})^T(\mathbf{y} - "
            r"\mathbf{X}\mathbf{w})"
        ),
        (
            r"\frac{\partial \text{RSS}}{\partial \mathbf{w}} = -2\mathbf{X}^T(\mathbf{y} - "
            r"\mathbf{X}\mathbf{w})"
        ),
        r"e_i \triangleq \hat{y}_i - y_i",
        r"H = X^T X",
        r"\frac{\partial J}{\partial \hat{y}_i} = \frac{1}{N} (\hat{y}_i - y_i)",
        r"\frac{\partial J}{\partial \hat{\mathbf{y}}} = \frac{1}{N} (\hat{\mathbf{y}} - \mathbf{y})",
        r"J = \dfrac{1}{2N} \displaystyle\sum_{i=1}^{N} e_i^{2}",
        r"\sum\limits_{i=1}^{N} e_i = N \frac{\partial J}{\partial b}",
        r"\frac{\partial J}{\partial w} = \frac{1}{N} X^{T}\!\left(\hat{y} - y\right)",
        r"J = \frac{1}{2N} \sum_{i=1}^N e_i^2 \tag{1}",
        r"\begin{equation} J = \frac{1}{2N} \sum_{i=1}^N e_i^2 \label{eq:loss} \end{equation}",
        (
            r"\begin{align} e_i &= \hat{y}_i - y_i, \nonumber \\ J &= \frac{1}{2N} \sum_{i=1}^N e_i^2. "
            r"\end{align}"
        ),
        (
            r"\begin{align*} \frac{\partial J}{\partial w_j} &= \frac{1}{2N} \sum_{i=1}^N "
            r"\frac{\partial}{\partial w_j} (\hat{y}_i - y_i)^2 && \text{(sum rule)} \\ &= \frac{1}{N} "
            r"\sum_{i=1}^N (\hat{y}_i - y_i) x_{ij} && \text{(chain rule)} \end{align*}"
        ),
        r"J = \frac{1}{2N} \left\| \mathbf{y} - \hat{\mathbf{y}} \right\|^2",
        r"J = \frac{1}{2N} \left\lVert \mathbf y - \hat{\mathbf y} \right\rVert_2^2",
        r"J = \frac{1}{2 N} \big\| X w + b - y \big\|^2",
        r"J = \frac{1}{2N}\sum\nolimits_{i=1}^N e_i^2",
        r"J = \tfrac{1}{2N} \sum_{i = 1}^{N} \bigl(\hat{y}_i - y_i\bigr)^{2}",
        r"J=\frac1{2N}\sum_i(\hat y_i-y_i)^2",
        r"J = \frac{1}{2N} \sum_{i=1}^N \left( \sum_{j=1}^D x_{ij} w_j + b - y_i \right)^2",
        r"\frac{\partial J}{\partial w_1} = \frac1N \sum_{i=1}^N e_i x_{i1}",
        r"\hat{y}_1 = w_1 x_{11} + w_2 x_{12} + w_3 x_{13} + b",
        r"J = \frac{1}{2N} \sum_{i=1}^{N} (y_i - (\mathbf{x}_i \mathbf{w} + b))^2",
        r"\text{where } e_i = \hat{y}_i - y_i",
        r"e_i \coloneqq \hat{y}_i - y_i",
        r"e_i \stackrel{\text{def}}{=} \hat{y}_i - y_i",
        r"\eta > 0",
        (
            r"\frac{\partial J}{\partial w} = \begin{pmatrix} \frac{\partial J}{\partial w_1} \\ \vdots \\ "
            r"\frac{\partial J}{\partial w_D} \end{pmatrix}"
        ),
        (
            r"\frac{\partial J}{\partial w} = \left[ \frac{\partial J}{\partial w_1}, \dots, "
            r"\frac{\partial J}{\partial w_D} \right]^T"
        ),
        r"\mathbf{w} = [w_1, w_2, w_3]^T",
        r"\mathbf{w} = (w_1, w_2, w_3)^T",
        r"\mathbf{w} = (w_1, \ldots, w_D)^\top",
        r"\mathbf{X} \in \mathbb{R}^{N \times D}",
        r"\Rightarrow \quad \frac{\partial J}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} e_i",
        r"\therefore \frac{\partial J}{\partial b} = \frac{1}{N} \sum_{i=1}^{N} e_i",
        (
            r"\frac{\partial \hat y_i}{\partial w_j} = x_{ij} \text{ and } \frac{\partial \hat "
            r"y_i}{\partial b} = 1"
        ),
        r"\underbrace{\frac{1}{N}\sum_{i} e_i^2}_{\text{MSE}} = 2J",
        (
            r"\frac{\partial J}{\partial w_j} = \sum_{i=1}^N \frac{\partial J}{\partial "
            r"\hat{y}_i}\cdot\frac{\partial \hat{y}_i}{\partial w_j}"
        ),
        r"\partial_{w_j} J = \frac{1}{N}\sum_i e_i x_{ij}",
        r"w_j \leftarrow w_j - \eta \frac{\partial J}{\partial w_j}",
        r"w_j := w_j - \frac{\eta}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) x_{ij}",
        r"w_j^{(t+1)} = w_j^{(t)} - \eta \frac{\partial J}{\partial w_j^{(t)}}",
        r"w_{j,t+1} = w_{j,t} - \eta \frac{\partial J}{\partial w_{j,t}}",
        r"\frac{d J}{d w_j} = \frac{1}{N} \sum_{i} e_{i} x_{i,j}",
        r"\left.\frac{\partial J}{\partial b}\right|_{w} = \frac{1}{N}\sum_i e_i",
    ],
    "samples above": [
        r"z^{(i)} = w^T x^{(i)} + b",
        r"\hat{y}^{(i)} = \sigma(w^T x^{(i)} + b)",
        (
            r"\mathcal{L}(a^{(i)}, y^{(i)}) = - \left( y^{(i)} \log a^{(i)} + (1 - y^{(i)}) \log(1 - "
            r"a^{(i)}) \right)"
        ),
        r"J(w, b) = \frac{1}{m} \sum_{i=1}^m \mathcal{L}(a^{(i)}, y^{(i)})",
        (
            r"J = -\frac{1}{m} \sum_{i=1}^{m} \left[ y^{(i)} \log(a^{(i)}) + (1 - y^{(i)}) \log(1 - "
            r"a^{(i)}) \right]"
        ),
        r"\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (a^{(i)} - y^{(i)}) x_j^{(i)}",
        r"\frac{\partial J}{\partial w} = \frac{1}{m} X (A - Y)^T",
        r"\frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^m (a^{(i)} - y^{(i)})",
        r"A = \sigma(w^T X + b)",
    ],
    "softmax": [
        r"p_k = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}",
        r"p_k = \frac{\exp(z_k)}{\sum_j \exp(z_j)}",
        r"p_i = \frac{\exp z_i}{\sum_{j} \exp z_j}",
        r"p_i = e^{z_i} \Big/ \sum_{j=1}^{K} e^{z_j}",
        r"p_i = \text{softmax}(\mathbf{z})_i",
        r"\mathbf{p} = \operatorname{softmax}(\mathbf{z})",
        r"\mathbf{p} = \mathrm{softmax}(\mathbf{z})",
        r"L = -\sum_k y_k \log p_k",
        r"L = - \mathbf{y}^T \log \mathbf{p}",
        r"L = -\mathbf{y}^\top \log(\mathbf{p})",
        r"\mathcal{L} = -\sum_{k=1}^{K} y_k \ln p_k",
        r"L = \log \sum_{j=1}^{K} e^{z_j} - \sum_{k=1}^{K} y_k z_k",
        r"\log p_k = z_k - \log \sum_j \exp(z_j)",
        r"\log p_k = z_k - \log\left(\sum_{j=1}^{K} e^{z_j}\right)",
        r"\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)",
        r"\frac{\partial p_i}{\partial z_j} = p_i (\mathbb{1}\{i = j\} - p_j)",
        r"\frac{\partial p_i}{\partial z_j} = p_i (\mathbf{1}_{i = j} - p_j)",
        r"\frac{\partial p_i}{\partial z_j} = p_i (1_{i=j} - p_j)",
        r"\frac{\partial p_i}{\partial z_j} = p_i (\mathbb{1}_{\{i = j\}} - p_j)",
        r"\frac{\partial p_i}{\partial z_j} = p_i ([i = j] - p_j)",
        r"\frac{\partial p_i}{\partial z_i} = p_i (1 - p_i)",
        r"\frac{\partial p_i}{\partial z_j} = -p_i p_j \quad \text{for } i \neq j",
        r"\frac{\partial p_i}{\partial z_j} = -p_i p_j \quad (i \neq j)",
        r"\frac{\partial p_i}{\partial z_j} = -p_i p_j, \; i \neq j",
        r"\frac{\partial p_i}{\partial z_j} = p_i (1 - p_i) \quad \text{if } i = j",
        r"\frac{\partial L}{\partial z_k} = p_k - y_k",
        (
            r"\frac{\partial L}{\partial z_i} = \sum_{k} \frac{\partial L}{\partial p_k} \frac{\partial "
            r"p_k}{\partial z_i} = p_i - y_i"
        ),
        r"\frac{\partial L}{\partial z_i} = -\sum_k \frac{y_k}{p_k} \frac{\partial p_k}{\partial z_i}",
        r"\frac{\partial L}{\partial z_i} = -y_i(1 - p_i) + \sum_{k \neq i} y_k p_i",
        r"\nabla_{\mathbf{z}} L = \mathbf{p} - \mathbf{y}",
        r"\frac{\partial L}{\partial p_k} = -\frac{y_k}{p_k}",
        r"\sum_{k=1}^K p_k = 1",
        r"\log \sum_{j=1}^K e^{z_j} = m + \log \sum_{j=1}^K e^{z_j - m}",
        r"\operatorname{LSE}(\mathbf{z}) = \log \sum_j e^{z_j}",
        r"\frac{\partial}{\partial z_i} \log \sum_j e^{z_j} = p_i",
        r"\frac{\partial \log p_i}{\partial z_j} = \delta_{ij} - p_j",
        r"\frac{\partial \ln p_i}{\partial z_j} = \delta_{ij} - p_j",
        r"0 < p_k < 1",
        r"L \geq 0",
        r"L \geqslant 0",
        r"p_i = \text{softmax}(\mathbf{z})_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}",
        r"\text{softmax}(\mathbf{z})_1 = p_1",
        r"[\text{softmax}(\mathbf{z})]_i = p_i",
        (
            r"\frac{\partial \mathbf{p}}{\partial \mathbf{z}} = \operatorname{diag}(\mathbf{p}) - "
            r"\mathbf{p}\mathbf{p}^\top"
        ),
        (
            r"\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i(1-p_i) & i = j \\ -p_i p_j & i \ne j "
            r"\end{cases}"
        ),
        (
            r"\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i(1-p_j) & \text{if } i = j, \\ -p_i p_j "
            r"& \text{otherwise.} \end{cases}"
        ),
        r"m = \max_i z_i",
        r"m = \max(\mathbf{z})",
        r"p_i = \frac{e^{z_i - m}}{\sum_j e^{z_j - m}}",
        r"L = -\sum_{k} y_k z_k + \log\sum_{k} e^{z_k}",
        (
            r"\nabla_{\mathbf z} L = \left(\frac{\partial \mathbf{p}}{\partial \mathbf{z}}\right)^{\!\top} "
            r"\nabla_{\mathbf p} L"
        ),
        r"\frac{\partial^2 L}{\partial z_i \partial z_j} = p_i(\delta_{ij} - p_j)",
        r"\forall k: \; p_k > 0",
        r"p_k \in (0, 1)",
        r"L(\mathbf{y}, \mathbf{p}) = -\sum_k y_k \log p_k",
        r"\sum_{i} \frac{\partial L}{\partial z_i} = 0",
        r"\sum_j \frac{\partial p_i}{\partial z_j} = 0, \quad i = 1, \ldots, K",
        r"\frac{\partial L}{\partial\mathbf z} = \mathbf p - \mathbf y",
        r"\log\frac{p_i}{p_j} = z_i - z_j",
        r"\frac{\partial \log p_i}{\partial z_j} = \mathbf{1}[i = j] - p_j",
        (
            r"\frac{\partial L}{\partial z_j} = - \sum_{i} y_i \left( \delta_{ij} - p_j \right) = p_j "
            r"\sum_i y_i - y_j"
        ),
    ],
    "batch normalisation": [
        r"\mu_{\mathcal{B}} = \frac{1}{m} \sum_{i=1}^m x_i",
        r"\mu_\mathcal{B} = \frac{1}{m} \sum_{i=1}^m x_i",
        r"\sigma_{\mathcal{B}}^2 = \frac{1}{m} \sum_{i=1}^m (x_i - \mu_{\mathcal{B}})^2",
        r"\sigma^2_{\mathcal{B}} = \frac{1}{m} \sum_{i=1}^m (x_i - \mu_{\mathcal{B}})^2",
        r"\hat{x}_i = \frac{x_i - \mu_{\mathcal{B}}}{\sqrt{\sigma_{\mathcal{B}}^2 + \epsilon}}",
        r"y_i = \gamma \hat{x}_i + \beta \equiv \text{BN}_{\gamma,\beta}(x_i)",
        r"\frac{\partial \ell}{\partial \hat{x}_i} = \frac{\partial \ell}{\partial y_i} \cdot \gamma",
        (
            r"\frac{\partial \ell}{\partial \sigma_{\mathcal{B}}^2} = \sum_{i=1}^m \frac{\partial "
            r"\ell}{\partial \hat{x}_i} \cdot (x_i - \mu_{\mathcal{B}}) \cdot \frac{-1}{2} "
            r"(\sigma_{\mathcal{B}}^2 + \epsilon)^{-3/2}"
        ),
        (
            r"\frac{\partial \ell}{\partial \mu_{\mathcal{B}}} = \left( \sum_{i=1}^m \frac{\partial "
            r"\ell}{\partial \hat{x}_i} \cdot \frac{-1}{\sqrt{\sigma_{\mathcal{B}}^2 + \epsilon}} \right) "
            r"+ \frac{\partial \ell}{\partial \sigma_{\mathcal{B}}^2} \cdot \frac{\sum_{i=1}^m -2 (x_i - "
            r"\mu_{\mathcal{B}})}{m}"
        ),
    ],
    "its short form": [
        (
            r"\frac{\partial L}{\partial x_i} = \frac{\gamma}{m \sqrt{\sigma_B^2 + \epsilon}} \left( m "
            r"\frac{\partial L}{\partial y_i} - \sum_{j=1}^m \frac{\partial L}{\partial y_j} - \hat{x}_i "
            r"\sum_{j=1}^m \frac{\partial L}{\partial y_j} \hat{x}_j \right)"
        ),
        (
            r"\frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial \hat{x}_i} "
            r"\frac{1}{\sqrt{\sigma_B^2 + \epsilon}} + \frac{\partial L}{\partial \sigma_B^2} \frac{2(x_i "
            r"- \mu_B)}{m} + \frac{1}{m} \sum_{j=1}^m \frac{\partial L}{\partial \hat x_j} \cdot "
            r"\frac{-1}{\sqrt{\sigma_B^2 + \epsilon}}"
        ),
        r"\frac{dL}{d\gamma} = \sum_{i=1}^m \frac{dL}{dy_i} \hat{x}_i",
        r"\sum_{i=1}^m \hat{x}_i = 0",
        (
            r"\frac{\partial \hat{x}_j}{\partial x_i} = \frac{1}{\sqrt{\sigma_B^2+\epsilon}} \left( "
            r"\delta_{ij} - \frac{1}{m} - \frac{\hat{x}_i \hat{x}_j}{m} \right)"
        ),
        r"\frac1m\sum_{i=1}^m \hat x_i^2 = \frac{\sigma_B^2}{\sigma_B^2 + \epsilon}",
        r"\sigma_B^2 = \frac{1}{m} \sum_{i=1}^{m} x_i^2 - \mu_B^2",
    ],
    "layer normalisation": [
        r"\mu_i = \frac{1}{H} \sum_{j=1}^{H} x_{ij}",
        r"\sigma_i^2 = \frac{1}{H} \sum_{j=1}^{H} (x_{ij} - \mu_i)^2",
        r"\sigma^2_i = \frac{1}{H} \sum_{j=1}^{H} (x_{i,j} - \mu_i)^2",
        r"y_{ij} = \gamma_j \frac{x_{ij} - \mu_i}{\sqrt{\sigma_i^2 + \varepsilon}} + \beta_j",
        r"\hat x_{i,j} = (x_{i,j} - \mu_i) / \sqrt{\sigma_i^2 + \varepsilon}",
        r"\hat x_{ij} = (x_{ij} - \mu_i)(\sigma_i^2 + \varepsilon)^{-1/2}",
        (
            r"\frac{\partial \hat{x}_{ij}}{\partial x_{ik}} = \frac{1}{\sqrt{\sigma_i^2 + \varepsilon}} "
            r"\left( \delta_{jk} - \frac{1}{H} - \frac{1}{H} \hat{x}_{ij} \hat{x}_{ik} \right)"
        ),
    ],
    "adam": [
        r"g_t = \nabla_\theta L(\theta_t)",
        r"m_{t+1} = \beta_1 m_t + (1 - \beta_1) g_t",
        r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_{t-1}",
        r"v_{t+1} = \beta_2 v_t + (1 - \beta_2) g_t^2",
        r"v_{t+1} = \beta_2 v_t + (1 - \beta_2) g_t \odot g_t",
        r"\hat{m}_t = \frac{m_t}{1 - \beta_1^{n_t}}",
        r"\theta_{t+1} = \theta_t - \alpha \frac{\hat{m}_{t+1}}{\sqrt{\hat{v}_{t+1}} + \epsilon}",
        r"\theta_{t} = \theta_{t-1} - \frac{\alpha}{\sqrt{\hat{v}_{t}} + \epsilon} \odot \hat{m}_t",
        r"\theta_{t+1} = \theta_t - \alpha \hat{m}_{t+1} / (\sqrt{\hat{v}_{t+1}} + \epsilon)",
        r"\hat{v}_{t} = v_t / (1 - \beta_2^n)",
    ],
    "nesterov": [
        r"v_{t+1} = \mu v_t - \varepsilon \nabla f(\theta_t + \mu v_t)",
        r"\theta_{t+1} = \theta_t + v_{t+1}",
    ],
    "attention": [
        r"S = \frac{Q K^T}{\sqrt{d_k}}",
        r"A = \text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)",
        r"A = \mathrm{softmax}\!\left(\frac{Q K^\top}{\sqrt{d_k}}\right)",
        r"\text{Attention}(Q, K, V) = \text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right) V",
        r"\mathrm{Attention}(Q, K, V) = \mathrm{softmax}(\frac{QK^T}{\sqrt{d_k}})V",
        r"s_{ij} = \frac{\mathbf{q}_i \cdot \mathbf{k}_j}{\sqrt{d_k}}",
        r"s_{ij} = \frac{q_i k_j^T}{\sqrt{d_k}}",
        r"s_{ij} = \frac{1}{\sqrt{d_k}} \sum_{c=1}^{d_k} q_{ic} k_{jc}",
        r"s_{ij} = \langle q_i, k_j \rangle / \sqrt{d_k}",
        r"\alpha_{ij} = \frac{\exp(e_{ij})}{\sum_{l=1}^{m} \exp(e_{il})}",
        r"o_i = \sum_{j=1}^m \alpha_{ij} v_j",
        r"O = A V",
        r"\sum_{j=1}^{m} \alpha_{ij} = 1",
        r"\frac{\partial \alpha_{ij}}{\partial s_{il}} = \alpha_{ij}(\delta_{jl} - \alpha_{il})",
        r"\alpha_{ij} = \text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)_{ij}",
        r"o_i = \sum_j \text{softmax}\left(\frac{q_i K^T}{\sqrt{d_k}}\right)_j v_j",
        r"O = \text{softmax}(S) V",
    ],
    "recurrent": [
        r"h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t + b_h)",
        r"h_{t} = \tanh \left( W_{xh} x_{t} + W_{hh} h_{t-1} + b_{h} \right)",
        r"f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f)",
        r"i_t = \sigma(W_i x_t + U_i h_{t-1} + b_i)",
        r"\tilde{c}_t = \tanh(W_c x_t + U_c h_{t-1} + b_c)",
        r"c_t = f_t \odot c_{t-1} + i_t \odot \tilde{c}_t",
        r"c_t = f_t \circ c_{t-1} + i_t \circ \tilde c_t",
        r"c_t = f_t * c_{t-1} + i_t * \tilde c_t",
        r"s_t = o_t \odot \tanh(c_t)",
        r"r_t = \sigma(W_r [h_{t-1}, x_t] + b_f)",
        r"r_t = \sigma(W_r \cdot [h_{t-1}; x_t] + b_f)",
        r"r_t = \sigma\left(W_r \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix} + b_f\right)",
    ],
    "activations": [
        r"\sigma(z) = \frac{1}{1 + e^{-z}} = \frac{e^z}{1 + e^z}",
        r"\sigma(z) = (1 + e^{-z})^{-1}",
        r"\sigma(z) = \frac{1}{1+\exp(-z)}",
        r"\sigma(z) = 1/(1+e^{-z})",
        r"\sigma'(z) = \sigma(z)(1 - \sigma(z))",
        r"\sigma^\prime(z) = \sigma(z)(1 - \sigma(z))",
        r"\frac{d\sigma(z)}{dz} = \sigma(z)\,(1-\sigma(z))",
        r"\frac{d}{dz}\sigma(z) = \sigma(z)\left[1-\sigma(z)\right]",
        r"\frac{d\sigma}{dz} = \sigma(z)(1-\sigma(z))",
        r"\frac{d\sigma}{dz}(z) = \sigma(z)(1-\sigma(z))",
        r"\frac{\mathrm{d}\sigma(z)}{\mathrm{d}z} = \frac{e^{-z}}{(1+e^{-z})^2}",
        r"\frac{da}{dz} = a(1-a)",
        r"\frac{da}{dz} = a - a^2",
        r"\sigma'(z) = \sigma(z) \sigma(-z)",
        r"\tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}",
        r"\tanh z = 2\sigma(2z) - 1",
        r"\tanh'(z) = 1 - \tanh^2(z)",
        r"\frac{d}{dz} \tanh z = 1 - \tanh^2 z",
        r"\frac{d \tanh(z)}{dz} = 1 - \tanh(z)^2",
        r"\tanh'(z) = 1 - (\tanh z)^2",
        r"\frac{dt}{dz} = 1 - t^2",
        r"\frac{d}{dz} \tanh z = \frac{1}{\cosh^2 z}",
        r"\text{ReLU}(z) = \max(0, z)",
        r"\text{ReLU}(z) = \max\{0, z\}",
        r"\operatorname{ReLU}(z) = \max(z, 0)",
        r"\mathrm{ReLU}(z) = z \cdot \mathbb{1}[z > 0]",
        r"\text{ReLU}'(z) = \mathbb{1}[z > 0]",
        r"\text{ReLU}'(z) = \mathbb{1}_{z > 0}",
        r"\frac{d}{dz} \text{ReLU}(z) = \mathbf{1}(z > 0)",
        r"\text{ReLU}'(z) = \mathbb{1}(z > 0)",
        r"\text{ReLU}(z) = \frac{z + |z|}{2}",
        r"\text{ReLU}'(z) = \mathbb{I}(z > 0)",
        r"\text{ReLU}'(z) = I(z > 0)",
        r"\text{ReLU}'(z) = [z > 0]",
        r"\text{ReLU}'(z) = \mathbb{1}_{\{z>0\}}",
        r"\text{ReLU}(z) = \frac{1}{2}(z + \lvert z \rvert)",
        r"\text{GELU}(x) = x \Phi(x)",
        r"\text{GELU}(x) = x \cdot \Phi(x)",
        r"\text{GELU}'(x) = \Phi(x) + x \phi(x)",
        r"\frac{d}{dx}\left[x\Phi(x)\right] = \Phi(x) + x\varphi(x)",
        r"\phi(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}",
        r"\phi(x) = \frac{1}{\sqrt{2\pi}} e^{-\frac{1}{2}x^2}",
        r"\phi(x) = (2\pi)^{-1/2} \exp(-x^2/2)",
        r"\phi(x) = \frac{1}{\sqrt{2 \pi}} \exp \left\{ -\frac{x^2}{2} \right\}",
        r"\Phi'(x) = \phi(x)",
        r"\phi'(x) = -x\phi(x)",
        r"\Phi(-x) = 1 - \Phi(x)",
        r"\text{softplus}(x) = \log(1 + e^x)",
        r"\text{softplus}(x) = \ln(1 + \exp(x))",
        r"\text{softplus}'(x) = \sigma(x)",
        r"\zeta(x) - \zeta(-x) = x",
        r"\frac{d}{dx}\zeta(x) = \sigma(x)",
        r"\log\sigma(x) = -\zeta(-x)",
        r"\zeta(x) = \max(x, 0) + \log(1 + e^{-|x|})",
        r"\log(1 + e^{x}) = x + \log(1 + e^{-x})",
        r"\ln(1 - \sigma(x)) = -\zeta(x)",
        r"\text{logit}(p) = \log\frac{p}{1-p}",
        r"\sigma(\text{logit}(p)) = p",
        r"\text{logit}(\sigma(x)) = x",
        r"\text{logit}'(p) = \frac{1}{p(1-p)}",
        r"\log \frac{p}{1-p} = \log p - \log(1-p)",
        r"\text{swish}(x) = x\,\sigma(x)",
        (
            r"\frac{d}{dx}[x \sigma(\beta x)] = \sigma(\beta x) + \beta x \sigma(\beta x)(1 - \sigma(\beta "
            r"x))"
        ),
        r"\frac{d}{dx} f(g(x)) = f'(g(x)) g'(x)",
        r"\frac{d}{dx} f(g(x)) = f'(g(x)) \cdot g'(x)",
        r"f'(x) = 3x^2",
        r"f''(x) = 6x",
        r"\frac{dy}{dz} = \frac{dy}{dt} \cdot \frac{dt}{dz}",
        r"\frac{dy}{dz} = \frac{dy}{dt}\frac{dt}{dz} = y (1 - t^2)",
        r"\sin^2 x + \cos^2 x = 1",
        r"g'(x) = \cos x",
        r"\cos 2x = 1 - 2\sin^2 x",
        r"\sin 2x = 2 \sin x \cos x",
        r"\exp(x + z) = \exp(x) \exp(z)",
        r"\log e^x = x",
        r"\frac{d}{dx} e^{x} = e^x",
        r"\frac{d}{dx} \ln |x| = \frac{1}{x}",
        r"\frac{d}{dx} \left( \frac{1}{x} \right) = -\frac{1}{x^2}",
        r"\sqrt[3]{p^3} = p",
        r"p^{1/2} = \sqrt{p}",
        r"\log_2 p = \frac{\ln p}{\ln 2}",
        r"\log_{10}(p) = \frac{\log p}{\log 10}",
        r"\frac{d}{dx} \sin(x) = \cos(x)",
        r"\operatorname{sign}(x) |x| = x",
        r"\text{sgn}(x)\,|x| = x",
        r"\cosh^2 x - \sinh^2 x = 1",
        r"\sigma(z) = \tfrac12 + \tfrac12 \tanh\left(\tfrac{z}{2}\right)",
        r"\sigma(z) = \tfrac{1}{2} \left(1 + \tanh \tfrac z2\right)",
        r"\sigma(z)\bigl(1-\sigma(z)\bigr) = \sigma'(z)",
        r"-\log \sigma(x) = \log(1+e^{-x})",
        r"\exp(\log p) = p",
        r"\sigma(z) = \left(1 + e^{-z}\right)^{-1}",
        r"\sigma(z) := \frac{1}{1+e^{-z}}",
        r"\sigma'(z)=\sigma(z)\,\bigl(1-\sigma(z)\bigr)",
        r"\frac{\mathrm d}{\mathrm dz}\sigma(z) = \sigma(z)(1-\sigma(z))",
        r"\frac{d\sigma(z)}{dz} = \frac{-1}{(1+e^{-z})^2} \cdot (-e^{-z})",
        r"\frac{d}{dz} \frac{1}{1+e^{-z}} = \frac{e^{-z}}{(1+e^{-z})^2}",
        r"\frac{d}{dz} \left( 1 + e^{-z} \right)^{-1} = -(1+e^{-z})^{-2} (-e^{-z})",
        r"\frac{d^2}{dz^2} \sigma(z) = \sigma(z)(1-\sigma(z))(1-2\sigma(z))",
        r"\sigma''(z) = \sigma'(z)(1 - 2\sigma(z))",
        r"\frac{d^2\sigma}{dz^2} = \sigma(z)(1-\sigma(z))(1-2\sigma(z))",
        r"\text{ReLU}(z) = \begin{cases} z & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"\operatorname{ReLU}'(z) = \begin{cases} 1, & z > 0, \\ 0, & z \le 0. \end{cases}",
        r"\operatorname{ReLU}(z) = \max \left( 0, z \right)",
        r"e^{x+z} = e^x e^z",
        r"\ln(e^{x}) = x",
        r"\frac{d}{dx}\log(1+e^x) = \frac{e^x}{1+e^x} = \sigma(x)",
        r"\tanh(x) = \frac{\sinh x}{\cosh x}",
        r"\frac{d}{dx}\left(x \, \sigma(x)\right) = \sigma(x) + x\,\sigma'(x)",
        r"\frac{d}{dx} x\sigma(x) = \sigma(x) + x\sigma(x)(1-\sigma(x))",
        r"\frac{da}{dz} = \frac{d}{dz}\left(\frac{1}{1+e^{-z}}\right) = a(1-a)",
        r"(x+z)^2 = x^2 + 2xz + z^2",
        r"\frac{x^2 - z^2}{x - z} = x + z",
        r"\sqrt{x^2} = |x|",
        r"\exp\Bigl(-\frac{x^2}{2}\Bigr) = e^{-\frac{x^2}{2}} = e^{-x^2/2}",
        r"10^{-3} x = 0.001 x",
        r"x / 2 = \frac{x}{2} = 0.5 x = \frac12 x",
        r"\frac{1}{1 + \exp{(-z)}} = \sigma(z)",
        r"\exp{x} = e^x",
        r"\log{p} = \ln p",
        r"\sin(2x) = 2 \sin(x) \cos(x)",
        r"p^{-1} = \frac{1}{p}",
        r"\lvert x \rvert^2 = x^2",
        r"\min(x, z) = -\max(-x, -z)",
        r"\max(x,z) = \tfrac{1}{2}(x+z+|x-z|)",
        r"\sigma(x) - \sigma(-x) = \tanh(x/2)",
        r"\sigma(-x) = 1-\sigma(x)",
        r"\log_2(2p) = 1 + \log_2 p",
        r"\frac{\partial \log p}{\partial p} = \frac1p",
        r"x \cdot \frac{1}{x} = 1",
        r"\frac{d}{dx} 3 x^2 = 6 x",
        r"\frac{d}{dx} \sin x \cos x = \cos 2x",
        r"\frac{d}{dx} \left(3x^2 + 2x + 1\right) = 6x + 2",
        r"\dfrac{d}{dx} x^2 e^{x} = (x^2 + 2x) e^x",
        r"e^{\ln p} = p",
    ],
    "newton": [
        r"x_{n+1} = x_n - \frac{f(x_n)}{f'(x_n)}",
        r"x^{(n+1)} = x^{(n)} - \frac{f(x^{(n)})}{f'(x^{(n)})}",
        r"f(x) = x^3 - c",
        r"f'(x) = 3x^2",
        r"\frac{df}{dx} = 3x^2",
        r"x_{n+1} = x_n - \frac{x_n^3 - c}{3 x_n^2}",
        r"x(n+1) = x(n) - \frac{f(x(n))}{f'(x(n))}",
        r"x \leftarrow x - f(x)/f'(x)",
        r"x_{n+1} = \frac{2}{3} x_n + \frac{c}{3x_n^2}",
    ],
    "gaussian": [
        r"p(x_i) = \frac{1}{\sqrt{2\pi\sigma^2}} \exp\left(-\frac{(x_i - \mu)^2}{2\sigma^2}\right)",
        r"p_i = \frac{1}{\sqrt{2\pi}\,\sigma} e^{-\frac{(x_i-\mu)^2}{2\sigma^2}}",
        (
            r"p_i = \frac{1}{\sigma\sqrt{2\pi}} "
            r"\exp\left\{-\frac{1}{2}\left(\frac{x_i-\mu}{\sigma}\right)^2\right\}"
        ),
        r"p(x_i; \mu, \sigma) = \frac{1}{\sqrt{2\pi\sigma^2}} e^{-(x_i - \mu)^2 / (2\sigma^2)}",
        r"p(x_i | \mu, \sigma) = \frac{1}{\sqrt{2\pi\sigma^2}} e^{-(x_i - \mu)^2 / (2\sigma^2)}",
        (
            r"\mathcal{N}(x_i; \mu, \sigma^2) = \frac{1}{\sqrt{2\pi\sigma^2}} e^{-(x_i - \mu)^2 / "
            r"(2\sigma^2)}"
        ),
        r"\mathcal{N}(x_i \mid \mu, \sigma^2) = p_i",
        r"\mathcal{N}(x_i, \mu, \sigma^2) = p_i",
        r"\ell(\mu, \sigma) = \sum_{i=1}^N \log p(x_i)",
        r"\ell = \log \prod_{i=1}^N p_i",
        r"\ell = -\frac{N}{2}\log(2\pi\sigma^2) - \frac{1}{2\sigma^2}\sum_{i=1}^N (x_i-\mu)^2",
        r"\ell = -\frac{N}{2}\log 2\pi - N \log \sigma - \frac{1}{2\sigma^2}\sum_{i=1}^N (x_i-\mu)^2",
        r"\ell = -\frac{N}{2}\ln 2\pi\sigma^2 - \sum_{i=1}^N \frac{(x_i-\mu)^2}{2\sigma^2}",
        (
            r"\text{NLL} = \frac{1}{2\sigma^2}\sum_{i=1}^N (x_i-\mu)^2 + \frac{N}{2} \log \sigma^2 + "
            r"\frac{N}{2} \log(2\pi)"
        ),
        r"\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2}\sum_{i=1}^N (x_i-\mu)",
        r"\frac{\partial \ell}{\partial \mu} = \frac{N(\bar{x} - \mu)}{\sigma^2}",
        (
            r"\frac{\partial \ell}{\partial \sigma} = -\frac{N}{\sigma} + \frac{1}{\sigma^3} \sum_{i=1}^N "
            r"(x_i - \mu)^2"
        ),
        (
            r"\frac{\partial L}{\partial \sigma^2} = -\frac{N}{2\sigma^2} + \frac{1}{2\sigma^4} "
            r"\sum_{i=1}^N (x_i - \mu)^2"
        ),
        r"\bar{x} = \frac1N \sum_{i=1}^N x_i",
        r"\sum_{i=1}^N (x_i - \bar x) = 0",
        r"\sum_{i=1}^N (x_i - \mu)^2 = \sum_{i=1}^N (x_i - \bar x)^2 + N (\bar x - \mu)^2",
    ],
    "divergence": [
        r"D_{KL}(p \| q) = \sum_{k=1}^K p_k \log \frac{p_k}{q_k}",
        r"D_{\text{KL}}(p \parallel q) = \sum_{k} p_k \log \frac{p_k}{q_k}",
        r"D_{\mathrm{KL}}(p \,\|\, q) = \sum_{k} p_k (\log p_k - \log q_k)",
        r"D_{KL}(p || q) = -\sum_{k=1}^K p_k \log \frac{q_k}{p_k}",
        r"\text{KL}(p, q) = \sum_k p_k \ln\left(\frac{p_k}{q_k}\right)",
        r"\text{KL}(p \| q) = H(p, q) - H_p",
        r"H(p, q) = -\sum_k p_k \log q_k",
        r"H_{pq} = H_p + D_{KL}(p \Vert q)",
        r"D_{KL} \ge 0",
        (
            r"D = \log\frac{\sigma_2}{\sigma_1} + \frac{\sigma_1^2 + (\mu_1-\mu_2)^2}{2\sigma_2^2} - "
            r"\frac12"
        ),
        (
            r"D = \log\sigma_2 - \log\sigma_1 + \frac{\sigma_1^2 + (\mu_1-\mu_2)^2}{2\sigma_2^2} - "
            r"\frac{1}{2}"
        ),
        r"D_v = -\frac12 \sum_{j=1}^J \left(1 + \log(s_j^2) - m_j^2 - s_j^2\right)",
        r"D_v = \frac{1}{2} \sum_{j=1}^J (m_j^2 + s_j^2 - \log s_j^2 - 1)",
        r"\frac{\partial D_{KL}}{\partial q_k} = -\frac{p_k}{q_k}",
    ],
    "rows": [
        r"Y = XW + b",
        r"y_{nj} = \sum_i x_{ni} w_{ij} + b_j",
        r"\frac{\partial L}{\partial W} = X^T \frac{\partial L}{\partial Y}",
        r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^T",
        r"\frac{\partial L}{\partial b_j} = \sum_{n=1}^N \frac{\partial L}{\partial y_{nj}}",
        r"\frac{\partial L}{\partial W_{ij}} = \sum_{n} \frac{\partial L}{\partial Y_{nj}} X_{ni}",
        r"\frac{\partial L}{\partial w_{ij}} = \sum_{n=1}^N x_{ni} \frac{\partial L}{\partial y_{nj}}",
        r"\nabla_W L = X^\top \nabla_Y L",
        r"\nabla_X L = (\nabla_Y L) W^\top",
        r"\frac{\partial y_{nj}}{\partial w_{ij}} = x_{ni}",
        r"\frac{\partial L}{\partial Y} = \cos Y + 2Y",
        r"\frac{\partial L}{\partial Y} = \cos(Y) + 2 Y",
        r"\partial L/\partial W = X^T\, \partial L/\partial Y",
        r"\frac{\partial L}{\partial W} = \left( \frac{\partial L}{\partial Y}^T X \right)^T",
        (
            r"\left(\frac{\partial L}{\partial W}\right)^T = \left(\frac{\partial L}{\partial Y}\right)^T "
            r"X"
        ),
        r"(XW)^T = W^T X^T",
        r"\frac{\partial L}{\partial b} = \sum_{n=1}^N \left(\frac{\partial L}{\partial Y}\right)_n",
        r"(X^T)_{in} = X_{ni}",
        r"(XW)_{nj} = \sum_i X_{ni} W_{ij}",
        r"\left(\frac{\partial L}{\partial W}\right)_{ij} = \frac{\partial L}{\partial W_{ij}}",
        r"\left[ X W \right]_{nj} = \sum_{i=1}^{D} x_{ni} w_{ij}",
        r"\frac{\partial Y_{nj}}{\partial X_{ni}} = W_{ij}",
        r"\frac{\partial L}{\partial X_{ni}} = \sum_j \frac{\partial L}{\partial Y_{nj}} W_{ij}",
        r"X^{T} \in \mathbb{R}^{D \times N}",
        r"Y_{n,j} = \sum_{i} X_{n,i} W_{i,j} + b_j",
        r"\frac{\partial L}{\partial Y} W^T = \frac{\partial L}{\partial X}",
    ],
    "layers in brackets": [
        r"Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}",
        r"A^{[l]} = g(Z^{[l]})",
        r"A^{[l]} = \sigma(W^{[l]} A^{[l-1]} + b^{[l]})",
        r"\delta^{[l]} = ((W^{[l+1]})^T \delta^{[l+1]}) \odot \sigma'(Z^{[l]})",
        r"\delta^{[l]} = \left( {W^{[l+1]}}^T \delta^{[l+1]} \right) \circ A^{[l]} \circ (1 - A^{[l]})",
        r"\frac{\partial J}{\partial W^{[l]}} = \delta^{[l]} (A^{[l-1]})^T",
        r"\frac{\partial J}{\partial W^{[l]}} = \delta^{[l]} {A^{[l-1]}}^\top",
        r"\delta^{[3]} = \frac{1}{m} (A^{[3]} - T) \odot \sigma'(Z^{[3]})",
        r"\frac{\partial J}{\partial W^{[l]}} = \delta^{[l]} A^{[l-1]T}",
        r"\delta^{[l]} = W^{[l+1]T} \delta^{[l+1]} \odot g'(Z^{[l]})",
        r"\delta^{[l]} = W^{[l+1]T} \delta^{[l+1]} * g'(Z^{[l]})",
    ],
    "bare layers": [
        r"Z^{l} = W^{l} A^{l-1} + b^{l}",
        r"A^{l} = g(Z^{l})",
        r"A^{l} = \sigma(W^{l} A^{l-1} + b^{l})",
        r"\delta^{l} = ((W^{l+1})^T \delta^{l+1}) \odot \sigma'(Z^{l})",
        r"\delta^{l} = \left( {W^{l+1}}^T \delta^{l+1} \right) \circ A^{l} \circ (1 - A^{l})",
        r"\frac{\partial J}{\partial W^{l}} = \delta^{l} (A^{l-1})^T",
        r"\frac{\partial J}{\partial W^{l}} = \delta^{l} {A^{l-1}}^\top",
        r"\delta^{3} = \frac{1}{m} (A^{3} - T) \odot \sigma'(Z^{3})",
        r"Z^l = W^l A^{l-1} + b^l",
    ],
    "functions of vectors": [
        r"D_{\text{KL}}(p \,\|\, q) = \sum_k p_k \log\frac{p_k}{q_k}",
        r"D_{\mathrm{KL}}(p \| q) = H(p, q) - H(p)",
        r"H(p) = -\sum_k p_k \log p_k",
        r"D_{\text{KL}}(\mathbf{p}_i \| \mathbf{q}_i) = \sum_k p_{ik} \log \frac{p_{ik}}{q_{ik}}",
        r"H(p, q) = H(p) + D_{\text{KL}}(p \| q)",
        (
            r"\operatorname{sim}(\mathbf{x}, \mathbf{y}) = \frac{\mathbf{x} \cdot "
            r"\mathbf{y}}{\|\mathbf{x}\| \|\mathbf{y}\|}"
        ),
        (
            r"\operatorname{sim}(\mathbf{x}, \mathbf{y}) = \frac{\mathbf{x}^T "
            r"\mathbf{y}}{\lVert\mathbf{x}\rVert_2 \lVert\mathbf{y}\rVert_2}"
        ),
        r"\frac{\partial}{\partial \mathbf{x}} \mathbf{x}^T A \mathbf{x} = 2 A \mathbf{x}",
        r"\nabla_{\mathbf{x}} (\mathbf{x}^T A \mathbf{x}) = (A + A^T)\mathbf{x}",
        r"\frac{\partial \mathbf{y}^T \mathbf{x}}{\partial \mathbf{x}} = \mathbf{y}",
        r"\nabla_{\mathbf x} \|\mathbf x\|^2 = 2\mathbf x",
        r"\frac{\partial n}{\partial \mathbf{x}} = \frac{\mathbf{x}}{\|\mathbf{x}\|}",
        r"\|\mathbf{x}\|_1 = \sum_k |x_k|",
        r"\|\mathbf{x}\|_2 = \sqrt{\sum_{k=1}^K x_k^2} = \sqrt{\mathbf{x}^\top\mathbf{x}}",
        r"\mathbf{x}^T \mathbf{y} = \sum_{k=1}^{K} x_k y_k = \mathbf{y}^T\mathbf{x}",
        r"A^T = A",
        r"(M M^T)^T = M M^T",
        r"\operatorname{tr}(\mathbf{x}\mathbf{y}^T) = \mathbf{y}^T \mathbf{x}",
        r"f(\mathbf{x}) = \mathbf{x}^T A \mathbf{x}",
        r"f'(\mathbf{x}) = 2 A \mathbf{x}",
        r"f(\lambda\mathbf{x}) = \lambda^2 f(\mathbf{x})",
        r"|\mathbf{x}^T\mathbf{y}| \le \|\mathbf{x}\|\,\|\mathbf{y}\|",
        (
            r"\|\mathbf{x} + \mathbf{y}\|^2 = \|\mathbf{x}\|^2 + 2\mathbf{x}^T\mathbf{y} + "
            r"\|\mathbf{y}\|^2"
        ),
        r"L = \frac1N \sum_{i=1}^N L_i",
        r"L_i = -\sum_k p_{ik} \ln q_{ik}",
        r"\frac{\partial L}{\partial q_{ik}} = -\frac{p_{ik}}{N q_{ik}}",
        r"L = -\frac{1}{N} \sum_{i,k} p_{ik} \log q_{ik}",
        r"L = -\frac{1}{N} \sum_{i=1}^N\sum_{k=1}^K p_{ik} \log q_{ik}",
        r"\sum_{k} p_k = \sum_k q_k = 1",
        r"\|M\|_F^2 = \operatorname{tr}(M^T M)",
        r"\mathbf{x} \odot \mathbf{y} = \mathbf{y} \odot \mathbf{x}",
        r"\mathbf{x}\mathbf{y}^\top \mathbf{x} = (\mathbf{y}\cdot\mathbf{x})\,\mathbf{x}",
        r"\mathbf x^{\mathsf T} A \mathbf x > 0",
        r"\mathbf{x} \mathbf{y}^T = (\mathbf{y} \mathbf{x}^T)^T",
    ],
    "perceptron": [
        r"a_{nj} = \sum_{i=1}^{D} w_{ji}^{(1)} x_{ni}",
        r"z_{nj} = h(a_{nj}) = \tanh(a_{nj})",
        r"y_{nk} = \sum_{j=1}^M w_{kj}^{(2)} z_{nj}",
        r"E_n = \frac12 \sum_{k=1}^K (y_{nk} - t_{nk})^2",
        r"\delta_{nk} = y_{nk} - t_{nk}",
        r"\delta_{nj} = (1 - z_{nj}^2) \sum_{k=1}^K w_{kj}^{(2)} \delta_{nk}",
        r"\delta_{nj} = h'(a_{nj}) \sum_k w_{kj}^{(2)} \delta_{nk}",
        r"\frac{\partial E_n}{\partial w_{ji}^{(1)}} = \delta_{nj} x_{ni}",
        r"\frac{\partial E_n}{\partial w_{kj}^{(2)}} = \delta_{nk} z_{nj}",
        r"\frac{\partial E}{\partial w_{ji}^{(1)}} = \sum_n \frac{\partial E_n}{\partial w_{ji}^{(1)}}",
        r"E = \sum_{n=1}^N E_n",
        (
            r"\delta_{nj} \equiv \frac{\partial E_n}{\partial a_{nj}} = \sum_k \frac{\partial "
            r"E_n}{\partial y_{nk}} \frac{\partial y_{nk}}{\partial a_{nj}}"
        ),
        r"\frac{\partial a_{nj}}{\partial w_{ji}^{(1)}} = x_{ni}",
        r"\frac{\partial z_{nj}}{\partial a_{nj}} = 1 - z_{nj}^2",
        r"y_{nk} = \sum_{j} w^{(2)}_{kj}\, h\!\left(\sum_{i} w^{(1)}_{ji} x_{ni}\right)",
    ],
}

FALSE = {
    "regression": [
        r"w \leftarrow w + \eta \frac{\partial J}{\partial w}",
        r"w_{t+1} = w_t + \eta \nabla_w J",
        r"J = \frac{1}{N} \|X w + b - y\|_2^2",
        r"J = \frac{1}{2N} \|X w + b - y\|_2",
        r"w := w - \frac{\partial J}{\partial w}",
    ],
    "samples above": [
        r"\frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (y^{(i)} - a^{(i)}) x_j^{(i)}",
        r"z^{(i)} = w^T x^{(i)} - b",
    ],
    "softmax": [
        r"\frac{\partial p_i}{\partial z_j} = p_i p_j \quad \text{for } i \neq j",
        r"\frac{\partial p_i}{\partial z_j} = -p_i p_j",
        r"\frac{\partial p_i}{\partial z_j} = p_i (1 + p_j) \quad \text{if } i = j",
        r"L = \mathbf{y}^T \log \mathbf{p}",
        r"\frac{\partial p_i}{\partial z_j} = p_i (\mathbb{1}_{\{i = j\}} - p_i)",
        r"p_i = \text{softmax}(\mathbf{z})_j",
        r"\text{softmax}(\mathbf{z})_1 = p_2",
        (
            r"\frac{\partial \mathbf{p}}{\partial \mathbf{z}} = \operatorname{diag}(\mathbf{p}) + "
            r"\mathbf{p}\mathbf{p}^\top"
        ),
    ],
    "its short form": [
        (
            r"\frac{\partial L}{\partial x_i} = \frac{\gamma}{m \sqrt{\sigma_B^2 + \epsilon}} \left( m "
            r"\frac{\partial L}{\partial y_i} - \sum_{j=1}^m \frac{\partial L}{\partial y_j} + \hat{x}_i "
            r"\sum_{j=1}^m \frac{\partial L}{\partial y_j} \hat{x}_j \right)"
        ),
    ],
    "adam": [
        r"m_{t+1} = \beta_1 m_t + (1 - \beta_1) g_{t+1}",
        r"\theta_{t+1} = \theta_t - \alpha \frac{\hat{m}_{t}}{\sqrt{\hat{v}_{t+1}} + \epsilon}",
        r"m_{t+1} = \beta_1 m_t - (1 - \beta_1) g_t",
    ],
    "attention": [
        r"S = \frac{Q K^T}{d_k}",
        r"s_{ij} = \mathbf{q}_i \cdot \mathbf{k}_j",
        r"s_{ij} = \frac{\mathbf{k}_j \cdot \mathbf{k}_j}{\sqrt{d_k}}",
    ],
    "recurrent": [
        r"h_t = \tanh(W_{hh} h_{t-1} - W_{xh} x_t + b_h)",
        r"c_t = f_t \odot \tilde{c}_t + i_t \odot c_{t-1}",
    ],
    "activations": [
        r"\tanh'(z) = 1 + \tanh^2(z)",
        r"\tanh'(z) = 1 - \tanh(z^2)",
        r"\sigma'(z) = \sigma(z)(1 + \sigma(z))",
        r"\frac{d\sigma}{dz} = \sigma(z)(1+\sigma(z))",
        r"\text{ReLU}'(z) = \mathbb{1}_{z < 0}",
        r"f''(x) = 3x",
        r"\log_2 p = \ln p",
        r"\sqrt[3]{p^2} = p",
        r"\cos 2x = 1 - \sin^2 x",
    ],
    "newton": [
        r"x_{n+1} = x_n + \frac{f(x_n)}{f'(x_n)}",
        r"x_{n+1} = x_n - \frac{f'(x_n)}{f(x_n)}",
    ],
    "gaussian": [
        r"\ell = -\frac{N}{2}\log 2\pi + N \log \sigma - \frac{1}{2\sigma^2}\sum_{i=1}^N (x_i-\mu)^2",
        r"\ell = -\frac{N}{2}\ln 2\sigma^2 - \sum_{i=1}^N \frac{(x_i-\mu)^2}{2\sigma^2}",
    ],
    "divergence": [
        r"D_{KL}(p \| q) = \sum_{k=1}^K q_k \log \frac{p_k}{q_k}",
    ],
    "rows": [
        r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial Y} X^T",
        r"(XW)^T = X^T W^T",
        r"\frac{\partial L}{\partial X} = W^T \frac{\partial L}{\partial Y}",
    ],
    "layers in brackets": [
        r"Z^{[l]} = W^{[l]} A^{[l]} + b^{[l]}",
    ],
    "bare layers": [
        r"Z^l = W^l A^{l-1} - b^l",
    ],
    "functions of vectors": [
        r"D_{\text{KL}}(q \,\|\, p) = \sum_k p_k \log\frac{p_k}{q_k}",
        r"D_{\mathrm{KL}}(p \| q) = H(p, q) + H(p)",
        r"\nabla_{\mathbf x} \|\mathbf x\|^2 = 2\mathbf y",
        r"\frac{\partial}{\partial \mathbf{x}} \mathbf{x}^T A \mathbf{x} = A \mathbf{x}",
        r"f'(\mathbf{x}) = A \mathbf{x}",
        r"\|\mathbf{x}\|_1 = \sum_k x_k",
        r"\|M\|_F^2 = \operatorname{tr}(M)",
    ],
    "perceptron": [
        r"\delta_{nj} = (1 - z_{nj}) \sum_{k=1}^K w_{kj}^{(2)} \delta_{nk}",
        r"\frac{\partial E}{\partial w_{ji}^{(1)}} = \delta_{nj} x_{ni}",
        r"\delta_{nj} = h'(z_{nj}) \sum_k w_{kj}^{(2)} \delta_{nk}",
        r"E = \frac{1}{N}\sum_{n=1}^N E_n",
    ],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, latex) for name, equations in table.items() for latex in equations]


@pytest.fixture(scope="module")
def authors() -> dict[str, Context]:
    """Return the contexts by name."""
    return {name: Context.from_data(name, **data) for name, data in GRAPHS.items()}


@pytest.mark.parametrize(("name", "latex"), cases(RIGHT))
def test_an_equation_of_another_author_is_checked(authors: dict[str, Context], name: str, latex: str) -> None:
    verdict = check_latex(latex, authors[name])
    assert verdict.status in {"checked", "defined"}, verdict.message


@pytest.mark.parametrize(("name", "latex"), cases(FALSE))
def test_a_falsified_equation_of_another_author_is_false(
    authors: dict[str, Context], name: str, latex: str
) -> None:
    assert check_latex(latex, authors[name]).status == "false"


@pytest.mark.parametrize(
    ("name", "latex", "reason"),
    [
        ("divergence", r"D_{KL}(q \| p) = \sum_k p_k \log \frac{p_k}{q_k}", "in this order"),
        ("functions of vectors", r"\frac{\partial}{\partial \lambda} \lambda \cdot n = n", "how far"),
        ("functions of vectors", r"H(\mathbf{x})_{kk} = 1", "no such entries"),
        ("activations", r"\sigma^{-1}(p) = \log \frac{p}{1 - p}", "power of a function"),
        ("activations", r"\log x z = z", "end"),
        ("activations", r"\phi(x, z) = 1", "cannot be taken"),
        ("newton", r"f'(2 x) = 12 x^2", "function of one symbol"),
        ("newton", r"2 x \leftarrow x", "that is updated"),
        ("rows", r"(X W)_{nq} = y_{nj}", "declared letters"),
        ("rows", r"\|W\|_3 = 1", r"1, 2, \infty or F"),
        ("layers in brackets", r"Z^{[7]} = A^{[1]}", "no layer or sample"),
        ("recurrent", r"h_{t-2} = h_{t-1}", "no symbol h_{t-2}"),
        ("functions of vectors", r"A = M M \circ M", "two ways"),
        ("functions of vectors", r"A = M \circ M M", "two ways"),
    ],
)
def test_what_is_refused_says_why(authors: dict[str, Context], name: str, latex: str, reason: str) -> None:
    verdict = check_latex(latex, authors[name])
    assert not verdict.holds
    assert reason in verdict.message
