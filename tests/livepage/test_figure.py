"""A figure is the same bytes at each build, in two schemes, with a size and ids of its own."""

import re
from xml.etree import ElementTree

from matplotlib import pyplot as plt

from livepage.figure import recolour, size, to_svg

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
    assert "fill: #ffffff" not in svg


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
