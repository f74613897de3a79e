"""The reader chooses a scheme, by mouse or keyboard; it stays, and costs a page nothing when it opens."""

from playwright.sync_api import Page

from tests.site.reader import CHAPTERS, OpenPage

WATCH = """
window.changes = []
document.addEventListener("readystatechange", () => {
    const root = document.documentElement
    const watched = { attributes: true, attributeOldValue: true }
    const watch = new MutationObserver((all) => all.forEach(({ target, attributeName: name, oldValue }) => {
        if (target.getAttribute(name) !== oldValue) changes.push(`${name} was ${oldValue}`)
    }))
    watch.observe(root, watched)
    watch.observe(document.body, watched)
}, { once: true })
"""

NOTHING_KEPT = """
for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError") } })
"""


def told(page: Page) -> list[str | None]:
    """Return the scheme, and what the browser is told for its own parts."""
    metas = [page.locator(f"meta[name={name}]") for name in ("color-scheme", "theme-color")]
    contents = [meta.get_attribute("content") for meta in metas]
    return [page.evaluate("document.body.dataset.mdColorScheme"), *contents]


def test_no_attribute_that_styles_the_whole_page_changes_while_it_opens(open_page: OpenPage) -> None:
    for scheme, expected in {"light": "default", "dark": "slate"}.items():
        page = open_page(CHAPTERS[0], before=lambda page: page.add_init_script(WATCH), color_scheme=scheme)
        page.wait_for_load_state("networkidle")
        found = "changes.filter((change) => !change.startsWith('data-js-focus-visible'))"
        assert page.evaluate(found) == []
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'none')")
        assert page.evaluate(found) == [f"data-md-color-scheme was {expected}"]  # it is watched


def test_the_choice_is_made_by_keyboard_and_mouse_and_stays(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[0], color_scheme="light")
    assert told(page) == ["default", "light", "#fffefc"]
    dark, light = (page.locator(f"label[title='Switch to the {name} scheme']") for name in ("dark", "light"))
    assert [dark.is_visible(), light.is_visible()] == [True, False]
    page.get_by_role("radio", name="Switch to the dark scheme").focus()
    page.keyboard.press("Enter")
    assert told(page) == ["slate", "dark", "#1e2129"]
    assert [dark.is_visible(), light.is_visible()] == [False, True]
    assert page.evaluate("document.activeElement.ariaLabel") == "Switch to the light scheme"
    page.goto(page.url.replace(CHAPTERS[0], CHAPTERS[1]))
    assert told(page) == ["slate", "dark", "#1e2129"]
    assert [dark.is_visible(), light.is_visible()] == [False, True]
    light.click()
    assert told(page) == ["default", "light", "#fffefc"]
    page.reload()
    assert told(page) == ["default", "light", "#fffefc"]


def test_space_and_enter_switch_each_time(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[0], color_scheme="light")
    page.get_by_role("radio", name="Switch to the dark scheme").focus()
    for key, expected in [("Space", "slate"), ("Space", "default"), ("Enter", "slate"), ("Space", "default")]:
        page.keyboard.press(key)
        assert told(page)[0] == expected


def test_pages_that_are_open_follow_the_choice_and_until_then_the_system(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[0], color_scheme="light")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.emulate_media(color_scheme="light")
    page.wait_for_function("document.body.dataset.mdColorScheme === 'default'")
    dark, light = (page.locator(f"label[title='Switch to the {name} scheme']") for name in ("dark", "light"))
    page.goto(page.url.replace(CHAPTERS[0], CHAPTERS[1]))
    dark.click()
    page.go_back()
    assert told(page) == ["slate", "dark", "#1e2129"]
    light.click()  # the browser had put the button as it was: a click did nothing
    assert told(page) == ["default", "light", "#fffefc"]
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("label[title='Switch to the dark scheme']").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.evaluate("localStorage.setItem(`${__md_scope.pathname}.__palette`, '{')")
    page.reload()
    assert told(page)[0] == "default"


def test_a_browser_that_keeps_nothing_has_both_schemes(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[0], before=lambda page: page.add_init_script(NOTHING_KEPT), color_scheme="dark")
    assert told(page)[0] == "slate"
    page.locator("label[title='Switch to the light scheme']").click()
    assert told(page) == ["default", "light", "#fffefc"]


def test_without_scripts_no_scheme_is_offered(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[0], java_script_enabled=False)
    assert page.locator("label[for^=__palette]:visible").count() == 0
