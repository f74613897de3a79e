"""What the figures of chapters 4 and 5 show is read back and compared with the mathematics."""

import re
from collections.abc import Callable, Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from chainrule.activations import logistic
from chainrule.datasets import circles, digits
from chainrule.figures import digits as five
from chainrule.figures import rings as four
from chainrule.figures import style
from chainrule.many_layers import backward, cross_entropy_error, forward, network
from chainrule.vectorization import nn, random_parameters, softmax, train
from tests.chainrule.test_figures import PALETTE, cut_off, figure_of, found, line, saved, texts

RANDOM = np.random.RandomState(1)
X, T = circles(RANDOM)
START = random_parameters(RANDOM, 0.1)
TRAINED, LOSSES = train(X, T, START, 0.02, 0.9, 300)
IMAGES, DIGITS, *_ = digits()
LAYERS = network(RANDOM, 64, 20, 20, 10)
COSTS = np.array([[2.0, 2.1], [1.0, 1.2], [0.5, 0.9]])
TABLE = np.diag(np.arange(1, 11))
TABLE[3, 7], TABLE[8, 2] = 2, 4

ALL: dict[str, Callable[[], None]] = {
    "layers": four.plot_layers,
    "paths": lambda: four.plot_paths(0.25, np.array([2.0, 3.0]), np.array([0.5, -0.2])),
    "descents": lambda: four.plot_descents({"one": LOSSES, "two": LOSSES[:30]}),
    "regions": lambda: four.plot_regions(X, T, TRAINED),
    "activations": lambda: four.plot_activations(X, T, TRAINED),
    "digits": lambda: five.plot_digits(IMAGES[:5], list("abcde"), columns=3),
    "sixteen digits": lambda: five.plot_digits(IMAGES[:16], list("0123456789abcdef")),
    "passage": lambda: five.plot_passage(LAYERS, IMAGES[0], 7),
    "curves": lambda: five.plot_learning_curves(COSTS),
    "confusion": lambda: five.plot_confusion(TABLE),
    "weights": lambda: five.plot_weights(LAYERS[0].parameters[0]),
    "answers": lambda: five.plot_answers(np.linspace(0, 1, 200).reshape(10, 20)),
    "sizes": lambda: five.plot_gradient_sizes({"a": np.array([1e-3, 1e-2]), "b": np.array([1e-1, 1.0])}),
}
MAPPED = {"digits", "sixteen digits", "passage", "confusion", "weights", "answers"}


@pytest.fixture(autouse=True)
def _headless() -> Iterator[None]:
    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.mark.parametrize("name", ALL)
def test_no_word_is_cut_off(name: str) -> None:
    assert cut_off(figure_of(ALL[name])) == []


def test_a_word_that_is_cut_off_is_seen() -> None:
    figure = plt.figure()
    figure.text(0.5, 0, "below", va="center")
    assert cut_off(figure) == ["below"]


@pytest.mark.parametrize("name", ALL)
def test_one_figure_is_open_on_paper(name: str) -> None:
    figure = figure_of(ALL[name])
    assert plt.get_fignums() == [figure.number]
    assert mpl.colors.to_hex(figure.get_facecolor()) == style.PAPER  # a notebook's ground may be dark
    assert all(mpl.colors.to_rgba(ax.get_facecolor())[3] == 0 for ax in figure.axes)


@pytest.mark.parametrize("name", sorted(ALL.keys() - MAPPED))
def test_every_colour_is_in_the_palette(name: str) -> None:
    assert set(re.findall("#[0-9a-f]{6}", saved(figure_of(ALL[name])))) <= PALETTE


@pytest.mark.parametrize("colours", [five.PAPER_MAP, five.SIGNED_MAP, five.MISTAKES_MAP])
def test_a_colour_map_holds_no_colour_that_a_scheme_replaces(colours: str) -> None:
    assert not {mpl.colors.to_hex(c) for c in plt.get_cmap(colours)(np.linspace(0, 1, 256))} & PALETTE


@pytest.mark.parametrize("name", ALL)
def test_saving_in_another_style_changes_nothing(name: str) -> None:
    plain = saved(figure_of(ALL[name]))
    figure = figure_of(ALL[name])
    with mpl.rc_context({"text.color": "#123456", "axes.edgecolor": "#123456", "xtick.color": "#123456"}):
        assert saved(figure) == plain


def test_layers_are_joined_each_with_each() -> None:
    figure = figure_of(ALL["layers"])
    assert len(figure.findobj(mpl.patches.FancyArrowPatch)) == 2 * 3 + 3 * 2
    assert texts(figure)[:7] == ["$x_1$", "$x_2$", "$h_1$", "$h_2$", "$h_3$", "$y_1$", "$y_2$"]


def test_paths_show_each_product_and_their_sum() -> None:
    written = " ".join(texts(figure_of(ALL["paths"])))
    for number in (
        "2.000\\ =\\ 1.000",
        "3.000\\ =\\ {-}0.600",
        "$0.400$",
        "= 0.500$",
        "= {-}0.200$",
        "$0.250$",
    ):
        assert number in written


def test_descents_are_the_losses_over_the_iterations() -> None:
    figure = figure_of(ALL["descents"])
    np.testing.assert_array_equal(line(figure, "one")[1], LOSSES)
    np.testing.assert_array_equal(line(figure, "two")[1], LOSSES[:30])
    assert figure.axes[0].get_xlim() == (0, 300)
    assert [text for text in texts(figure) if text in ("one", "two")] == ["one", "two"]


