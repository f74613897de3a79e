"""The figure of chapter 1, driven by mouse, finger and keyboard; its numbers are those of `chainrule`."""

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, TimeoutError, expect

from chainrule.datasets import noisy_line
from chainrule.gradient_descent import gradient, loss, nn, train
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
    finger,
    go,
    hash_of,
    live,
    middle,
    number,
    shown,
    state_of,
)

PATH = "tutorial/1-gradient-descent.html"
X, T, STARTS = noisy_line()
LINE, POINT = ".fit .handle", ".parabola .handle"
SMALL: dict[str, Any] = {"viewport": {"width": 320, "height": 664}, "has_touch": True, "is_mobile": True}


def figure(open_page: OpenPage, state: str = "", **options: Any) -> Page:
    return live(open_page(PATH + state, **options), "line-fit")


def expected(start: float, mu: float, k: int) -> dict[str, float]:
    w = float(train(X, T, start, mu, k)[-1])
    y = nn(X, w)
    by = float(np.mean(gradient(X, y, T)))
    return {"w": w, "xi": float(loss(y, T)), "by": by, "step": -mu * by}


def assert_numbers(page: Page, start: float, mu: float, k: int) -> None:
    wanted = expected(start, mu, k)
    try:
        page.wait_for_function(ARRIVED, arg=wanted, timeout=5000)
    except TimeoutError:
        assert shown(page) == wanted


def test_a_link_to_a_state_shows_the_numbers_of_python(open_page: OpenPage) -> None:
    page = figure(open_page, "#w=0.5&mu=0.3&k=7")
    assert_numbers(page, 0.5, 0.3, 7)
    for w, mu, k in ((1.4, 0.9, 0), (float(STARTS[0]), 2.5, 8), (3.9, 1, 50)):
        go(page, f"#w={w}&mu={mu}&k={k}")
        assert_numbers(page, w, mu, k)
    go(page, "#w=1&mu=0&k=99")
    expect(page.locator("line-fit .note")).to_have_text("Ignored: mu=0, k=99.")
    assert_numbers(page, 1.0, 0.9, 0)


@pytest.mark.parametrize("options", [PHONE, DESKTOP, SMALL])
def test_all_of_it_is_on_one_screen(options: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page(PATH + "#w=1.4&mu=0.9&k=2", **options)
    page.locator("line-fit.live").wait_for()
    page.wait_for_timeout(300)
    for part in (
        ".task",
        ".fit",
        ".parabola",
        ".says",
        ".values",
        "[name=one]",
        "[name=rate]",
        "[name=preset]",
    ):
        assert_on_screen(page, f"line-fit {part}")
    assert page.evaluate("document.documentElement.scrollWidth") == options["viewport"]["width"]
    said = page.locator("line-fit .says")
    go(page, "#w=0.138&mu=3&k=11")  # the longest text
    expect(said).to_contain_text("outside the picture")
    assert said.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")


def test_line_and_point_are_dragged_by_the_mouse(open_page: OpenPage) -> None:
    page = figure(open_page, "#w=0.138&mu=0.9&k=1")
    for handle, by in ((LINE, (0.0, -30.0)), (POINT, (70.0, 0.0))):
        before = hash_of(page)
        x, y = middle(page, handle)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + by[0] / 2, y + by[1] / 2)
        page.mouse.move(x + by[0], y + by[1])
        page.mouse.up()
        page.wait_for_function("(old) => location.hash.slice(1) !== old", arg=before)
        state = state_of(page)
        assert state["k"] == 0
        assert_numbers(page, state["w"], 0.9, 0)
        assert middle(page, handle)[by[0] == 0] == pytest.approx((x + by[0], y + by[1])[by[0] == 0], abs=3)


