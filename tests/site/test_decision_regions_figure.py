"""The figure of chapter 4, driven by mouse, finger and keyboard; its numbers are those of `chainrule`."""

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, TimeoutError, expect

from chainrule import vectorization as python
from tests.javascripts.test_decision_regions import (
    NEURONS,
    T,
    X,
    opening,
    samples,
    stable_loss,
    started,
)
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
    state_of,
)

PATH = "tutorial/4-vectorization.html"
NAME = "decision-regions"
SMALL: dict[str, Any] = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
RUN = "mu=0.02&lam=0.9&k=300"


def figure(open_page: OpenPage, state: str = "", **options: Any) -> Page:
    return live(open_page(PATH + state, **options), NAME)


def shown(page: Page) -> dict[str, float]:
    cells = page.locator("[data-value]").all()
    return {
        str(cell.get_attribute("data-value")): number(cell.inner_text().split(" of ")[0]) for cell in cells
    }


def assert_numbers(page: Page, **change: float) -> None:
    """Wait for the numbers of the chapter's run, changed in this."""
    state = opening(**change)
    moved, n = samples(state), int(state["i"]) - 1
    w, _ = python.train(moved, T, started(state), state["mu"], state["lam"], int(state["k"]))
    H = python.hidden_activations(moved, *w[:2])
    right = int(np.sum(python.nn_predict(moved, w) == T.argmax(axis=1)))
    numbers = {f"h{j + 1}": float(H[n, j]) for j in range(3)}
    wanted = {"xi": stable_loss(moved, w), "y": float(python.nn(moved, w)[n, 1]), **numbers}
    try:
        page.wait_for_function(ARRIVED, arg=wanted, timeout=5000)
    except TimeoutError:
        assert shown(page) == wanted
    expect(page.locator("[data-value=right]")).to_have_text(f"{right} of 100")


def moved_by(state: dict[str, float]) -> dict[str, float]:
    return {name: state.get(name, 0) for name in ("dx", "dy")}


def test_a_link_to_a_state_shows_the_numbers_of_python(open_page: OpenPage) -> None:
    page = figure(open_page, f"#{RUN}")
    assert_numbers(page)
    line = {"u2": 0.1, "v2": -0.2, "b2": 0.15}
    for state in (
        {"k": 0},
        {"k": 130, "i": 70},
        {"i": 1, "dx": -0.9, "mu": 0.01, "lam": 0.5, "k": 40},
        {**line, "size": 3, "k": 25},
    ):
        go(page, "#" + "&".join(f"{name}={value}" for name, value in state.items()))
        assert_numbers(page, **state)
    go(page, "#mu=3&lam=1&k=2000&dx=9")
    expect(page.locator(f"{NAME} .note")).to_have_text("Ignored: mu=3, lam=1, k=2000 and 1 more.")
    assert_numbers(page)


@pytest.mark.parametrize("options", [PHONE, DESKTOP, SMALL])
def test_all_of_it_is_on_one_screen(options: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page(PATH + f"#{RUN}", **options)
    page.locator(f"{NAME}.live").wait_for()
    page.wait_for_timeout(300)
    parts = ".task", ".plane", ".cube", ".says", ".values", ".steps", "[name=one]", "[name=mu]"
    for part in parts if options is SMALL else (*parts, "[name=preset]"):
        assert_on_screen(page, f"{NAME} {part}")
    assert page.evaluate("document.documentElement.scrollWidth") == options["viewport"]["width"]
    longest = (
        "After 1000 updates: loss 123.4567, 100 of 100 samples right. Sample 100, blue, is taken for blue. "
    )
    longest += "Each output is close to one half. The cut misses the cube: every place gets one answer."
    page.locator(f"{NAME} .says").evaluate("(e, text) => { e.textContent = text }", longest)
    for part in (".says", ".task"):
        over = page.locator(f"{NAME} {part}").evaluate("(e) => e.scrollHeight - e.clientHeight")
        assert over <= 1, f"{part} has no room"


def test_the_mouse_takes_a_sample_moves_it_and_goes_back(open_page: OpenPage) -> None:
    page = figure(open_page, f"#{RUN}")
    x, y = place(page, *X[60])
    page.mouse.move(x + 2, y)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function("location.hash.includes('i=')")
    i = int(state_of(page)["i"])
    assert np.hypot(*(X[i - 1] - X[60])) < 0.05
    assert_numbers(page, i=i)
    page.mouse.down()
    page.mouse.move(x + 30, y - 30)
    page.mouse.move(x + 62, y - 40)
    page.mouse.up()
    page.wait_for_function("location.hash.includes('dx=')")
    state = state_of(page)
    assert_numbers(page, i=i, **moved_by(state))
    assert middle(page, f"{NAME} .handle") == pytest.approx((x + 60, y - 40), abs=4)
    page.go_back()
    assert_numbers(page, i=i)


def place(page: Page, x: float, y: float) -> tuple[float, float]:
    """Return where a point of the plane is on the screen, from its two ticks of each axis."""
    ticks = page.locator(f"{NAME} .plane .axes text").evaluate_all(
        """(all) => all.map((e) => { const box = e.getBoundingClientRect()
            return [e.textContent, box.x + box.width / 2, box.y + box.height / 2] })"""
    )
    low, _, high = ticks[:3]
    bottom, _, top = ticks[3:6]
    assert [each[0] for each in (low, high, bottom, top)] == ["−1", "1", "−1", "1"]
    across = (low[1] + high[1]) / 2 + x * (high[1] - low[1]) / 2
    return across + (1.5 if x else 0), (bottom[2] + top[2]) / 2 + y * (top[2] - bottom[2]) / 2


def test_a_finger_moves_sample_and_line_in_every_direction_and_the_page_stays(open_page: OpenPage) -> None:
    page = open_page(PATH + f"#{RUN}&i=70&k=40", **PHONE)
    page.locator(f"{NAME}.live").wait_for()
    page.wait_for_timeout(300)
    for start in ("i=70", "m=2&u2=0.1&v2=0&b2=0.001"):
        for across, down in DIRECTIONS:
            go(page, f"#mu=0.02&lam=0.9&k=40&{start}")
            page.wait_for_timeout(100)
            scrolled, before = page.evaluate("scrollY"), hash_of(page)
            x, y = middle(page, f"{NAME} .handle")
            finger(page, (x + 7, y - 5), (across * 0.8, down * 0.8))
            page.wait_for_function("(before) => location.hash.slice(1) !== before", arg=before)
            assert middle(page, f"{NAME} .handle") == pytest.approx((x + across * 0.8, y + down * 0.8), abs=2)
            assert page.evaluate("scrollY") == scrolled
            state = state_of(page)
            if "dx" in state or "dy" in state:
                assert np.sign(state.get("dx", 0)) == np.sign(across)
                assert np.sign(state.get("dy", 0)) == -np.sign(down)
            assert_numbers(page, **{name: value for name, value in state.items() if name != "m"})


def test_the_cube_turns_by_mouse_finger_and_keys_and_numbers_stay(open_page: OpenPage) -> None:
    page = figure(open_page, f"#{RUN}")
    cube = page.locator(f"{NAME} .cube")
    x, y = middle(page, f"{NAME} .cube")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y + 20)
    page.mouse.up()
    page.wait_for_function("location.hash.includes('turn=')")
    assert state_of(page)["turn"] == -90
    assert state_of(page)["tilt"] == 32
    cube.press("ArrowLeft")
    cube.press("Shift+ArrowDown")
    page.wait_for_function("location.hash.includes('turn=-85')")
    assert state_of(page)["tilt"] == 62
    assert "turned by -85 and tilted by 62" in str(cube.get_attribute("aria-label")).replace("−", "-")
    assert_numbers(page)
    expect(page.locator("[name=preset]")).to_have_value("the chapter’s run")
    page = open_page(PATH + f"#{RUN}", **PHONE)
    page.locator(f"{NAME}.live").wait_for()
    page.wait_for_timeout(300)
    finger(page, middle(page, f"{NAME} .cube"), (-50, 0))
    page.wait_for_function("location.hash.includes('turn=-3')")


