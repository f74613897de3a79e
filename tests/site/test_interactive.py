"""The interactive figures, driven by mouse, finger and keyboard; their numbers are those of `chainrule`."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from chainrule.activations import rbf, rbf_derivative
from chainrule.backpropagation import gradient_output, loss_for_param, loss_surface, nn, nn_predict, train
from chainrule.datasets import surrounded_class
from tests.site.conftest import HEADERS
from tests.site.reader import OpenPage, scroll_to, settle
from tests.site.test_accessibility import assert_no_violation, assert_seen
from tests.site.test_every_page import SHIFTS
from tests.site.test_weight import fonts_of

PATH = "tutorial/3-backpropagation.html"
ADDED = 17_000
"""Bytes that scripts and style of the interactive figures may weigh, compressed."""
X, T = (column.flatten() for column in surrounded_class())
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 664}, "has_touch": True, "is_mobile": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
HEADER = 48
Numbers = dict[str, float]


def explorer(open_page: OpenPage, state: str = "", **options: Any) -> Page:
    return live(open_page(PATH + state, **options), "loss-surface")


def microscope(open_page: OpenPage, state: str = "", **options: Any) -> Page:
    return live(open_page(PATH + state, **options), "network-microscope")


def live(page: Page, element: str) -> Page:
    """Scroll to the element, which loads what makes it live."""
    page.evaluate(PIXELS)
    scroll_to(page, element)
    page.locator(f"{element}.live").wait_for()
    page.locator(f"{element} .says:not(:empty)").wait_for()
    page.locator(f"{element} .says").scroll_into_view_if_needed()
    return page


def number(text: str) -> float:
    return float(text.replace("−", "-").rstrip(" %"))


def shown(page: Page) -> Numbers:
    """Return the explorer's table of current values."""
    cells = page.locator("[data-value]")
    return {str(cell.get_attribute("data-value")): number(cell.inner_text()) for cell in cells.all()}


def expected(w: float, b: float, mu: float, k: int) -> Numbers:
    wh, bo = train(X, T, w, b, mu, k)[-1].tolist()
    xi = loss_for_param(X, wh, bo, T)
    error = gradient_output(np.asarray(nn(X, wh, bo)), T)
    slope = np.asarray(rbf_derivative(X * wh))
    right = float(100 * np.mean(nn_predict(X, wh, bo) == T))
    by_wh = float(np.mean(X * slope * error))
    return {"wh": wh, "bo": bo, "xi": xi, "bywh": by_wh, "bybo": float(np.mean(error)), "right": right}


def state_of(page: Page) -> dict[str, float]:
    return {
        name: float(value) for name, _, value in (part.partition("=") for part in hash_of(page).split("&"))
    }


def hash_of(page: Page) -> str:
    return str(page.evaluate("location.hash")).removeprefix("#")


ARRIVED = """(wanted) => Object.entries(wanted).every(([name, value]) => {
    const text = document.querySelector(`[data-value=${name}]`).textContent
    const shown = text.replaceAll("−", "-").replace(" %", "")
    return Math.abs(shown - value) <= Math.max(5.1e-5, name === "right" ? 0.051 : 0)
})"""


def assert_numbers(page: Page, w: float, b: float, mu: float, k: int) -> None:
    """Wait for the numbers of this state: they come with the next frame."""
    wanted = expected(w, b, mu, k)
    try:
        page.wait_for_function(ARRIVED, arg=wanted, timeout=5000)
    except TimeoutError:
        assert shown(page) == wanted


def go(page: Page, state: str) -> None:
    """Follow a link to a state of the same page."""
    page.evaluate("(state) => { location.hash = state }", state)


STATES = [(2.3, 1.4, 2.0, 50), (-1.25, -2.0, 0.1, 7), (0.3, 1.5, 6.0, 50), (30.0, 1.4, 2.0, 20)]


def test_a_link_to_a_state_shows_the_numbers_of_python(open_page: OpenPage) -> None:
    page = open_page(PATH + "#w=1.5&b=-1&mu=0.5&k=3")
    page.locator("loss-surface.live").wait_for()
    assert_numbers(page, 1.5, -1.0, 0.5, 3)
    for w, b, mu, k in STATES:
        go(page, f"#w={w}&b={b}&mu={mu}&k={k}")
        assert_numbers(page, w, b, mu, k)


def test_without_a_state_it_opens_at_its_first_step(open_page: OpenPage) -> None:
    page = explorer(open_page)
    assert_numbers(page, 2.3, 1.4, 2.0, 0)
    expect(page.locator("[name=step][value='1']")).to_be_checked()
    assert not page.locator("[name=run]").is_visible()
    assert hash_of(page) == ""


