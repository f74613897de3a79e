"""What the figures of chapters 1 and 2 show is read back from their artists, and compared."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from chainrule import classification as cl
from chainrule import gradient_descent as gd
from chainrule.datasets import noisy_line, overlapping_classes
from chainrule.figures import line as lines
from chainrule.figures import plane, style
from tests.chainrule.test_figures import PALETTE, cut_off, figure_of, found, line, saved, sigma, texts

X1, T1, STARTS = noisy_line()
RUN1 = gd.train(X1, T1, float(STARTS[0]), 0.9, 4)
LARGE = [gd.train(X1, T1, float(STARTS[0]), rate, 8) for rate in (2.5, 3.0)]
GOAL = gd.best_weight(X1, T1)
X2, T2 = overlapping_classes()
RUN2 = cl.train(X2, T2, np.array([-4.0, -2.0]), 2.0, 10)
CORNERS, INSIDE = [21, 26, 28], 19
ALL: dict[str, Callable[[], None]] = {
    "fit": lambda: lines.plot_fit(X1, T1, 1.4),
    "chain": lambda: lines.plot_chain(3.0, 1.0, 5.0),
    "lines": lambda: lines.plot_lines(X1, T1, RUN1),
    "updates": lambda: lines.plot_updates(X1, T1, RUN1),
    "zigzag": lambda: lines.plot_updates(X1, T1, *LARGE, names=("2.5", "3.0")),
    "distances": lambda: lines.plot_distances({"one": RUN1, "two": LARGE[0]}, GOAL),
    "logistic": plane.plot_logistic,
    "sample loss": plane.plot_sample_loss,
    "boundary": lambda: plane.plot_boundary(X2, T2, RUN2[-1]),
    "triangle": lambda: plane.plot_triangle(X2, T2, CORNERS, INSIDE),
    "run": lambda: plane.plot_run(X2, T2, RUN2[:1]),
    "path": lambda: plane.plot_updates(X2, T2, RUN2),
}
MAPS = {"run", "path"}


@pytest.fixture(autouse=True)
def _headless() -> Iterator[None]:
    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.mark.parametrize("name", ALL)
def test_no_word_is_cut_off(name: str) -> None:
    assert cut_off(figure_of(ALL[name])) == []


@pytest.mark.parametrize("name", ALL)
def test_one_figure_is_open_on_paper(name: str) -> None:
    figure = figure_of(ALL[name])
    assert plt.get_fignums() == [figure.number]
    assert mpl.colors.to_hex(figure.get_facecolor()) == style.PAPER  # a notebook's ground may be dark
    assert all(mpl.colors.to_rgba(ax.get_facecolor())[3] == 0 for ax in figure.axes)


@pytest.mark.parametrize("name", sorted(ALL.keys() - MAPS))
def test_every_colour_is_in_the_palette(name: str) -> None:
    assert set(re.findall("#[0-9a-f]{6}", saved(figure_of(ALL[name])))) <= PALETTE


@pytest.mark.parametrize("name", ALL)
def test_saving_in_another_style_changes_nothing(name: str) -> None:
    plain = saved(figure_of(ALL[name]))
    figure = figure_of(ALL[name])
    with mpl.rc_context({"text.color": "#123456", "axes.edgecolor": "#123456", "xtick.color": "#123456"}):
        assert saved(figure) == plain


def test_fit_shows_line_squares_and_tangent() -> None:
    figure = figure_of(ALL["fit"])
    assert [values.tolist() for values in line(figure, "samples")] == [X1.tolist(), T1.tolist()]
    x, y = line(figure, "line")
    np.testing.assert_allclose(y, 1.4 * x, rtol=1e-13)
    squares = found(figure, "square")
    for square, x_i, t_i in zip(squares, X1, T1, strict=True):
        assert (square.get_x(), square.get_y()) == (x_i, x_i * 1.4)
        assert square.get_height() == pytest.approx(t_i - x_i * 1.4)
        assert abs(square.get_width()) == abs(square.get_height())
    assert figure.axes[0].get_aspect() == 1
    w, xi = line(figure, "parabola")
    np.testing.assert_allclose(xi, [np.mean((T1 - X1 * each) ** 2) for each in w], rtol=1e-13)
    place = (1.4, float(np.mean((T1 - X1 * 1.4) ** 2)))
    np.testing.assert_allclose(np.ravel(line(figure, "place")), place, rtol=1e-13)
    w, xi = line(figure, "tangent")
    slope = np.mean(2 * X1 * (X1 * 1.4 - T1))
    np.testing.assert_allclose(xi - place[1], slope * (w - 1.4), rtol=1e-9)


def test_chain_shows_values_and_rates() -> None:
    assert texts(figure_of(ALL["chain"]))[-8:] == ["$w$", "1", "$y$", "3", r"$\xi$", "4", "rate 3", "rate −4"]


def test_lines_have_the_slopes_of_the_run() -> None:
    figure = figure_of(ALL["lines"])
    for k, w in enumerate(RUN1):
        assert [values.tolist() for values in line(figure, f"line-{k}")] == [[0, 1], [0, w]]
    places = [text.get_position()[1] for text in figure.axes[0].texts]
    assert np.all(np.diff(places) > 0.15)  # names do not lie on each other
    assert [text.get_text() for text in figure.axes[0].texts] == [f"$k = {k}$" for k in range(5)]


@pytest.mark.parametrize(("name", "runs"), [("updates", [RUN1]), ("zigzag", LARGE)])
def test_updates_lie_on_the_parabola(name: str, runs: list[Any]) -> None:
    figure = figure_of(ALL[name])
    for index, run in enumerate(runs):
        w, xi = line(figure, "path", index)
        assert np.array_equal(w, run)
        np.testing.assert_allclose(xi, [np.mean((T1 - X1 * each) ** 2) for each in run], rtol=1e-13)
        grid, _ = line(figure, "parabola", index)
        assert grid[0] < min(run) < max(run) < grid[-1]
        assert figure.axes[index].get_xlim() == (grid[0], grid[-1])


def test_distances_are_drawn_on_a_logarithmic_scale() -> None:
    figure = figure_of(ALL["distances"])
    assert figure.axes[0].get_yscale() == "log"
    for name, run in (("one", RUN1), ("two", LARGE[0])):
        k, distance = line(figure, name)
        assert np.array_equal(k, np.arange(len(run)))
        np.testing.assert_allclose(distance, np.abs(run - GOAL), rtol=1e-13)
    assert {"one", "two"} <= set(texts(figure))


def test_logistic_and_losses_of_a_blue_sample() -> None:
    z, y = line(figure_of(ALL["logistic"]), "logistic")
    np.testing.assert_allclose(y, sigma(z), rtol=1e-13)
    figure = figure_of(ALL["sample loss"])
    z, xi = line(figure, "cross-entropy")
    np.testing.assert_allclose(xi, np.log1p(np.exp(-z)), rtol=1e-12)
    z, xi = line(figure, "squared-error")
    np.testing.assert_allclose(xi, sigma(-z) ** 2, rtol=1e-9)


@pytest.mark.parametrize("name", ["boundary", "triangle", "run"])
def test_samples_stand_where_they_are(name: str) -> None:
    figure = figure_of(ALL[name])
    for colour, target in (("blue", 1), ("red", 0)):
        assert np.array_equal(np.transpose(line(figure, f"samples-{colour}")), X2[target == T2])


@pytest.mark.parametrize(("name", "w"), [("boundary", RUN2[-1]), ("run", RUN2[0])])
def test_boundary_is_where_z_is_0_and_each_side_has_its_colour(name: str, w: Any) -> None:
    figure = figure_of(ALL[name])
    ends = np.transpose(line(figure, "boundary"))
    np.testing.assert_allclose(ends @ w, 0, atol=1e-12)
    assert np.all(np.linalg.norm(ends, axis=1) > np.sqrt(2) * plane.EDGE)
    for target, sign in ((1, 1), (0, -1)):
        region = found(figure, f"region-{target}")[0]
        assert np.all(sign * (region.get_xy() @ w) > -1e-9)
        inside = region.get_path().contains_points(X2)
        assert np.array_equal(inside, (X2 @ w > 0) == (target == 1))
        assert mpl.colors.to_hex(region.get_facecolor()) == style.COLOUR[target]
    wrong = (X2 @ w > 0) != T2
    assert np.array_equal(np.transpose(line(figure, "ringed")), X2[wrong])


def test_triangle_has_blue_corners_and_a_red_sample_within() -> None:
    figure = figure_of(ALL["triangle"])
    corners = found(figure, "triangle")[0]
    assert np.array_equal(corners.get_xy()[:3], X2[CORNERS])
    assert corners.get_path().contains_point(X2[INSIDE])
    assert np.ravel(line(figure, "ringed")).tolist() == X2[INSIDE].tolist()


@pytest.mark.parametrize(("name", "run"), [("run", RUN2[:1]), ("path", RUN2)])
def test_the_map_shows_the_loss_and_the_path(name: str, run: Any) -> None:
    figure = figure_of(ALL[name])
    assert np.array_equal(np.transpose(line(figure, "path")), run)
    assert np.ravel(line(figure, "end")).tolist() == run[-1].tolist()
    contours = found(figure, "contours")[0]
    checked = 0
    for level, path in list(zip(contours.levels, contours.get_paths(), strict=False))[1:8]:
        inside = path.vertices[np.all(np.abs(path.vertices) < 4.9, axis=1)]
        xi = np.array([cl.loss_surface(X2, T2, w[:1], w[1:])[0, 0] for w in inside[::10]])
        gap = np.diff(contours.levels)[0]
        assert np.all(np.minimum(abs(xi - level), abs(xi - level - gap)) < 0.15 * gap)
        checked += len(xi)
    assert checked > 50
