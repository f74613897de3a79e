"""What each figure shows is read back from its artists and compared with the mathematics."""

import gzip
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d import Axes3D  # type: ignore[import-untyped]

from chainrule import figures
from chainrule.autodiff import Variable
from chainrule.backpropagation import loss_for_param, train
from chainrule.datasets import surrounded_class
from chainrule.figures import style

X, T = surrounded_class()
SHORT = train(X, T, 2.3, 1.4, 2.0, 20)
LONG = train(X, T, 2.3, 1.4, 2.0, 50)
WH, BO = SHORT[-1].tolist()
PATHS = {"short": SHORT, "long": LONG}
LOSSES = {name: [loss_for_param(X, wh, bo, T) for wh, bo in path] for name, path in PATHS.items()}
SAMPLE = (0.5, 1.0, 2.0, -1.0)


def remembered() -> dict[str, Variable]:
    """Return the variables of x y + x at 2 and −3, after the way back."""
    x, y = Variable(2.0), Variable(-3.0)
    p = x * y
    s = p + x
    s.backward()
    return {"$y$": y, "$x$": x, "$p$": p, "$s$": s}


ALL: dict[str, Callable[[], None]] = {
    "network": figures.plot_network,
    "stations": lambda: figures.plot_stations(*SAMPLE),
    "paths": lambda: figures.plot_paths((0.5, 2, -1, 1.5), (3, 4, 0.5)),
    "memory": lambda: figures.plot_memory(remembered()),
    "samples": lambda: figures.plot_samples(X, T),
    "rbf": figures.plot_rbf,
    "linear": lambda: figures.plot_linear(X, T, -0.03, 0.001, -0.84),
    "decision": lambda: figures.plot_decision(X, T, WH, BO),
    "hidden": lambda: figures.plot_hidden_mapping(X, T, WH, BO),
    "surface": lambda: figures.plot_loss_surface(X, T),
    "updates": lambda: figures.plot_updates(X, T, SHORT, LONG, names=("short", "long")),
    "losses": lambda: figures.plot_losses(LOSSES),
    "accuracy": lambda: figures.plot_loss_and_accuracy(X, T, LONG),
}
PALETTE = {style.INK, style.MUTED, style.GRID, style.PAPER, style.BLUE, style.RED}
ON_MAP = {style.MAP_LIGHT, style.MAP_DARK, style.MAP_END}


@pytest.fixture(autouse=True)
def _headless() -> Iterator[None]:
    plt.switch_backend("agg")
    yield
    plt.close("all")


def cut_off(figure: Figure) -> list[str]:
    """Return the words that do not lie within the figure."""
    figure.draw_without_rendering()
    shown = [*figure.texts, *(text for ax in figure.axes for text in ax.texts)]
    edge = figure.bbox.padded(0.5)
    return [
        text.get_text()
        for text in shown
        if not all(edge.contains(x, y) for x, y in text.get_window_extent().corners())
    ]


def figure_of(draw: Callable[[], None]) -> Figure:
    """Draw, and return the figure that is then open."""
    draw()
    return plt.gcf()


def found(figure: Figure, gid: str) -> list[Any]:
    artists = figure.findobj(lambda artist: artist.get_gid() == gid)
    assert artists, gid
    return artists


def line(figure: Figure, gid: str, index: int = 0) -> tuple[Any, Any]:
    x, y = found(figure, gid)[index].get_data()
    return np.asarray(x).ravel(), np.asarray(y).ravel()


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(mpl.text.Text) if text.get_text()]


