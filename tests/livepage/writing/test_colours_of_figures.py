"""Each colour that a figure draws with has a partner in the dark scheme, or is a fault of the page."""

from pathlib import Path

import pytest
from matplotlib import colormaps
from matplotlib.colors import to_hex

from livepage.model.claims import Fault
from livepage.project import Project
from livepage.settings import Settings
from livepage.writing.figure import PIXELS, colours, of_maps

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
SETTINGS = Settings(dark={"#111111": "#eeeeee"})
PAGE = """# Title

```python
from matplotlib import pyplot as plt
{}
```

![A line](line.svg)
The caption.
"""
DRESSED = """import matplotlib as mpl
mpl.rcParams.update(dict.fromkeys(
    ["axes.edgecolor", "xtick.color", "ytick.color", "text.color", "axes.labelcolor"], "#111111"))
"""


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ('<path d="M0 0" fill="#123456"/>', {"#123456", "none"}),
        ('<path d="M0 0" stroke="#123456"/>', {"#123456", "#000000"}),
        ('<g fill="none"><path d="M0 0" stroke="#123456"/></g>', {"#123456", "none"}),
        ('<g fill-opacity="0"><circle stroke="#123456"/></g>', {"#123456"}),
        ('<path fill="#123456" stroke="#abcdef" stroke-opacity="0.0"/>', {"#123456"}),
        ("<text>a</text>", {"#000000", "none"}),
        (
            '<defs><path id="m" stroke="#123456"/></defs><use href="#m" fill="#abcdef"/>',
            {"#123456", "#abcdef"},
        ),
        ('<defs><path id="m"/></defs><g fill="#abcdef"><use href="#m"/></g>', {"#abcdef", "none"}),
        ('<defs><clipPath id="c"><rect/></clipPath></defs>', set()),
        ('<defs><linearGradient><stop stop-color="#123456"/></linearGradient></defs>', {"#123456"}),
        ('<image href="data:image/png;base64,AAAA"/>', {PIXELS}),
    ],
)
def test_the_colours_are_those_that_a_reader_sees(drawing: str, expected: set[str]) -> None:
    assert colours(SVG.format(drawing)) == expected


def test_a_colour_map_has_all_of_its_colours() -> None:
    assert of_maps(()) == set()
    assert to_hex(colormaps["viridis"](77)) in of_maps(("viridis",))
    assert {"#ffffff", "#000000", "#808080"} <= of_maps(("#ffffff #000000",))
    with pytest.raises(ValueError, match="no colour map 'virids'"):
        of_maps(("virids",))


def found(tmp_path: Path, code: str, settings: Settings = SETTINGS) -> list[Fault]:
    project = Project(tmp_path, settings)
    return project.check(project.read(tmp_path / "page.md", PAGE.format(code)))


@pytest.mark.parametrize(
    ("code", "colour"),
    [
        ("plt.plot([0, 1])", "#000000"),
        (DRESSED + "plt.plot([0, 1])", "#1f77b4"),
        (DRESSED + "plt.plot([0, 1], color='#111111')\nplt.title('a', color='black')", "#000000"),
        (DRESSED + "plt.imshow([[0, 1]])", PIXELS),
        (DRESSED + "plt.pcolormesh([[0, 1], [2, 3]])", "#440154"),
        (DRESSED + "plt.pcolormesh([[0, 1], [2, 3]], shading='gouraud')", "#"),
    ],
)
def test_a_colour_without_a_partner_is_a_fault_at_the_image(tmp_path: Path, code: str, colour: str) -> None:
    (fault,) = found(tmp_path, code)
    assert fault.line == 8 + code.count("\n")
    assert fault.message == "this figure draws in colours that have no partner in the dark scheme"
    assert colour in str(fault.got)
    assert found(tmp_path, code, Settings()) == []  # a site of one scheme


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("plt.plot([0, 1])", "#1f77b4 (line 1)"),
        ("plt.plot([0, 1])\nplt.xlabel('a')", "the left spine, "),
        (
            "plt.plot([0, 1])\nplt.xlabel('a')",
            "the label of the x axis, the numbers at the x axis, the ticks of",
        ),
        (
            DRESSED + "plt.plot([0, 1], color='#111111')\nplt.plot([1, 0], color='red', label='b')",
            "(line 2 (b))",
        ),
        (DRESSED + "plt.title('a', color='red')", "#ff0000 (the title)"),
        (
            DRESSED + "plt.text(0, 0, 'a', color='#111111', bbox={'facecolor': 'red'})",
            'the box of the text "a"',
        ),
        (DRESSED + "plt.annotate('a', (0, 0), (1, 1), arrowprops={})", 'the arrow of the text "a"'),
        (DRESSED + "plt.bar([0], [1], color='#111111', hatch='/')", "#000000 (rectangle 1)"),
        (DRESSED + "plt.plot([0, 1], color='#111111', label='a')\nplt.legend()", "#cccccc (the legend)"),
        (
            "_, both = plt.subplots(1, 2)\nboth[1].grid(color='red')",
            "#ff0000 (the grid of the x axis of axes 2",
        ),
    ],
)
def test_what_draws_in_a_colour_is_named(tmp_path: Path, code: str, named: str) -> None:
    (fault,) = found(tmp_path, code)
    assert named in str(fault.got)


def test_colours_with_a_partner_or_of_a_declared_map_hold(tmp_path: Path) -> None:
    assert found(tmp_path, DRESSED + "plt.plot([0, 1], color='#111111')") == []
    mapped = Settings(dark=SETTINGS.dark, maps=["viridis"])
    assert found(tmp_path, DRESSED + "plt.pcolormesh([[0, 1], [2, 3]])", mapped) == []
    (fault,) = found(tmp_path, "plt.plot([0, 1])", Settings(dark=SETTINGS.dark, maps=["virids"]))
    assert "no colour map 'virids'" in fault.message