def test_the_keyboard_alone_moves_steps_and_chooses(open_page: OpenPage) -> None:
    page = figure(open_page, f"#{RUN}")
    page.locator(f"{NAME} .handle").press("Shift+ArrowLeft")
    page.wait_for_function("location.hash.includes('dx=-0.')")
    assert_numbers(page, **moved_by(state_of(page)))
    page.locator("[name=i]").fill("70")
    assert_numbers(page, i=70)
    page.locator("[name=reset]").press("Enter")
    assert_numbers(page, i=70, k=0)
    page.locator("[name=one]").press("Enter")
    assert_numbers(page, i=70, k=1)
    page.locator("[name=m][value='0']").focus()
    page.keyboard.press("ArrowRight")
    page.locator(f"{NAME} .handle").press("ArrowUp")
    page.wait_for_function("location.hash.includes('u1=')")
    state = state_of(page)
    assert set(NEURONS[0]) <= set(state)
    assert_numbers(page, **{name: state[name] for name in (*NEURONS[0], "i", "k")})
    page.locator("[name=lam]").fill("1")
    expect(page.locator(f"{NAME} .note")).to_have_text("A number from 0 to 0.95.")
    page.locator("[name=lam]").fill("0.5")
    assert_numbers(page, **{name: state[name] for name in (*NEURONS[0], "i", "k")}, lam=0.5)


def test_each_situation_shows_what_it_is_for(open_page: OpenPage) -> None:
    page = figure(open_page, reduced_motion="reduce")
    says = page.locator(f"{NAME} .says")
    for name, state, words in (
        ("on the plateau", {"k": 100}, "Each output is close to one half"),
        ("without momentum", {"lam": 0}, "Each output is close to one half"),
        ("all parameters zero", {"size": 0}, "50 of 100 samples right"),
        ("a large start", {"size": 20}, "samples right"),
        ("a sample astray", {"dx": -0.9}, "Sample 1, red, is taken for blue"),
        ("the chapter’s run", {}, "loss 0.3808, 100 of 100 samples right"),
    ):
        page.locator("[name=preset]").select_option(name)
        assert_numbers(page, **state)
        expect(says).to_contain_text(words)
    page.locator("[name=reset]").click()
    page.locator("[name=run]").click()
    assert_numbers(page)
    page.locator("[name=preset]").select_option("a rate that is too high")
    expect(says).to_contain_text("The loss is above that of the start.")


def test_the_copied_code_prints_what_is_on_the_screen(open_page: OpenPage) -> None:
    page = figure(open_page, "#mu=0.02&lam=0.9&k=60&i=7&dx=0.4&u3=0.2&v3=0.1&b3=-0.1", permissions=CLIPBOARD)
    assert printed_by_its_copy(page, NAME) == list(shown(page).values())


def test_axe_finds_nothing_and_nothing_moves_when_it_loads(open_page: OpenPage) -> None:
    assert_still_and_accessible(open_page, PATH, NAME)


def test_on_paper_and_without_a_script_it_is_its_figure(open_page: OpenPage) -> None:
    assert_its_image_on_paper_and_without_a_script(open_page, PATH, NAME)