@pytest.mark.parametrize("options", [PHONE, DESKTOP, {"viewport": {"width": 320, "height": 664}}])
@pytest.mark.parametrize("state", ["#w=2.3&b=1.4&mu=2&k=20", "#w=30&b=1.4&mu=20&k=20&K=50"])
def test_a_deep_link_puts_map_words_and_buttons_on_the_screen(
    state: str, options: dict[str, Any], open_page: OpenPage
) -> None:
    page = open_page(PATH + state, **options)
    page.locator("loss-surface.live").wait_for()
    page.wait_for_timeout(300)  # what stands above has its size
    for part in (
        ".steps",
        ".task",
        ".plot.map",
        ".says",
        ".values",
        "[name=one]",
        "[name=run]",
        "[name=rate]",
    ):
        assert_on_screen(page, f"loss-surface {part}")


@pytest.mark.parametrize("options", [PHONE, DESKTOP])
def test_a_link_to_a_station_puts_it_on_the_screen(options: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page(PATH + "#w=2.3&b=1.4&mu=2&k=20&i=3&s=5", **options)
    page.locator("network-microscope.live").wait_for()
    page.wait_for_timeout(300)
    for part in (".samples", "[name=on]", ".says", ".network", "tr.now"):
        assert_on_screen(page, f"network-microscope {part}")


def assert_on_screen(page: Page, selector: str) -> None:
    """The whole of it is to be seen, below the header."""
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert box["y"] >= HEADER, f"{selector} begins at {box['y']}"
    assert box["y"] + box["height"] <= size["height"] + 1, f"{selector} ends at {box['y'] + box['height']}"


def test_a_link_within_the_page_goes_to_the_figure(open_page: OpenPage) -> None:
    page = open_page(PATH)
    page.evaluate("""() => {
        const link = document.createElement("a")
        document.querySelector("article h1").append(Object.assign(link, { href: "#w=1&b=-1&mu=2&k=5" }))
        link.textContent = "here"
    }""")
    page.get_by_role("link", name="here", exact=True).click()
    page.locator("loss-surface.live").wait_for()
    page.wait_for_timeout(300)
    assert_on_screen(page, "loss-surface .plot.map")
    assert_numbers(page, 1.0, -1.0, 2.0, 5)


def drag(page: Page, by: tuple[float, float]) -> None:
    box = page.locator(".handle").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by[0] / 2, y + by[1] / 2)
    page.mouse.move(x + by[0], y + by[1])
    page.mouse.up()


def test_the_start_is_dragged_and_history_goes_back(open_page: OpenPage) -> None:
    page = explorer(open_page)
    drag(page, (-100, 60))
    page.wait_for_function("location.hash.includes('w=')")
    state = state_of(page)
    assert state["w"] < 2
    assert state["b"] < 1
    assert_numbers(page, state["w"], state["b"], 2.0, 0)
    before = hash_of(page)
    drag(page, (30, 30))
    page.wait_for_function("(old) => location.hash.slice(1) !== old", arg=before)
    page.go_back()
    assert_numbers(page, state["w"], state["b"], 2.0, 0)
    page.go_back()
    assert_numbers(page, 2.3, 1.4, 2.0, 0)
    assert hash_of(page) == ""


def test_leaving_and_coming_back_finds_the_state(open_page: OpenPage) -> None:
    page = explorer(open_page, "#w=1&b=-1&mu=2&k=5")
    page.goto(page.url.split("#")[0].replace(PATH, "index.html"))
    page.go_back()
    assert_numbers(live(page, "loss-surface"), 1.0, -1.0, 2.0, 5)


Place = tuple[float, float]


def finger(page: Page, start: Place, by: Place, moves: int = 8) -> None:
    """Touch the screen, move and let go, as the browser gets it from a touch screen."""
    devtools = page.context.new_cdp_session(page)

    def send(kind: str, *points: dict[str, float]) -> None:
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", {"x": start[0], "y": start[1]})
    for n in range(1, moves + 1):
        send("touchMove", {"x": start[0] + by[0] * n / moves, "y": start[1] + by[1] * n / moves})
        page.wait_for_timeout(20)
    send("touchEnd")
    settle(page)


def middle(page: Page, selector: str) -> Place:
    settle(page)
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


DIRECTIONS = [(0, 50), (0, -50), (50, 0), (-50, 0), (40, 40), (-40, 40), (40, -40), (-40, -40)]