def test_a_finger_drags_in_every_direction_and_the_page_stays(open_page: OpenPage) -> None:
    page = open_page(PATH + "#w=1.4&mu=0.9&k=0", **PHONE)
    page.locator("line-fit.live").wait_for()
    page.wait_for_timeout(300)
    for across, down in DIRECTIONS:
        go(page, "#w=1.4&mu=0.9&k=0")
        assert_numbers(page, 1.4, 0.9, 0)
        scrolled = page.evaluate("scrollY")
        x, y = middle(page, POINT if across else LINE)
        finger(page, (x + 5, y - 5), (across * 0.6, down * 0.6))
        page.wait_for_function("!location.hash.includes('w=1.4&')")
        state = state_of(page)
        assert_numbers(page, state["w"], 0.9, 0)
        assert np.sign(state["w"] - 1.4) == (np.sign(across) or -np.sign(down))
        assert page.evaluate("scrollY") == scrolled


def test_the_keyboard_alone_turns_steps_and_goes_back(open_page: OpenPage) -> None:
    page = figure(open_page)
    page.locator(LINE).press("ArrowUp")
    assert_numbers(page, 1.45, 0.9, 0)
    page.locator(POINT).press("Shift+ArrowLeft")
    assert_numbers(page, 0.95, 0.9, 0)
    page.locator("[name=one]").press("Enter")
    assert_numbers(page, 0.95, 0.9, 1)
    page.locator("[name=mu]").fill("2.5")
    assert_numbers(page, 0.95, 2.5, 1)
    page.locator("[name=mu]").fill("-1")
    expect(page.locator("line-fit .note")).to_have_text("A number from 0.01 to 100.")
    page.locator("[name=reset]").press("Enter")
    assert_numbers(page, 0.95, 2.5, 0)
    page.wait_for_function("location.hash.includes('mu=2.5')")
    page.go_back()
    assert_numbers(page, 1.4, 0.9, 0)


def test_each_situation_runs_as_the_chapter_does(open_page: OpenPage) -> None:
    page = figure(open_page, reduced_motion="reduce")
    first = float(STARTS[0])
    for name, state, words in (
        ("the chapter’s four updates", (first, 0.9, 4), "by 0.363: it lands nearer"),
        ("a small rate", (first, 0.1, 10), "by 0.929: it lands nearer"),
        ("a rate that leaps across", (first, 2.5, 8), "by −0.769: it lands nearer, on the other side"),
        ("a rate that climbs", (first, 3.0, 8), "by −1.122: it lands farther away, on the other side"),
    ):
        page.locator("[name=preset]").select_option(name)
        assert_numbers(page, *state)
        expect(page.locator("line-fit .says")).to_contain_text(words)
    page.locator("[name=reset]").click()
    expect(page.locator("[name=preset]")).to_have_value("")
    page.locator("[name=run]").click()
    assert_numbers(page, first, 3.0, 10)


def test_the_best_of_the_reader_is_kept_beside_the_lowest_loss(open_page: OpenPage) -> None:
    page = figure(open_page, "#w=2.08&mu=0.9&k=0")
    task = page.locator("line-fit .task")
    expect(task).to_contain_text("Lowest: 0.0420.")
    best = number(page.locator("[data-value=xi]").inner_text())
    page.locator(LINE).press("Shift+ArrowDown")
    expect(task).to_contain_text(f"Your best: {best:.4f}.")


def test_the_copied_code_prints_what_is_on_the_screen(open_page: OpenPage) -> None:
    page = figure(open_page, "#w=0.5&mu=0.3&k=7", permissions=CLIPBOARD)
    assert printed_by_its_copy(page, "line-fit") == list(shown(page).values())


def test_axe_finds_nothing_and_nothing_moves_when_it_loads(open_page: OpenPage) -> None:
    assert_still_and_accessible(open_page, PATH, "line-fit")


def test_on_paper_and_without_a_script_it_is_its_figure(open_page: OpenPage) -> None:
    assert_its_image_on_paper_and_without_a_script(open_page, PATH, "line-fit")