def sigma(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def phi(x: Any) -> Any:
    return np.exp(-((x * WH) ** 2))


@pytest.mark.parametrize("name", ALL)
def test_no_word_is_cut_off(name: str) -> None:
    assert cut_off(figure_of(ALL[name])) == []


@pytest.mark.parametrize("name", ALL)
def test_one_figure_is_open_on_paper(name: str) -> None:
    figure = figure_of(ALL[name])
    assert plt.get_fignums() == [figure.number]
    assert mpl.colors.to_hex(figure.get_facecolor()) == style.PAPER  # a notebook's ground may be dark
    assert all(mpl.colors.to_rgba(ax.get_facecolor())[3] == 0 for ax in figure.axes)


def saved(figure: Figure) -> str:
    file = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "test"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


@pytest.mark.parametrize("name", sorted(ALL.keys() - {"surface", "updates"}))
def test_every_colour_is_in_the_palette(name: str) -> None:
    assert set(re.findall("#[0-9a-f]{6}", saved(figure_of(ALL[name])))) <= PALETTE


@pytest.mark.parametrize("name", ["surface", "updates"])
def test_a_colour_map_holds_no_colour_that_a_scheme_replaces(name: str) -> None:
    svg = saved(figure_of(ALL[name]))
    assert f": {style.INK}" in svg
    mapped = {mpl.colors.to_hex(c) for c in mpl.colormaps[style.COLOUR_MAP](np.linspace(0, 1, 256))}
    assert not mapped & (PALETTE | ON_MAP)
    assert len(gzip.compress(svg.encode())) < 45_000


@pytest.mark.parametrize("name", ALL)
def test_saving_in_another_style_changes_nothing(name: str) -> None:
    plain = saved(figure_of(ALL[name]))
    figure = figure_of(ALL[name])
    with mpl.rc_context({"text.color": "#123456", "axes.edgecolor": "#123456", "xtick.color": "#123456"}):
        assert saved(figure) == plain


def luminance(colour: str) -> float:
    rgb = np.array(mpl.colors.to_rgb(colour))
    return float(
        np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]
    )


def test_palette_is_legible_on_white() -> None:
    for colour in (style.INK, style.MUTED, style.BLUE, style.RED):
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_network_names_every_symbol() -> None:
    assert texts(figure_of(figures.plot_network))[:2] == ["$x$", r"$\xi$"]
    symbols = {"$x$", "$z_h$", "$h$", "$z_o$", "$y$", r"$\xi$", "$t$", r"$\phi$", r"$\sigma$"}
    assert symbols | {r"$\times\, w_h$", "$+\\, b_o$"} <= set(texts(figure_of(figures.plot_network)))


def number(text: Any) -> float:
    return float(text.get_text().replace("\N{MINUS SIGN}", "-"))


def test_stations_hold_the_values_and_the_derivatives_of_the_loss() -> None:
    figure = figure_of(ALL["stations"])
    shown = {
        text.get_gid(): (number(text), text.get_color())
        for text in figure.findobj(mpl.text.Text)
        if text.get_gid()
    }
    x, t, wh, bo = SAMPLE
    zh = x * wh
    h = np.exp(-(zh**2))
    y = sigma(h + bo)

    def loss(x: float = x, wh: float = wh, bo: float = bo, zh: float = 0.0, h: float = 0.0) -> float:
        """The loss, from its definition; `zh` and `h` are added where these arise."""
        return -np.log(sigma(np.exp(-((x * wh + zh) ** 2)) + h + bo)) if t == 1 else np.nan

    def slope(**moved: float) -> float:
        (name, value), s = *moved.items(), 1e-6
        return (loss(**{name: value + s}) - loss(**{name: value - s})) / (2 * s)

    forward = {"$x$": x, "$z_h$": zh, "$h$": h, "$z_o$": h + bo, "$y$": y, r"$\xi$": loss()}
    backward = {
        r"$\delta_h$": slope(zh=0.0),
        r"$\partial\xi/\partial h$": slope(h=0.0),
        r"$\delta_o$": slope(bo=bo),
        r"$\partial\xi/\partial w_h$": slope(wh=wh),
        r"$\partial\xi/\partial b_o$": slope(bo=bo),
    }
    assert set(shown) == {*forward, *backward}
    for names, colour in ((forward, style.BLUE), (backward, style.RED)):
        for name, value in names.items():
            assert shown[name][0] == pytest.approx(value, abs=5.1e-4), name
            assert shown[name][1] == colour, name