def test_a_finger_drags_the_point_in_every_direction(open_page: OpenPage) -> None:
    page = open_page(PATH + "#w=0&b=-0.5&mu=2&k=0", **PHONE)
    page.locator("loss-surface.live").wait_for()
    page.wait_for_timeout(300)
    for across, down in DIRECTIONS:
        go(page, "#w=0&b=-0.5&mu=2&k=0")
        assert_numbers(page, 0.0, -0.5, 2.0, 0)
        x, y = middle(page, ".handle")
        scrolled = page.evaluate("scrollY")
        finger(page, (x + 9, y - 7), (across, down))  # beside its middle: it must not jump below the finger
        page.wait_for_function("!location.hash.includes('w=0&b=-0.5&')")
        assert middle(page, ".handle") == pytest.approx((x + across, y + down), abs=1.5)
        state = state_of(page)
        assert_numbers(page, state["w"], state["b"], 2.0, 0)
        assert np.sign(round(state["w"], 1)) == np.sign(across)
        assert np.sign(round(state["b"] + 0.5, 1)) == -np.sign(down)
        assert page.evaluate("scrollY") == scrolled


def test_a_finger_beside_the_point_scrolls_and_a_tap_moves_it(open_page: OpenPage) -> None:
    page = open_page(PATH + "#w=2.3&b=1.4&mu=2&k=0", **PHONE)
    page.locator("loss-surface.live").wait_for()
    page.wait_for_timeout(300)
    x, y = middle(page, ".plot.map")
    scrolled = page.evaluate("scrollY")
    finger(page, (x, y), (0, -60))
    page.wait_for_function("(before) => scrollY > before + 20", arg=scrolled)
    assert_numbers(page, 2.3, 1.4, 2.0, 0)
    page.wait_for_timeout(300)  # it has come to rest
    page.touchscreen.tap(*middle(page, "canvas.ground"))
    page.wait_for_function("!location.hash.includes('w=2.3')")
    state = state_of(page)
    assert (state["w"], state["b"]) == pytest.approx((0, -0.5), abs=0.05)
    assert_numbers(page, state["w"], state["b"], 2.0, 0)


def test_the_keyboard_alone_goes_through_the_four_steps(open_page: OpenPage) -> None:
    page = explorer(open_page)
    expect(page.locator(".task")).to_contain_text("To beat: 0.5194")
    page.locator(".handle").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowLeft")
    assert_numbers(page, 1.8, 1.35, 2.0, 0)
    page.locator("[name=step][value='1']").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("loss-surface .task")).to_contain_text("arrow points downhill")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=one]")).to_be_visible()
    page.locator("[name=one]").focus()
    page.keyboard.press("Enter")
    assert_numbers(page, 1.8, 1.35, 2.0, 1)
    page.locator("[name=mu]").fill("0.5")
    assert_numbers(page, 1.8, 1.35, 0.5, 1)
    page.locator("[name=reset]").press("Enter")
    assert_numbers(page, 1.8, 1.35, 0.5, 0)


def test_run_goes_through_all_updates_and_ends(open_page: OpenPage) -> None:
    page = explorer(open_page, "#w=2.3&b=1.4&mu=2&k=0&step=4")
    page.locator("[name=run]").click()
    expect(page.locator("[name=run]")).to_have_text("Pause")
    assert_numbers(page, 2.3, 1.4, 2.0, 20)
    expect(page.locator("[name=run]")).to_have_text("Run")


def test_with_reduced_motion_the_end_is_there_at_once(open_page: OpenPage) -> None:
    page = explorer(open_page, "#w=2.3&b=1.4&mu=2&k=0&step=4", reduced_motion="reduce")
    page.locator("[name=run]").click()
    settle(page)
    assert shown(page)["xi"] == 0.5194


PRESETS = {
    "the chapter’s run, 20 updates": ((2.3, 1.4, 2.0, 20), "100 % right"),
    "the same, 50 updates": ((2.3, 1.4, 2.0, 50), "97.5 % right"),
    "a start on the plateau": ((30.0, 1.4, 2.0, 20), "the ground is nearly flat here"),
    "a start on the ridge": ((0.0, 1.4, 2.0, 20), "only the bias learns"),
    "the mirror image": ((-2.3, 1.4, 2.0, 20), "100 % right"),
}


def test_each_situation_shows_what_it_is_for(open_page: OpenPage) -> None:
    page = explorer(open_page)
    for name, (state, words) in PRESETS.items():
        page.locator("[name=preset]").select_option(name)
        assert_numbers(page, *state)
        expect(page.locator("loss-surface .says")).to_contain_text(words)
    for name, words in (
        ("a rate that oscillates", "too long"),
        ("a rate that leaps away", "the loss is above that of the start"),
    ):
        page.locator("[name=preset]").select_option(name)
        expect(page.locator("loss-surface .says")).to_contain_text(words)
    page.locator("[name=preset]").select_option("a start on the ridge")
    scroll_to(page, "network-microscope")
    expect(page.locator("[name=preset]")).to_have_value("a start on the ridge")
    page.locator(".handle").press("ArrowDown")
    expect(page.locator("[name=preset]")).to_have_value("")


