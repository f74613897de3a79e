"""Finds the Chromium that prints the course and in which the site is tested."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

# Each new window would draw two pages for its address bar, which takes more time than a page of the site.
ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(ADDRESS_BAR)}",
]
NO_BROWSER = (
    "no Chromium found: install chromium or Google Chrome, or run `.venv/bin/playwright install chromium`"
)


def find_browser(playwright: Playwright) -> str | None:
    """Return the path of a Chromium, from the PATH or Playwright's own, or None."""
    light = ("chromium-headless-shell",)  # without windows, which nobody sees here
    names = (*light, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    found = [path for name in names if (path := shutil.which(name))]
    own = playwright.chromium.executable_path
    return next(iter(found), own if Path(own).exists() else None)