def test_paths_show_the_rates_and_what_a_walk_back_makes_of_them() -> None:
    figure = figure_of(ALL["paths"])
    assert [number(text) for text in found(figure, "rate")] == [0.5, 2, -1, 1.5, 3, 4, 0.5]
    a, b = 3 * 0.5, 4 * 0.5
    rates = {"$w_a$": 0.5 * a, "$x$": 2 * a - b, "$w_b$": 1.5 * b, "$h_a$": a, "$h_b$": b, "$z_o$": 0.5}
    for name, rate in rates.items():
        (text,) = found(figure, name)
        assert number(text) == rate, name
        assert text.get_color() == style.RED


def test_a_memory_shows_values_rates_and_what_came_back() -> None:
    figure = figure_of(ALL["memory"])
    assert [number(text) for text in found(figure, "rate")] == [-3, 2, 1, 1]
    for name, value, gradient in (("$y$", -3, 2), ("$x$", 2, -2), ("$p$", -6, 1), ("$s$", -4, 1)):
        (shown,) = found(figure, f"{name} is")
        assert shown.get_text() == f"{name} = {value}".replace("-", "\N{MINUS SIGN}")
        (back,) = found(figure, name)
        assert number(back) == gradient
        assert (shown.get_color(), back.get_color()) == (style.BLUE, style.RED)


@pytest.mark.parametrize("name", ["samples", "linear", "decision"])
def test_samples_stand_at_their_targets(name: str) -> None:
    figure = figure_of(ALL[name])
    for colour, target in (("blue", 1), ("red", 0)):
        x, y = line(figure, f"samples-{colour}")
        assert np.array_equal(x, X[target == T])
        assert np.array_equal(y, np.full(20, target))
        artist = found(figure, f"samples-{colour}")[0]
        assert artist.get_markerfacecolor() == getattr(style, colour.upper())
        assert artist.get_marker() == {"blue": "o", "red": "*"}[colour]
    assert figure.axes[0].get_xlim() == (-3, 3)


def test_rbf_and_its_derivative() -> None:
    figure = figure_of(figures.plot_rbf)
    z, h = line(figure, "rbf")
    assert (z.min(), z.max()) == (-5, 5)
    np.testing.assert_allclose(h, np.exp(-(z**2)), rtol=1e-13)
    z, slope = line(figure, "rbf-derivative")
    np.testing.assert_allclose(slope, np.gradient(np.exp(-(z**2)), z, edge_order=2), atol=1e-3)


def test_linear_shows_output_and_threshold() -> None:
    figure = figure_of(ALL["linear"])
    x, y = line(figure, "output")
    np.testing.assert_allclose(y, sigma(-0.03 * x + 0.001), rtol=1e-13)
    assert np.array_equal(line(figure, "threshold")[0], [-0.84, -0.84])


def test_decision_shades_what_is_predicted() -> None:
    figure = figure_of(ALL["decision"])
    x, y = line(figure, "output")
    np.testing.assert_allclose(y, sigma(phi(x) + BO), rtol=1e-13)
    assert np.array_equal(line(figure, "threshold")[1], [0.5, 0.5])
    edge = np.sqrt(-np.log(-BO)) / WH
    blue = found(figure, "region-1")[0].get_paths()
    assert [(path.vertices[:, 0].min(), path.vertices[:, 0].max()) for path in blue] == [
        pytest.approx((-edge, edge), abs=0.01)
    ]
    red = sorted(found(figure, "region-0")[0].get_paths(), key=lambda path: float(path.vertices[0, 0]))
    assert [(path.vertices[:, 0].min(), path.vertices[:, 0].max()) for path in red] == [
        pytest.approx((-3, -edge), abs=0.01),
        pytest.approx((edge, 3), abs=0.01),
    ]


def test_hidden_mapping_separates_the_classes() -> None:
    figure = figure_of(ALL["hidden"])
    x, h = line(figure, "hidden")
    np.testing.assert_allclose(h, phi(x), rtol=1e-13)
    for colour, target in (("blue", 1), ("red", 0)):
        for index in (0, 1):
            x, h = line(figure, f"samples-{colour}", index)
            np.testing.assert_allclose(h, phi(X[target == T]), rtol=1e-13)
            assert np.all((h > -BO) == target)
            assert np.array_equal(x, X[target == T] if index == 0 else np.full(20, target))
    assert [np.unique(line(figure, "threshold", index)[1]).tolist() for index in (0, 1)] == [[-BO], [-BO]]