IGNORED = {
    "#w=abc&b=1.4&mu=2&k=20": "w=abc",
    "#w=2.3&b=1e999&mu=2&k=20": "b=1e999",
    "#w=2.3&b=1.4&mu=-2&k=20": "mu=-2",
    "#w=2.3&b=1.4&mu=2&k=20.5": "k=20.5",
    "#w=2.3&b=1.4&mu=2&k=20&i=41": "i=41",
    "#w=2.3&b=1.4&mu=2&k=20&evil=<b>x</b>": "evil=<b>x</b>",
    "#=&&w==": "w==",
}


def test_what_an_address_cannot_mean_is_ignored_with_a_note(open_page: OpenPage) -> None:
    page = explorer(open_page, "#w=")
    for state, ignored in IGNORED.items():
        go(page, state)
        expect(page.locator("loss-surface .note")).to_contain_text(ignored)
        assert_numbers(page, 2.3, 1.4, 2.0, 0 if "k=20.5" in state or "k=" not in state else 20)


def test_a_crowded_address_makes_a_short_note(open_page: OpenPage) -> None:
    page = explorer(open_page, "#w=1&b=0&mu=2&k=1")
    go(page, "#w=1&b=0&mu=2&k=2&" + "&".join(f"p{n}={n}" for n in range(20_000)))
    assert_numbers(page, 1.0, 0.0, 2.0, 2)
    note = page.locator("loss-surface .note")
    expect(note).to_have_text("Ignored: p0=0, p1=1, p2=2 and 19997 more.")
    page.locator(".handle").press("ArrowDown")
    expect(note).to_be_empty()


def test_an_ordinary_anchor_is_left_alone(open_page: OpenPage) -> None:
    page = explorer(open_page, "#exercises")
    assert_numbers(page, 2.3, 1.4, 2.0, 0)
    assert hash_of(page) == "exercises"
    expect(page.locator("loss-surface .note")).to_be_empty()


def test_a_number_out_of_range_is_refused_in_words(open_page: OpenPage) -> None:
    page = explorer(open_page)
    note, field = page.locator("loss-surface .note"), page.locator("[name=w]")
    for text in ("1e9", "", "-101"):
        field.fill(text)
        expect(note).to_contain_text("A number from −100 to 100")
        assert_numbers(page, 2.3, 1.4, 2.0, 0)
    field.fill("1")
    assert_numbers(page, 1.0, 1.4, 2.0, 0)
    expect(note).to_be_empty()
    for gesture in (
        lambda: field.fill("1"),
        lambda: page.locator(".handle").press("ArrowDown"),
        lambda: page.locator("[name=preset]").select_option("the mirror image"),
        lambda: field.press("Tab"),
    ):
        field.fill("-101")
        expect(note).to_contain_text("A number from")
        gesture()
        expect(note).to_be_empty()
        expect(field).to_have_attribute("aria-invalid", "false")
        expect(field).not_to_have_value("-101")


def test_a_point_outside_the_map_is_drawn_as_outside(open_page: OpenPage) -> None:
    page = explorer(open_page, "#w=2.9&b=1.4&mu=2&k=0")
    disc = page.locator(".handle circle").nth(1)
    inside = painted(page)
    assert disc.evaluate("(e) => getComputedStyle(e).fill") != "none"
    go(page, "#w=30&b=1.4&mu=2&k=0")
    expect(page.locator(".handle")).to_have_attribute(
        "aria-label", re.compile("outside the map at weight 30")
    )
    assert disc.evaluate("(e) => getComputedStyle(e).fill") == "none"
    assert painted(page) > inside == 0  # a mark on the border, where nothing is drawn else
    go(page, "#w=2.3&b=1.4&mu=20&k=1")
    expect(page.locator("loss-surface .says")).to_contain_text("The end is outside the map")
    assert page.locator(".plot.map > canvas:not(.ground)").evaluate(LOWEST) > 0


PIXELS = """() => {
    window.pixels = (canvas) => {
        const { width, height } = canvas
        const copy = Object.assign(document.createElement("canvas"), { width, height })
        const context = copy.getContext("2d", { willReadFrequently: true })
        context.drawImage(canvas, 0, 0)
        return context
    }
}"""  # the canvas itself is not made to be read


PAINTED = """(canvas) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { width, height } = canvas
    const { data } = pixels(canvas).getImageData(0, 0, width, height)
    let count = 0
    for (let n = 3; n < data.length; n += 4) if (data[n]) count++
    done(count)
})))"""


