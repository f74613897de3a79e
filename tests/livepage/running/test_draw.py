"""A figure is the same bytes at each build, in two schemes, with a size and ids of its own."""

import re
from xml.etree import ElementTree

import pytest
from matplotlib import pyplot as plt

from livepage.running.draw import to_svg
from livepage.running.svg import compact, path_data, shortest
from livepage.writing.figure import recolour, size

INK = "#1f2328"


def drawn(name: str) -> str:
    figure, axes = plt.subplots(figsize=(3, 2))
    axes.plot([1, 2, 3], [1, 4, 9], "o-", color=INK)
    axes.fill_between([1, 2], [3, 4], hatch="/", color="#c01234")
    svg = to_svg(figure, name)
    plt.close(figure)
    return svg


def ids(svg: str) -> set[str]:
    return {node.attrib["id"] for node in ElementTree.fromstring(svg).iter() if "id" in node.attrib}


def references(svg: str) -> set[str]:
    return set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))


def test_the_bytes_are_the_same_twice_and_hold_no_date() -> None:
    assert drawn("a") == drawn("a")
    assert "dc:date" not in drawn("a")


def test_two_figures_on_one_page_share_no_id_and_find_their_own() -> None:
    one, other = drawn("one"), drawn("other")
    assert references(one)
    assert references(one) <= ids(one)
    assert references(other) <= ids(other)
    assert not ids(one) & ids(other)


def test_letters_are_paths_and_the_ground_is_transparent() -> None:
    svg = drawn("a")
    assert "<text" not in svg
    assert "#ffffff" not in svg


def test_only_listed_colours_are_replaced() -> None:
    svg = drawn("a")
    dark = recolour(svg, {INK: "#e6e6e6", "#123456": "#654321"})
    assert INK in svg
    assert INK not in dark
    assert dark.count("#c01234") == svg.count("#c01234") > 0
    assert dark.replace("#e6e6e6", INK) == svg
    assert recolour(svg, {}) == svg


def test_a_colour_is_replaced_once_and_as_a_whole() -> None:
    assert recolour("#aaaaaa #bbbbbb #aaaaaabb", {"#aaaaaa": "#bbbbbb", "#bbbbbb": "#aaaaaa"}) == (
        "#bbbbbb #aaaaaa #aaaaaabb"
    )


def test_the_size_is_in_css_pixels() -> None:
    assert size(drawn("a")) == (288, 192)


@pytest.mark.parametrize(
    ("data", "short"),
    [
        ("M 10.04 20 \nL 11.26 18.5 \nz\n", "M10 20l1.3-1.5z"),
        ("M 0 0 L 0.5 0.04 L 9 0", "M0 0l9 0"),
        ("M 0 0 L 9 0 L 4 0", "M0 0l9 0-5 0"),
        ("M 0,0 L 9,1 L 4,0 Z", "M0 0l9 1-5-1z"),
        ("M 0 0 L 1 1 L 2 0 z M 5 5 Q 6 6 7 5", "M0 0l1 1 1-1zm5 5q1 1 2 0"),
        ("M 1 1 C 1 2 3 4 5 6 C 5 6 7 8 9 9", "M1 1c0 1 2 3 4 5 0 0 2 2 4 3"),
    ],
)
def test_path_data_is_short_and_the_same_way(data: str, short: str) -> None:
    assert path_data(data, 1, 10) == short


def test_a_path_that_cannot_be_made_smaller_is_refused_and_not_cut() -> None:
    with pytest.raises(ValueError, match="a path with 'H'"):
        path_data("M 0 0 H 9 L 4 0", 1, 10)


def test_rounding_does_not_add_up_along_a_path() -> None:
    data = path_data("M 0 0" + "".join(f" L {n * 1.04:.2f} {n % 2}" for n in range(1, 101)), 1, 10)
    across = re.findall(r"[ l]?(\d*\.?\d+) ?-?1", data.removeprefix("M0 0"))
    assert sum(map(float, across)) == pytest.approx(104)


@pytest.mark.parametrize(
    ("number", "text"), [(0.5, ".5"), (-0.5, "-.5"), (10, "10"), (-0.0, "0"), (1.25, "1.25"), (-3.1, "-3.1")]
)
def test_numbers_take_the_fewest_letters(number: float, text: str) -> None:
    assert shortest(number) == text


def test_a_group_says_what_its_children_share_and_nothing_else_is_lost() -> None:
    svg = compact(
        """<svg xmlns="http://www.w3.org/2000/svg"
        xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
        <metadata/><defs><style>*{stroke-linejoin: round}</style></defs>
        <!-- a comment --><g id="unused"><path d="M 0 0 L 1 1" style="fill: none"/></g>
        <g id="two"><path d="M 0 0 L 1 2" style="fill: #c01234; opacity: 0.5"/><path d="M 1 0 L 1 1"
        style="fill: #c01234; opacity: 0.5" id="m"/></g><use xlink:href="#m" x="1.04" y="2"/></svg>""",
        "a",
    )
    assert svg == (
        '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg" stroke-linejoin="round">'
        '<g fill="#c01234"><path d="M0 0l1 2" opacity="0.5" />'
        '<path d="M1 0l0 1" opacity="0.5" id="a-0" /></g>'
        '<use href="#a-0" x="1" y="2" /></svg>\n'
    )
