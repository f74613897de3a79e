"""The figure of chapter 2, driven by mouse, finger and keyboard; its numbers are those of `chainrule`."""

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, TimeoutError, expect

from chainrule.classification import gradient, loss_surface, nn, nn_predict, train
from chainrule.datasets import overlapping_classes
from tests.site.figures import (
    assert_its_image_on_paper_and_without_a_script,
    assert_still_and_accessible,
    printed_by_its_copy,
)
from tests.site.reader import OpenPage
from tests.site.test_interactive import (
    ARRIVED,
    CLIPBOARD,
    DESKTOP,
    DIRECTIONS,
    PHONE,
    assert_on_screen,
    drag,
    finger,
    go,
    hash_of,
    live,
    middle,
    shown,
    state_of,
)

PATH = "tutorial/2-classification.html"
NAME = "class-boundary"
X, T = overlapping_classes()
SMALL: dict[str, Any] = {"viewport": {"width": 320, "height": 720}, "has_touch": True, "is_mobile": True}


def figure(open_page: OpenPage, state: str = "", **options: Any) -> Page:
    return live(open_page(PATH + state, **options), NAME)


def assert_numbers(page: Page, w1: float, w2: float, mu: float, k: int) -> None:
    w = train(X, T, np.array([w1, w2], dtype=float), mu, k)[-1]
    by = gradient(X, nn(X, w), T)
    xi = float(loss_surface(X, T, w[:1], w[1:]).item())
    wrong = int(np.sum(nn_predict(X, w) != T))
    named = {"w1": w[0], "w2": w[1], "by1": by[0], "by2": by[1]}
    wanted = {name: float(value) for name, value in named.items()} | {"xi": xi, "wrong": wrong}
    try:
        page.wait_for_function(ARRIVED, arg=wanted, timeout=5000)
    except TimeoutError:
        assert shown(page) == wanted


def test_a_link_to_a_state_shows_the_numbers_of_python(open_page: OpenPage) -> None:
    page = figure(open_page, "#w1=1.5&w2=-1&mu=0.5&k=3")
    assert_numbers(page, 1.5, -1, 0.5, 3)
    for w1, w2, mu, k in ((-4, -2, 2, 50), (0, 0, 2, 0), (12, -3, 20, 7)):
        go(page, f"#w1={w1}&w2={w2}&mu={mu}&k={k}")
        assert_numbers(page, w1, w2, mu, k)
    go(page, "#w1=99&mu=0&k=1.5")
    expect(page.locator(f"{NAME} .note")).to_have_text("Ignored: w1=99, mu=0, k=1.5.")
    assert_numbers(page, -4, -2, 2, 0)