LOWEST = """(canvas) => {
    const box = document.querySelector("canvas.ground").getBoundingClientRect()
    const plot = canvas.getBoundingClientRect()
    const sharp = canvas.width / plot.width
    const border = Math.round((box.bottom - plot.top + 3) * sharp)
    const { data } = pixels(canvas).getImageData(0, border, canvas.width, Math.round(4 * sharp))
    return data.filter((value, n) => n % 4 === 3 && value).length
}"""  # pixels just below the lower border


def painted(page: Page) -> int:
    """Return how many pixels of the map are drawn upon."""
    return int(page.locator(".plot.map > canvas:not(.ground)").evaluate(PAINTED))


def test_the_arrow_is_to_be_seen_everywhere_and_points_downhill(open_page: OpenPage) -> None:
    page = explorer(open_page, "#w=1&b=0&mu=2&k=0&step=2")
    width = float(page.locator("canvas.ground").evaluate("(e) => e.getBoundingClientRect().width")) / 6
    height = float(page.locator("canvas.ground").evaluate("(e) => e.getBoundingClientRect().height")) / 4
    for w, b in ((1.1, -0.4), (2.9, 1.4), (-2.9, -2.4), (0.1, 1.4), (1.04, -0.45), (0, -0.5), (-1.5, 0.3)):
        go(page, f"#w={w}&b={b}&mu=2&k=0&step=2")
        assert_numbers(page, w, b, 2.0, 0)
        reach = page.locator(".plot.map > canvas:not(.ground)").evaluate(REACH, list(place_on(page, w, b)))
        slope = expected(w, b, 2.0, 0)
        assert reach["near"] >= 8, f"it begins within the handle at {w}, {b}"
        assert reach["far"] - reach["near"] >= 20, f"it is too short at {w}, {b}"
        exact = np.arctan2(slope["bybo"] * height, -slope["bywh"] * width)
        turned = np.arctan2(reach["down"], reach["across"]) - exact
        assert abs((turned + np.pi) % (2 * np.pi) - np.pi) < 0.06, f"it points elsewhere at {w}, {b}"


def place_on(page: Page, w: float, b: float) -> Place:
    """Return where a point of the map stands, in pixels from the corner of the plot."""
    box = page.locator("canvas.ground").bounding_box()
    plot = page.locator(".plot.map").bounding_box()
    assert box
    assert plot
    across = box["x"] - plot["x"] + (w + 3) / 6 * box["width"]
    return across, box["y"] - plot["y"] + (1.5 - b) / 4 * box["height"]


REACH = """(canvas, [x, y]) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { width, height } = canvas
    const { data } = pixels(canvas).getImageData(0, 0, width, height)
    const sharp = width / canvas.clientWidth
    const found = { near: Infinity, far: 0 }
    for (let n = 0; n < width * height; n++) {
        if (data[4 * n + 3] < 128) continue
        const [across, down] = [(n % width) / sharp - x, Math.floor(n / width) / sharp - y]
        const away = Math.hypot(across, down)
        found.near = Math.min(found.near, away)
        if (away > found.far) Object.assign(found, { far: away, across, down })
    }
    done(found)
})))"""


def test_the_map_says_what_its_colours_mean(open_page: OpenPage) -> None:
    page = explorer(open_page)
    marks = page.locator(".map .scale text").all_text_contents()
    assert marks == ["0.6", "0.8", "1", "1.2", "ξ"]
    surface = loss_surface(X, T, np.linspace(-3, 3, 61), np.linspace(-2.5, 1.5, 41))
    box = page.locator(".map .scale rect").first.bounding_box()
    top = page.locator(".map .scale rect").last.bounding_box()
    assert box
    assert top
    height = box["y"] + box["height"] - top["y"]
    for text, mark in zip(marks[:4], page.locator(".map .scale path").all(), strict=True):
        place = mark.bounding_box()
        assert place
        share = (box["y"] + box["height"] - place["y"]) / height
        assert surface.min() + share * np.ptp(surface) == pytest.approx(float(text), abs=0.02)


def test_nothing_below_moves_whatever_the_figure_says(open_page: OpenPage) -> None:
    for width in (320, 390, 800, 1280):
        page = explorer(open_page, viewport={"width": width, "height": 800})
        for step in (1, 2, 3, 4):
            heights = set()
            for state in ("w=1&b=0&mu=2&k=0", "w=-30.11&b=-20.22&mu=999&k=9", "w=30&b=1.4&mu=20&k=0"):
                go(page, f"#{state}&step={step}")
                page.wait_for_timeout(100)
                heights.add(page.locator("loss-surface").evaluate("(e) => e.getBoundingClientRect().height"))
            assert len(heights) == 1, f"{width} pixels, step {step}: {heights}"
        longest = "After 1000 updates: loss 123.4567, 97.5 % right. The steps are too long: "
        longest += "the loss is above that of the start. A tiny change of the start would lead elsewhere."
        page.locator("loss-surface .says").evaluate("(e, text) => { e.textContent = text }", longest)
        for part in (".says", ".task"):
            over = page.locator(f"loss-surface {part}").evaluate("(e) => e.scrollHeight - e.clientHeight")
            assert over <= 1, f"{part} has no room at {width} pixels"