def test_regions_are_where_an_output_is_the_larger_one() -> None:
    figure = figure_of(ALL["regions"])
    (filled,) = found(figure, "regions")
    inside = [path for path in filled.get_paths()[1].to_polygons() if len(path) > 2]
    for point in ((0.0, 0.0), (1.4, 1.4), (-1.4, 0.3), (0.4, -0.3)):
        blue = any(mpl.path.Path(polygon).contains_point(point) for polygon in inside)
        y = nn(np.array([point]), TRAINED)[0]
        assert blue == (y[1] > y[0]), point
    for target, name in ((0, "red"), (1, "blue")):
        shown = line(figure, f"samples-{name}")
        np.testing.assert_array_equal(np.transpose(shown), X[T[:, target] == 1])


def test_regions_without_a_network_are_the_samples_alone() -> None:
    figure = figure_of(lambda: four.plot_regions(X, T))
    assert not figure.findobj(lambda artist: artist.get_gid() == "regions")


def test_samples_stand_at_their_hidden_activations_and_the_plane_at_equal_outputs() -> None:
    figure = figure_of(ALL["activations"])
    Wh, bh, Wo, bo = TRAINED
    for target, name in ((0, "red"), (1, "blue")):
        (points,) = found(figure, f"samples-{name}")
        H = logistic(X[T[:, target] == 1] @ Wh + bh)
        np.testing.assert_allclose(np.transpose(points.get_data_3d()), H)
    (plane,) = found(figure, "plane")
    corners = plane._faces[0]
    Zo = corners @ Wo + bo
    assert len(corners) >= 3
    np.testing.assert_allclose(Zo[:, 0], Zo[:, 1], atol=1e-9)
    assert np.all((corners > -1e-9) & (corners < 1 + 1e-9))


def test_a_plane_in_the_cube_goes_around_and_one_outside_has_no_corners() -> None:
    corners = four.plane_in_cube(np.array([1.0, 1.0, 1.0]), -1.5)
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1)
    assert len(corners) == 6
    np.testing.assert_allclose(sides, np.sqrt(0.5))
    assert len(four.plane_in_cube(np.array([0.0, 0.0, 1.0]), -0.5)) == 4
    assert four.plane_in_cube(np.array([1.0, 1.0, 1.0]), 1.0).shape == (0, 3)


def pictures(figure: Figure) -> list[np.ndarray]:
    """Return the values of each picture, from top to bottom."""
    meshes = found(figure, "values")
    return [
        np.asarray(mesh.get_array()).reshape(mesh.get_coordinates().shape[0] - 1, -1)[::-1] for mesh in meshes
    ]


def test_digits_are_the_images_with_their_names() -> None:
    figure = figure_of(ALL["digits"])
    for shown, image in zip(pictures(figure), IMAGES[:5], strict=True):
        np.testing.assert_allclose(shown, image.reshape(8, 8) / 16)
    assert texts(figure) == list("abcde")


def test_the_passage_shows_outputs_forward_and_errors_back() -> None:
    outputs = forward(LAYERS, IMAGES[:1])
    errors, _ = backward(LAYERS, outputs, cross_entropy_error(outputs[-1], np.eye(10)[[7]]))
    by_axes = pictures(figure_of(ALL["passage"]))
    forth = [outputs[0] / 16, outputs[2], outputs[4], softmax(outputs[-1])]
    back = [
        0.5 - error / (2 * np.max(np.abs(error))) for error in (errors[0], errors[2], errors[4], errors[5])
    ]
    for shown, values in zip(by_axes, [*forth, *back], strict=True):
        np.testing.assert_allclose(shown.ravel(), values[0], atol=1e-12)


def test_learning_curves_are_the_costs_over_the_passes() -> None:
    figure = figure_of(ALL["curves"])
    for column, name in enumerate(("training", "validation")):
        passes, costs = line(figure, name)
        np.testing.assert_array_equal(passes, [1, 2, 3])
        np.testing.assert_array_equal(costs, COSTS[:, column])
    assert figure.axes[0].get_yscale() == "log"


def test_the_confusion_shows_each_count_in_its_place_and_colours_the_mistakes() -> None:
    figure = figure_of(ALL["confusion"])
    counts = {
        (round(t.get_position()[1]), round(t.get_position()[0])): int(t.get_text())
        for t in figure.axes[0].texts
    }
    assert counts == {tuple(map(int, at)): int(TABLE[tuple(at)]) for at in np.argwhere(TABLE)}
    (mesh,) = found(figure, "mistakes")
    coloured = mesh.get_array().reshape(10, 10)
    assert {tuple(map(int, at)) for at in np.argwhere(~np.ma.getmaskarray(coloured))} == {(3, 7), (8, 2)}


def test_weights_are_drawn_at_one_scale_positive_ones_dark_orange() -> None:
    W = LAYERS[0].parameters[0]
    shown = pictures(figure_of(ALL["weights"]))
    reach = np.max(np.abs(W))
    for picture, weights in zip(shown, W.T, strict=True):
        np.testing.assert_allclose(picture, 0.5 - weights.reshape(8, 8) / (2 * reach), atol=1e-12)


def test_answers_have_a_row_for_each_digit() -> None:
    (mesh,) = found(figure_of(ALL["answers"]), "answers")
    np.testing.assert_allclose(np.asarray(mesh.get_array()).ravel(), np.linspace(0, 1, 200))


def test_sizes_stand_over_their_layers() -> None:
    figure = figure_of(ALL["sizes"])
    layers, sizes = line(figure, "a")
    np.testing.assert_array_equal(layers, [1, 2])
    np.testing.assert_array_equal(sizes, [1e-3, 1e-2])
    assert figure.axes[0].get_yscale() == "log"
    assert {"a", "b"} <= set(texts(figure))