@pytest.mark.parametrize("options", [PHONE, DESKTOP, SMALL])
def test_all_of_it_is_on_one_screen(options: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page(PATH + "#w1=-4&w2=-2&mu=2&k=3", **options)
    page.locator(f"{NAME}.live").wait_for()
    page.wait_for_timeout(300)
    for part in (".task", ".map", ".plane", ".says", ".values", "[name=one]", "[name=rate]", "[name=preset]"):
        assert_on_screen(page, f"{NAME} {part}")
    assert page.evaluate("document.documentElement.scrollWidth") == options["viewport"]["width"]
    longest = "After 200 updates: loss 123.4567, 40 of 40 samples wrong. Start and end are outside the map. "
    longest += "The steps are too long: the loss is above that of the start."
    page.locator(f"{NAME} .says").evaluate("(e, text) => { e.textContent = text }", longest)
    for part in (".says", ".task"):
        over = page.locator(f"{NAME} {part}").evaluate("(e) => e.scrollHeight - e.clientHeight")
        assert over <= 1, f"{part} has no room"
    for cell in page.locator(f"{NAME} .values div").all():
        name, value = (cell.locator(part).evaluate(INK) for part in ("dt", "dd"))
        assert name["right"] <= value["left"], f"{cell.inner_text()} overlap"


INK = """(element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return range.getBoundingClientRect()
}"""  # where the text itself is, not its box


def test_the_mouse_drags_and_history_goes_back(open_page: OpenPage) -> None:
    page = figure(open_page)
    drag(page, (70, -60))
    page.wait_for_function("location.hash.includes('w1=')")
    state = state_of(page)
    assert state["w1"] > -4
    assert state["w2"] > -2
    assert_numbers(page, state["w1"], state["w2"], 2, 0)
    page.go_back()
    assert_numbers(page, -4, -2, 2, 0)
    assert hash_of(page) == ""


def test_a_finger_drags_in_every_direction_and_the_page_stays(open_page: OpenPage) -> None:
    page = open_page(PATH + "#w1=0&w2=0.5&mu=2&k=0", **PHONE)
    page.locator(f"{NAME}.live").wait_for()
    page.wait_for_timeout(300)
    for across, down in DIRECTIONS:
        go(page, "#w1=0&w2=0.5&mu=2&k=0")
        assert_numbers(page, 0, 0.5, 2, 0)
        scrolled = page.evaluate("scrollY")
        x, y = middle(page, ".handle")
        finger(page, (x + 9, y - 7), (across * 0.8, down * 0.8))
        page.wait_for_function("!location.hash.includes('w1=0&w2=0.5&')")
        assert middle(page, ".handle") == pytest.approx((x + across * 0.8, y + down * 0.8), abs=1.5)
        state = state_of(page)
        assert_numbers(page, state["w1"], state["w2"], 2, 0)
        assert np.sign(round(state["w1"], 1)) == np.sign(across)
        assert np.sign(round(state["w2"] - 0.5, 1)) == -np.sign(down)
        assert page.evaluate("scrollY") == scrolled


def test_the_keyboard_alone_moves_steps_and_chooses(open_page: OpenPage) -> None:
    page = figure(open_page)
    page.locator(".handle").press("ArrowUp")
    assert_numbers(page, -4, -1.95, 2, 0)
    page.locator(".handle").press("Shift+ArrowRight")
    assert_numbers(page, -3.5, -1.95, 2, 0)
    page.locator("[name=one]").press("Enter")
    assert_numbers(page, -3.5, -1.95, 2, 1)
    page.locator("[name=mu]").fill("0.5")
    assert_numbers(page, -3.5, -1.95, 0.5, 1)
    page.locator("[name=w1]").fill("21")
    expect(page.locator(f"{NAME} .note")).to_have_text("A number from −20 to 20.")
    page.locator("[name=w1]").fill("1")
    assert_numbers(page, 1, -1.95, 0.5, 1)
    page.locator("[name=reset]").press("Enter")
    assert_numbers(page, 1, -1.95, 0.5, 0)


def test_each_situation_shows_what_it_is_for(open_page: OpenPage) -> None:
    page = figure(open_page, reduced_motion="reduce")
    says = page.locator(f"{NAME} .says")
    for name, state, words in (
        ("the chapter’s run", (-4, -2, 2, 10), "No line through zero has fewer on the wrong side"),
        ("no weights at all", (0, 0, 2, 0), "With both weights zero there is no boundary"),
        ("a rate that leaps", (-4, -2, 20, 10), "loss 0.3824, 6 of 40 samples wrong"),
        ("the start of the page", (-4, -2, 2, 0), "34 of 40 samples wrong"),
    ):
        page.locator("[name=preset]").select_option(name)
        assert_numbers(page, *state)
        expect(says).to_contain_text(words)
    page.locator("[name=run]").click()
    assert_numbers(page, -4, -2, 2, 10)
    go(page, "#w1=8&w2=-2&mu=2&k=0")
    expect(says).to_contain_text("The start is outside the map.")
    expect(page.locator(".handle")).to_have_class("handle outside")


def test_the_copied_code_prints_what_is_on_the_screen(open_page: OpenPage) -> None:
    page = figure(open_page, "#w1=-1.2&w2=3&mu=0.7&k=9", permissions=CLIPBOARD)
    assert printed_by_its_copy(page, NAME) == list(shown(page).values())


def test_axe_finds_nothing_and_nothing_moves_when_it_loads(open_page: OpenPage) -> None:
    assert_still_and_accessible(open_page, PATH, NAME)


def test_on_paper_and_without_a_script_it_is_its_figure(open_page: OpenPage) -> None:
    assert_its_image_on_paper_and_without_a_script(open_page, PATH, NAME)