def test_numbers_and_words_are_of_the_same_moment(open_page: OpenPage) -> None:
    """In every frame of a drag the loss in the table is the one in the sentence."""
    page = explorer(open_page, "#w=2.3&b=1.4&mu=2&k=20")
    page.evaluate("""() => {
        window.parted = []
        const look = () => {
            const loss = document.querySelector("[data-value=xi]").textContent
            const says = document.querySelector("loss-surface .says").textContent
            if (!says.includes(`loss ${loss},`)) parted.push([loss, says])
            requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
    }""")
    drag(page, (-150, 70))
    page.wait_for_function("location.hash.includes('w=')")
    assert page.evaluate("parted") == []


EXTREMES = ["#w=100&b=100&mu=1000&k=1000", "#w=-100&b=-100&mu=1000&k=1", "#w=0.5&b=0&mu=90&k=50&i=0"]


def test_no_state_shows_what_is_no_number(open_page: OpenPage) -> None:
    page = microscope(open_page)
    for state in EXTREMES:
        go(page, state)
        page.wait_for_timeout(400)  # until the words follow
        for element in ("loss-surface", "network-microscope"):
            html = page.locator(element).evaluate("(e) => e.outerHTML")
            assert not [word for word in ("NaN", "Infinity", "undefined", "null") if word in html]


def stations(w: float, b: float, mu: float, k: int, i: int) -> list[float]:
    wh, bo = train(X, T, w, b, mu, k)[-1].tolist()
    x, t = X[i - 1], T[i - 1]
    h, y = float(rbf(x * wh)), float(nn(x, wh, bo))
    error = y - t
    hidden = float(rbf_derivative(x * wh)) * error
    return [x, x * wh, h, h + bo, y, loss_for_param(x, wh, bo, t), error, error, error, hidden, x * hidden]


def test_the_stations_of_a_sample_are_those_of_python(open_page: OpenPage) -> None:
    page = microscope(open_page)
    for i in (2, 5, 37, 40):
        go(page, f"#w=2&b=1&mu=2&k=3&i={i}&s=10")
        expect(page.locator("tr[data-symbol=x] .value")).to_have_text(f"{X[i - 1]:.4f}".replace("-", "−"))
        found = [number(cell) for cell in page.locator("network-microscope .value").all_inner_texts()]
        for value, wanted in zip(found, stations(2, 1, 2, 3, i), strict=True):
            assert value == pytest.approx(wanted, rel=5.1e-3 if abs(wanted) < 5e-4 else 0, abs=5.1e-5)


def test_the_mean_over_all_samples_is_the_gradient_of_the_explorer(open_page: OpenPage) -> None:
    page = microscope(open_page, "#w=2.3&b=1.4&mu=2&k=3&s=10")
    page.locator("network-microscope select").select_option("0")
    expect(page.locator("network-microscope tr[data-symbol=h] .value")).to_contain_text(" to ")
    wanted = expected(2.3, 1.4, 2.0, 3)
    for key, name in (("xi", "xi"), ("gradBo", "bybo"), ("gradWh", "bywh")):
        cell = page.locator(f"network-microscope tr[data-symbol={key}] .value")
        assert number(cell.inner_text()) == pytest.approx(wanted[name], abs=5.1e-5)


def test_a_formula_shows_its_numbers_once_each_in_brackets_where_they_need_them(open_page: OpenPage) -> None:
    page = microscope(open_page, "#w=2.3&b=1.4&mu=2&k=20&i=5&s=10")
    cells = page.locator("network-microscope .numbers").all_inner_texts()
    text = ["".join(cell.split()).replace("\u2061", "").replace("𝑒", "e") for cell in cells]
    assert text[1] == "=−0.2092·1.1231"
    assert text[3] == "=0.9463+(−0.4425)"
    assert text[5] == "=log(1+e0.5038)−1·0.5038"
    assert text[9] == "=−2·(−0.2349)·0.9463·(−0.3766)"
    assert fonts_of(page, "network-microscope .numbers math") == {"STIX Two Math"}


def test_the_microscope_is_stepped_by_buttons_and_arrow_keys(open_page: OpenPage) -> None:
    page = microscope(open_page)
    says = page.locator("network-microscope .says")
    expect(says).to_contain_text("Station 1 of 11, forward: the input of the sample")
    page.locator("[name=on]").click()
    expect(says).to_contain_text("Station 2 of 11")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    expect(says).to_contain_text("Station 11 of 11, backward: the gradient of the hidden weight")
    page.keyboard.press("ArrowLeft")
    page.locator("[name=back]").click()
    expect(says).to_contain_text("Station 9 of 11")


