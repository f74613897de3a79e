"""The figure of chapter 5: a digit is drawn and read, and the error comes back."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from chainrule.datasets import digits
from chainrule.many_layers import backward, cross_entropy, cross_entropy_error, forward, network, train
from chainrule.vectorization import softmax
from tests.site.reader import OpenPage, scroll_to, settle
from tests.site.test_accessibility import assert_no_violation, assert_seen
from tests.site.test_every_page import SHIFTS
from tests.site.test_interactive import (
    CLIPBOARD,
    DESKTOP,
    DIRECTIONS,
    PHONE,
    assert_on_screen,
    finger,
    go,
    hash_of,
    middle,
    number,
)

PATH = "tutorial/5-many-layers.html"
VALUES = "/tutorial/5-many-layers.digit-passage.js"
MOST = 60_000
"""Bytes of the network and of the images to choose from, as they are."""
ERRORS = 0, 2, 4, 5
"""Where those that are shown stand in what `backward` returns, from the image on."""


@cache
def trained() -> tuple[list[Any], np.ndarray[Any, Any], list[int]]:
    random = np.random.RandomState(1)
    X, T, X_val, T_val, X_test, T_test = digits(random)
    layers = network(random, 64, 20, 20, 10)
    list(train(layers, X, T, X_val, T_val, 0.1, 43, 300))
    return layers, X_test, T_test.argmax(axis=1).tolist()


def passage(open_page: OpenPage, state: str = "", **options: Any) -> Page:
    page = open_page(PATH + state, **options)
    scroll_to(page, "digit-passage")
    page.locator("digit-passage.live").wait_for()
    page.locator("digit-passage").evaluate("(e) => e.scrollIntoView({ behavior: 'instant' })")
    return page


def state_of(page: Page) -> dict[str, int]:
    return {name: int(value) for name, _, value in (part.partition("=") for part in hash_of(page).split("&"))}


def drawn(page: Page) -> np.ndarray[Any, Any]:
    """Return the image on the pad, from the colours of its pixels: paper is 0, ink 16."""
    fills = page.locator(".pad .cell").evaluate_all("(all) => all.map((e) => e.getAttribute('fill'))")
    reds = np.array([int(fill.removeprefix("rgb(").split(",")[0]) for fill in fills])
    return np.asarray(np.round((255 - reds) / (255 - 16) * 16))


def assert_read(page: Page, image: np.ndarray[Any, Any]) -> None:
    """Wait for the answer to this image, and its probability."""
    layers, _, _ = trained()
    y = softmax(forward(layers, image[np.newaxis])[-1])[0]
    reads = "The network reads" if image.any() else "Nothing is drawn. The network still answers:"
    expect(page.locator("digit-passage .says")).to_contain_text(
        f"{reads} a {y.argmax()}, with probability {y.max():.4f}"
    )


def test_the_network_comes_with_the_first_touch_and_not_before(
    open_page: OpenPage, wire: dict[str, int], site: Path
) -> None:
    page = passage(open_page)
    page.wait_for_load_state("networkidle")
    assert VALUES not in wire
    expect(page.locator("digit-passage .says")).to_contain_text("The image: 64 numbers")
    page.locator("digit-passage [name=on]").click()
    expect(page.locator("digit-passage .says")).to_contain_text("Hidden layer 1: ")
    assert VALUES in wire
    assert (site / VALUES[1:]).stat().st_size <= MOST
    assert "data-layers" not in (site / PATH).read_text()


def test_what_is_shown_is_what_python_computes(open_page: OpenPage) -> None:
    layers, X, t = trained()
    page = passage(open_page, "#s=7&t=8")
    outputs = forward(layers, X[:1])
    errors, _ = backward(layers, outputs, cross_entropy_error(outputs[-1], np.eye(10)[[8]]))
    assert_read(page, X[0])
    loss = cross_entropy(outputs[-1], np.eye(10)[[8]])
    expect(page.locator("digit-passage .says")).to_contain_text(f"Right is 8: loss {loss:.4f}.")
    for text, n in zip(page.locator(".reach").all_inner_texts(), ERRORS, strict=True):
        assert number(text.removeprefix("±")) == pytest.approx(np.abs(errors[n]).max(), abs=5.1e-5)
    for n in (0, 27, 52):
        page.locator("[name=image]").select_option(str(n))
        assert_read(page, X[n])
        assert drawn(page).tolist() == X[n].tolist()
        assert (
            page.locator(f"[name=image] option[value='{n}']").inner_text() == f"test image {n + 1}, a {t[n]}"
        )


def test_the_error_sets_out_when_the_right_answer_is_said(open_page: OpenPage) -> None:
    page = passage(open_page, "#s=3")
    shown = page.locator(".reach")
    page.locator("[name=t]").select_option("8")
    expect(shown.nth(3)).to_have_text("±0.9999")
    expect(shown.nth(0)).to_contain_text("±")
    assert re.search(r"t=8&s=7", page.evaluate("new Promise((d) => setTimeout(() => d(location.hash), 700))"))
    page.locator("digit-passage g[data-digit='3']").first.click()
    expect(page.locator("digit-passage .says")).to_contain_text("That is right")
    page.wait_for_function("location.hash === '#t=3&s=7'")
    page.go_back()
    expect(page.locator("digit-passage .says")).to_contain_text("Right is 8")


def test_a_clean_sheet_has_no_right_answer(open_page: OpenPage) -> None:
    page = passage(open_page, "#s=7&t=8")
    page.locator("digit-passage .reach").first.filter(has_text="±").wait_for()
    page.locator("[name=clear]").click()
    assert_read(page, np.zeros(64))
    expect(page.locator("[name=t]")).to_have_value("-1")
    expect(page.locator("digit-passage .says")).to_contain_text("Draw a digit.")


def test_with_reduced_motion_the_error_is_back_at_once(open_page: OpenPage) -> None:
    page = passage(open_page, "#s=3", reduced_motion="reduce")
    page.locator("[name=t]").select_option("8")
    settle(page)
    assert "±" in page.locator(".reach").first.inner_text()


def test_a_mouse_draws_and_the_eraser_takes_away(open_page: OpenPage) -> None:
    page = passage(open_page, **DESKTOP)
    page.locator("[name=clear]").click()
    assert_read(page, np.zeros(64))
    x, y = middle(page, ".pad")
    page.mouse.move(x, y - 80)
    page.mouse.down()
    page.mouse.move(x, y + 80, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    one = drawn(page).reshape(8, 8)
    assert one[2:6, 3:5].sum(axis=1).tolist() == [24.0] * 4
    assert one[:, [0, 1, 6, 7]].max() == 0
    assert_read(page, one.flatten())
    page.locator("[name=erase]").click()
    expect(page.locator("[name=erase]")).to_have_attribute("aria-pressed", "true")
    page.mouse.move(x, y - 90)
    page.mouse.down()
    page.mouse.move(x, y + 90, steps=2)
    page.mouse.up()
    assert_read(page, np.zeros(64))
    page.go_back()
    assert_read(page, one.flatten())


def test_a_finger_draws_in_every_direction_and_the_page_stays(open_page: OpenPage) -> None:
    page = passage(open_page, **PHONE)
    for across, down in DIRECTIONS:
        page.locator("[name=clear]").tap()
        scrolled = page.evaluate("scrollY")
        finger(page, middle(page, ".pad"), (across, down))
        image = drawn(page)
        assert_read(page, image)
        rows, columns = np.nonzero(image.reshape(8, 8))
        assert np.sign(round(float(np.mean(columns)) - 3.5)) == np.sign(across)
        assert np.sign(round(float(np.mean(rows)) - 3.5)) == np.sign(down)
        assert page.evaluate("scrollY") == scrolled


def test_the_keyboard_alone_draws_steps_and_answers(open_page: OpenPage) -> None:
    page = passage(open_page)
    page.locator("[name=clear]").press("Enter")
    page.locator(".pad").focus()
    image = np.zeros((8, 8))
    for key, place in (("ArrowUp", (2, 3)), ("ArrowRight", (2, 4)), ("ArrowDown", (3, 4))):
        page.keyboard.press(key)
        page.keyboard.press(" ")
        image[place] = 16
        assert_read(page, image.flatten())
    expect(page.locator(".pad")).to_have_attribute("aria-label", re.compile("row 4, column 5 holds 16 of 16"))
    page.locator("[name=on]").press("Enter")
    expect(page.locator("[name=t]")).to_be_focused()
    page.keyboard.press("7")
    expect(page.locator(".reach").first).to_contain_text("±")
    page.locator("[name=back]").press("Enter")
    expect(page.locator("digit-passage .says")).to_contain_text("Back to hidden layer 1")


@pytest.mark.parametrize("options", [PHONE, {"viewport": {"width": 1280, "height": 660}}])
def test_figure_answer_and_buttons_are_one_screen(options: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page(PATH + "#s=6&t=8", **options)
    page.locator("digit-passage.live").wait_for()
    page.wait_for_timeout(300)
    for part in (
        ".task",
        ".pad",
        ".says",
        "[name=on]",
        "[name=t]",
        "[name=clear]",
        "[name=image]",
        "[name=python]",
    ):
        assert_on_screen(page, f"digit-passage {part}")


def test_it_keeps_its_height_and_has_room_for_what_it_says(open_page: OpenPage) -> None:
    longest = (
        "The network reads a 3, with probability 0.9887. Right is 8: loss 19.1989. Back to hidden layer 2: "
    )
    longest += "neuron 17 has the largest error, −3.31e−4: more of it would lower the loss."
    for width in (320, 390, 800, 1280):
        page = passage(open_page, viewport={"width": width, "height": 800})
        heights = set()
        for state in ("s=0", "s=3", "s=4&t=8", "s=7&t=3"):
            go(page, f"#{state}")
            page.wait_for_timeout(100)
            heights.add(page.locator("digit-passage").evaluate("(e) => e.getBoundingClientRect().height"))
        assert len(heights) == 1, f"{width} pixels: {heights}"
        page.locator("digit-passage .says").evaluate("(e, text) => { e.textContent = text }", longest)
        for part in (".says", ".task"):
            over = page.locator(f"digit-passage {part}").evaluate("(e) => e.scrollHeight - e.clientHeight")
            assert over <= 1, f"{part} has no room at {width} pixels"
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_moves_when_it_loads(open_page: OpenPage) -> None:
    for options in (PHONE, DESKTOP):
        page = open_page(PATH, before=lambda page: page.add_init_script(SHIFTS), **options)
        scroll_to(page, "digit-passage")
        page.locator("digit-passage.live").wait_for()
        assert page.evaluate("shifts.reduce((sum, shift) => sum + shift, 0)") <= 0.01


def test_the_copied_code_prints_what_is_on_the_screen(open_page: OpenPage) -> None:
    page = passage(open_page, "#s=7&t=8", permissions=CLIPBOARD)
    page.locator("digit-passage .reach").first.filter(has_text="±").wait_for()
    page.locator("digit-passage [name=python]").click()
    expect(page.locator("digit-passage .note")).to_have_text("Copied.")
    code = page.evaluate("navigator.clipboard.readText()")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    printed = dict(line.split(" = ") for line in done.stdout.splitlines())
    says = page.locator("digit-passage .says").inner_text()
    assert f"reads a {printed['answer']}, with probability {printed['probability']}." in says
    assert f"loss {printed['xi']}." in says
    names = ("error_image", "error_hidden_1", "error_hidden_2", "error_output")
    assert [f"±{printed[name]}" for name in names] == page.locator(".reach").all_inner_texts()


def test_axe_finds_nothing_in_either_scheme(open_page: OpenPage) -> None:
    page = passage(open_page, "#s=7&t=8", reduced_motion="reduce", **PHONE)
    assert_no_violation(page, "digit-passage")
    assert_seen(page, "digit-passage")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    assert_seen(page, "digit-passage")


def test_on_paper_and_without_a_script_it_is_its_figure_and_it_works_from_a_file(
    open_page: OpenPage, site: Path
) -> None:
    page = passage(open_page)
    page.emulate_media(media="print")
    expect(page.locator("digit-passage figure img.figure-light")).to_be_visible()  # fetched only now
    assert not page.locator("digit-passage .scope").is_visible()
    page = open_page(PATH, java_script_enabled=False)
    assert page.locator("digit-passage figure img.figure-light").is_visible()
    page = open_page((site / PATH).as_uri())
    page.locator("digit-passage.live").wait_for()
    page.locator("digit-passage [name=clear]").click()
    assert_read(page, np.zeros(64))
