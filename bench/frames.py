"""How long the frames of the interactive figures take, on a processor slowed down four times.

Run `python -m bench.frames [SITE]` with the folder of a built site (default: site). It prints, for each
gesture, the 50th, 95th and 99th percentile of the time from frame to frame in milliseconds, and what a frame
costs the main thread in script, style, layout and all. The numbers mean something on a machine at rest.
"""

import statistics
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from math import cos, pi, sin

from playwright.sync_api import CDPSession, Page, sync_playwright

from tools.browser import FLAGS, find_browser

SLOWER = 4
MOVES = 150
PATH = "tutorial/3-backpropagation.html"
PHONE = {"viewport": {"width": 390, "height": 664}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
FRAMES = """() => {
    window.frames_ = []
    let last = 0
    const tick = (now) => {
        if (last) frames_.push(now - last)
        last = now
        window.ticking = requestAnimationFrame(tick)
    }
    window.ticking = requestAnimationFrame(tick)
}"""
NEXT_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
COSTS = {
    "ScriptDuration": "script",
    "RecalcStyleDuration": "style",
    "LayoutDuration": "layout",
    "TaskDuration": "all",
}


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def centre(page: Page, selector: str) -> tuple[float, float]:
    """Return the middle of the element on the screen."""
    box = page.locator(selector).first.bounding_box()
    assert box, f"{selector} is not on the screen"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def circle(page: Page) -> Iterator[tuple[float, float]]:
    """Yield the places of a drag that goes round on the map."""
    x, y = centre(page, "svg.map, .map svg")
    box = page.locator("svg.map, .map svg").first.bounding_box()
    assert box
    for n in range(MOVES):
        angle = 2 * pi * n / 50
        yield x + 0.3 * box["width"] * cos(angle), y + 0.3 * box["height"] * sin(angle)


def drag_by_mouse(page: Page, _: CDPSession) -> None:
    """Drag the start round the map with the mouse."""
    page.mouse.move(*centre(page, ".handle"))
    page.mouse.down()
    for place in circle(page):
        page.mouse.move(*place)
    page.mouse.up()


def drag_by_finger(page: Page, devtools: CDPSession) -> None:
    """Drag the start round the map with a finger."""

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", centre(page, ".handle"))
    for place in circle(page):
        touch("touchMove", place)
    touch("touchEnd")


def choose_samples(page: Page, _: CDPSession) -> None:
    """Choose one sample of the microscope after the other, by the keyboard."""
    page.locator("network-microscope select").focus()
    for n in range(60):
        page.keyboard.press("ArrowDown" if n % 60 < 30 else "ArrowUp")
        page.evaluate(NEXT_FRAMES)


def measure(page: Page, devtools: CDPSession, gesture: Callable[[Page, CDPSession], None]) -> str:
    """Return a row of numbers for the gesture."""
    devtools.send("Performance.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(NEXT_FRAMES)
    before = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    page.evaluate(FRAMES)
    gesture(page, devtools)
    frames = page.evaluate("() => { cancelAnimationFrame(ticking); return frames_ }")
    after = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    cut = statistics.quantiles(frames, n=100)
    costs = [f"{1000 * (after[name] - before[name]) / len(frames):7.1f}" for name in COSTS]
    return f"{cut[49]:6.0f} {cut[94]:6.0f} {cut[98]:6.0f} {len(frames):7d}  " + " ".join(costs)


def main(folder: str) -> None:
    """Measure each gesture on a page of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    runs = [(f"drag, K = {k}", f"#w=2.3&b=1.4&mu=2&k={k}&step=4", "loss-surface") for k in (50, 1000)]
    print(f"{'':34}   p50    p95    p99  frames   " + " ".join(f"{name:>7}" for name in COSTS.values()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(playwright), args=FLAGS)
        for name, options, drag in (("mouse", DESKTOP, drag_by_mouse), ("finger", PHONE, drag_by_finger)):
            choose = ("choose a sample", "#w=2.3&b=1.4&mu=2&k=20&step=4&i=3&s=10", "network-microscope")
            for label, state, element in (*runs, choose):
                context = browser.new_context(**options)
                page = context.new_page()
                page.goto(f"http://127.0.0.1:{server.server_port}/{PATH}{state}")
                page.locator(element).scroll_into_view_if_needed()
                page.locator(f"{element}.live").wait_for()
                page.locator(f"{element} svg").first.scroll_into_view_if_needed()
                page.wait_for_timeout(1500)
                gesture = choose_samples if element == "network-microscope" else drag
                row = measure(page, context.new_cdp_session(page), gesture)
                print(f"{label + ', ' + name:34} {row}", flush=True)
                context.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "site")