def test_a_number_comes_with_next_and_not_before(open_page: OpenPage) -> None:
    page = microscope(open_page)
    values, numbers = (page.locator(f"network-microscope .{name}") for name in ("value", "numbers"))
    for reached in range(1, 12):
        expect(page.locator("network-microscope .says")).to_contain_text(f"Station {reached} of 11")
        shown = [text.strip() != "" for text in values.all_inner_texts()]
        assert shown == [True] * reached + [False] * (11 - reached)
        assert "".join(numbers.all_inner_texts()[reached:]) == ""
        drawn = page.locator(".network g .number").all_text_contents()
        assert sum(text != "" for text in drawn) == 2 + reached  # and both parameters
        page.locator("[name=on]").click()


def test_it_opens_on_the_sample_that_pulls_most(open_page: OpenPage) -> None:
    page = microscope(open_page)
    pull = [abs(stations(2.3, 1.4, 2, 0, i + 1)[-1]) for i in range(len(X))]
    expect(page.locator("network-microscope select")).to_have_value(str(int(np.argmax(pull)) + 1))
    page.keyboard.press("Tab")
    for _ in range(10):
        page.locator("[name=on]").click()
    expect(page.locator("network-microscope .says")).to_contain_text("Station 11 of 11")
    assert all(abs(number(text)) >= 0.01 for text in page.locator(".value").all_inner_texts())


def test_the_row_that_is_being_filled_is_in_view_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(PATH + "#w=2.3&b=1.4&mu=2&k=0&s=0", **PHONE)
    page.locator("network-microscope.live").wait_for()
    page.wait_for_timeout(300)
    for _ in range(11):
        for part in ("[name=on]", "tr.now .value", ".network"):
            assert_on_screen(page, f"network-microscope {part}")
        page.locator("[name=on]").tap()
        page.wait_for_timeout(50)


def lit(page: Page) -> set[str]:
    return set(
        page.locator("network-microscope .on").evaluate_all("(all) => all.map((e) => e.dataset.symbol)")
    )


def test_a_symbol_its_number_and_its_place_in_the_network_light_up_together(open_page: OpenPage) -> None:
    page = microscope(open_page, "#w=2.3&b=1.4&mu=2&k=20&s=10")
    page.locator("tr[data-symbol=gradWh] [data-symbol=deltaH]").first.hover()
    assert lit(page) == {"deltaH"}
    assert page.locator(".network g.on, tr.on, .numbers .on").count() >= 3
    page.locator(".network g[data-symbol=wh]").hover()
    assert lit(page) == {"wh"}
    assert page.locator("tr[data-symbol=zh] .on").count() == 2


def test_a_sample_is_chosen_on_the_line_and_in_the_list(open_page: OpenPage) -> None:
    page = microscope(open_page)
    box = page.locator(".plot.samples").bounding_box()
    assert box
    page.locator(".plot.samples").click(position={"x": box["width"] - 15, "y": 60})
    chosen = page.locator("network-microscope select")
    expect(chosen).to_have_value(str(int(np.argmax(X)) + 1))
    chosen.focus()
    page.keyboard.press("Home")
    expect(chosen).to_have_value("0")


def test_both_figures_share_one_state(open_page: OpenPage) -> None:
    page = microscope(open_page, "#w=2.3&b=1.4&mu=2&k=0&i=3&s=1")
    before = page.locator("tr[data-symbol=zh] .value").inner_text()
    page.locator("loss-surface [name=one]").evaluate("(button) => button.click()")
    expect(page.locator("tr[data-symbol=zh] .value")).not_to_have_text(before)
    zh = number(page.locator("tr[data-symbol=zh] .value").inner_text())
    assert zh == pytest.approx(stations(2.3, 1.4, 2, 1, 3)[1], abs=5.1e-5)


def printed(page: Page, button: Locator) -> Numbers:
    """Return what the copied code prints in a fresh interpreter."""
    button.click()
    page.wait_for_function("[...document.querySelectorAll('.note')].some((e) => e.textContent === 'Copied.')")
    code = page.evaluate("navigator.clipboard.readText()")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    lines = (line.split(" = ") for line in done.stdout.splitlines())
    return {name: float(value.rstrip("%")) for name, value in lines}


CLIPBOARD = ["clipboard-read", "clipboard-write"]