def test_surface_is_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    grids_drawn: list[Any] = []  # what the surface is given: it has no public way to be read back
    draw = Axes3D.plot_surface

    def plot_surface(axes: Axes3D, *grids: Any, **style: Any) -> Any:
        grids_drawn.extend(grids)
        return draw(axes, *grids, **style)

    monkeypatch.setattr(Axes3D, "plot_surface", plot_surface)
    figure = figure_of(ALL["surface"])
    assert found(figure, "surface")
    wh, bo, xi = (np.ravel(grid) for grid in grids_drawn)
    assert len(set(zip(wh, bo, strict=True))) == 25 * 25
    assert (wh.min(), wh.max(), bo.min(), bo.max()) == (-3, 3, -2.5, 1.5)
    np.testing.assert_allclose(
        xi, [loss_for_param(X, *point, T) for point in zip(wh, bo, strict=True)], rtol=1e-12
    )
    labels = [figure.axes[0].xaxis, figure.axes[0].yaxis, figure.axes[0].zaxis]  # type: ignore[attr-defined]
    assert [axis.get_label_text() for axis in labels] == ["$w_h$", "$b_o$", r"$\xi$"]


def test_updates_lie_on_the_contours_of_the_loss() -> None:
    figure = figure_of(ALL["updates"])
    for index, path in enumerate((SHORT, LONG)):
        assert np.array_equal(line(figure, "path", index), path.T)
        assert np.array_equal(np.ravel(line(figure, "end", index)), path[-1])
    contours = found(figure, "contours")[0]
    for level, path in list(zip(contours.levels, contours.get_paths(), strict=False))[1:8]:
        inside = path.vertices[(np.abs(path.vertices[:, 0]) < 2.9) & (path.vertices[:, 1] < 1.4)]
        xi = np.array([loss_for_param(X, wh, bo, T) for wh, bo in inside[::10] if bo > -2.4])
        gap = np.diff(contours.levels)[0]
        assert np.all(np.minimum(abs(xi - level), abs(xi - level - gap)) < 0.15 * gap)


def test_one_path_has_its_ends_named_and_several_a_legend() -> None:
    one, several = (
        texts(figure_of(lambda: figures.plot_updates(X, T, SHORT))),
        texts(figure_of(ALL["updates"])),
    )
    assert (one.count("start"), one.count("end")) == (1, 1)
    assert (several.count("start"), several.count("end")) == (1, 0)
    assert {"short", "long"} <= set(several)


def test_losses_are_named_at_their_ends() -> None:
    figure = figure_of(ALL["losses"])
    for name, losses in LOSSES.items():
        k, xi = line(figure, name)
        assert np.array_equal(k, np.arange(len(losses)))
        assert np.array_equal(xi, losses)
    places = {text.get_text(): text.get_position()[1] for text in figure.axes[0].texts}
    assert places["short"] - places["long"] > 0.02  # the ends lie 0.0005 apart, the names do not
    assert places["long"] == LOSSES["long"][-1]


def test_loss_and_accuracy_are_marked_with_their_values() -> None:
    figure = figure_of(ALL["accuracy"])
    k, xi = line(figure, "curve", 0)
    assert np.array_equal(k, np.arange(51))
    assert np.array_equal(xi, LOSSES["long"])
    right = [np.mean((sigma(np.exp(-((X * wh) ** 2)) + bo) > 0.5) == T) for wh, bo in LONG]
    np.testing.assert_allclose(line(figure, "curve", 1)[1], 100 * np.array(right), rtol=1e-13)
    assert {"0.5194", "0.5189", "100 %", "97.5 %"} <= set(texts(figure))


def test_the_small_ticks_of_a_logarithmic_axis_have_the_palettes_colours_too() -> None:
    _, ax = style.new_axes(2, subplot_kw={"xscale": "log"})
    ax.set_xlim(0.5, 200)
    for tick in ax.xaxis.get_minor_ticks():
        assert tick.tick1line.get_color() == style.MUTED
        assert tick.label1.get_color() == style.INK