def test_the_copied_code_prints_what_is_on_the_screen(open_page: OpenPage) -> None:
    page = explorer(open_page, permissions=CLIPBOARD)
    for w, b, mu, k in ((1.5, -2, 0.7, 13), (0, 1.4, 2, 20), (30, 1.4, 2, 5)):
        go(page, f"#w={w}&b={b}&mu={mu}&k={k}")
        assert_numbers(page, w, b, mu, k)
        numbers = printed(page, page.locator("loss-surface [name=python]"))
        screen = shown(page)
        assert numbers == {("grad_" + n[2:] if n.startswith("by") else n): v for n, v in screen.items()}


def test_the_copied_code_of_a_sample_prints_its_stations(open_page: OpenPage) -> None:
    page = microscope(open_page, "#w=1.5&b=-2&mu=0.7&k=13&i=37&s=10", permissions=CLIPBOARD)
    numbers = printed(page, page.locator("network-microscope [name=python]"))
    on_screen = [number(text) for text in page.locator("network-microscope .value").all_inner_texts()]
    assert list(numbers.values())[4:] == on_screen


def test_it_fits_any_width_and_follows_the_scheme_at_once(open_page: OpenPage) -> None:
    page = microscope(open_page, viewport={"width": 320, "height": 700}, color_scheme="light")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    wide = """() => [...document.querySelectorAll(".live *")]
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".views"))
        .map((e) => e.outerHTML.slice(0, 100))"""
    assert page.evaluate(wide) == []
    small = """() => [...document.querySelectorAll(".live :is(button, select, input, .steps label)")]
        .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
        .map((e) => e.outerHTML)"""
    assert page.evaluate(small) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    width = "document.querySelector('.map .axes path').getBBox().width"
    page.wait_for_function(f"{width} > 300")
    page.locator(".plot.hidden").scroll_into_view_if_needed()
    page.wait_for_function(f"({DARK})() > 100")
    page.locator("label[title='Switch to the dark scheme']").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.wait_for_function(f"({DARK})() === 0")


DARK = """() => {
    const canvas = document.querySelector(".plot.hidden canvas")
    const { data } = pixels(canvas).getImageData(0, 0, canvas.width, canvas.height)
    let dark = 0
    for (let n = 0; n < data.length; n += 4)
        if (data[n + 3] > 200 && data[n] + data[n + 1] + data[n + 2] < 150) dark++
    return dark
}"""  # pixels in the ink of the light scheme


def test_nothing_else_moves_when_it_loads(open_page: OpenPage) -> None:
    page = open_page(
        PATH, before=lambda page: page.add_init_script(SHIFTS), viewport={"width": 1280, "height": 900}
    )
    scroll_to(page, "loss-surface")
    live(live(page, "loss-surface"), "network-microscope")
    assert page.evaluate("shifts.reduce((sum, shift) => sum + shift, 0)") <= 0.01


def test_axe_finds_nothing_in_the_live_figures(open_page: OpenPage) -> None:
    page = microscope(open_page, "#w=2.3&b=1.4&mu=2&k=20&s=5", reduced_motion="reduce", **PHONE)
    assert_no_violation(page, "loss-surface", "network-microscope")
    assert_seen(page, "loss-surface", "network-microscope")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    assert_seen(page, "loss-surface", "network-microscope")


def test_on_paper_and_without_a_script_it_is_its_figure(open_page: OpenPage) -> None:
    page = explorer(open_page)
    page.emulate_media(media="print")
    assert page.locator("loss-surface figure img.figure-light").is_visible()
    assert not page.locator("loss-surface .scope").first.is_visible()
    page = open_page(PATH, java_script_enabled=False)
    assert page.locator("loss-surface figure img.figure-light").is_visible()
    assert page.locator("network-microscope table").is_visible()


def test_it_works_from_a_file_too(site: Any, open_page: OpenPage) -> None:
    page = live(open_page((site / PATH).as_uri()), "loss-surface")
    page.locator(".handle").press("ArrowDown")
    assert_numbers(page, 2.3, 1.35, 2.0, 0)


def requests(page: Page, wire: dict[str, int]) -> Iterator[tuple[str, int]]:
    page.wait_for_load_state("networkidle")
    return (
        (path, size)
        for path, size in wire.items()
        if "javascripts/interactive" in path or "javascripts/backpropagation." in path
    )


def test_it_comes_when_a_reader_comes_near_and_weighs_little(
    open_page: OpenPage, wire: dict[str, int]
) -> None:
    page = open_page(PATH + "#where-to-go-next")  # where no figure is near
    assert [path for path, _ in requests(page, wire)] == ["/assets/javascripts/interactive.js"]
    live(page, "loss-surface")
    sizes = dict(requests(page, wire))
    assert len(sizes) == 3
    assert sum(size - HEADERS for size in sizes.values()) <= ADDED, sizes
    wire.clear()
    page = open_page("reference/notation.html")
    assert dict(requests(page, wire)) == {}
