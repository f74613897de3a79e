"""What a learner types, and the section that then comes first; and that nothing is fetched before."""

from pathlib import Path
from types import ModuleType

from playwright.sync_api import Page

from tests.site.reader import OpenPage, found_by_search, load_hook

HOOK: ModuleType = load_hook("search")

# Where two sections are as good, either may come first.
ONE = "tutorial/1-gradient-descent.html"
TWO = "tutorial/2-classification.html"
THREE = "tutorial/3-backpropagation.html"
FOUR = "tutorial/4-vectorization.html"
FIVE = "tutorial/5-many-layers.html"
CHECKS = {f"{THREE}#check-the-gradients-before-you-trust-them", f"{FOUR}#check-all-gradients-at-once"}
LEARNING = {f"{THREE}#know-where-learning-nearly-stops", f"{THREE}#turn-the-learning-rate-down-and-up"}
FIRST = {
    "delta": {f"{FOUR}#go-backward", f"{FOUR}#back-through-the-weights"},
    "z_h": {f"{THREE}#build-a-network-that-can", f"{THREE}#through-the-bump-to-the-weight"},
    "zh": {f"{THREE}#build-a-network-that-can", f"{THREE}#through-the-bump-to-the-weight"},
    "sigmoid": {f"{TWO}#turn-a-line-into-a-probability"},
    "backprop_update": {f"{THREE}#step-downhill-and-train"},
    "gradient": {f"{TWO}#derive-the-gradient", f"{ONE}#derive-the-gradient-by-hand"},
    "learning rate too large": {f"{THREE}#turn-the-learning-rate-down-and-up"},
    "why does the network not learn": LEARNING,
    "chain rule": {f"{FIVE}#let-the-chain-rule-run-by-itself", f"{THREE}#one-idea-rates-multiply"},
    "momentum": {f"{FOUR}#walk-with-momentum"},
    "overflow log of zero": {f"{THREE}#numbers-that-break"},
    "gradient check": CHECKS,
    "numerical gradient": CHECKS,
    "how to install": {"index.html#install-it-or-take-it-with-you"},
    "mini batches": {f"{FIVE}#take-small-steps-often"},
    "early stopping": {f"{FIVE}#take-small-steps-often"},
    "softmax": {f"{FOUR}#go-forward"},
    "rbf": {f"{THREE}#build-a-network-that-can"},
    "vanishing gradient": {f"{FIVE}#what-goes-wrong-in-a-deep-network"},
    "bias": {f"{THREE}#the-output-bias"},
    "sum or mean": {f"{TWO}#say-whether-it-is-a-sum-or-a-mean"},
    "autodiff": {f"{FIVE}#let-the-chain-rule-run-by-itself"},
    "cross entropy": {f"{TWO}#measure-the-surprise"},
    "loss function": {f"{ONE}#measure-how-bad-it-is"},
    "mean squared error": {f"{ONE}#measure-how-bad-it-is"},
    "sum over paths": {f"{FOUR}#add-up-the-paths"},
    "finite differences": CHECKS,
    "epoch": {f"{FIVE}#take-small-steps-often"},
    "stochastic gradient descent": {f"{FIVE}#take-small-steps-often"},
    "overfitting": {f"{FIVE}#take-small-steps-often"},
    "initial weights": {f"{FOUR}#walk-with-momentum", f"{FIVE}#what-goes-wrong-in-a-deep-network"},
    "computational graph": {f"{FIVE}#let-the-chain-rule-run-by-itself"},
    "linear regression": {ONE},
    "saturation": {f"{THREE}#know-where-learning-nearly-stops"},
    "dead neuron": {f"{THREE}#know-where-learning-nearly-stops"},
    "xor": {f"{TWO}#prove-that-no-line-can-help"},
    "license": {"index.html#licence"},
    "offline": {"index.html#install-it-or-take-it-with-you"},
    "step size too big": {
        f"{THREE}#turn-the-learning-rate-down-and-up",
        f"{ONE}#find-out-how-long-a-step-may-be",
    },
    "what does the curly d mean": {f"{THREE}#go-backward-carry-the-error-home"},
    "how to test my gradient": CHECKS,
    "log loss": {f"{TWO}#measure-the-surprise"},
    "why not mse for classification": {f"{TWO}#see-why-squares-would-be-worse"},
    "linearly separable": {f"{TWO}#prove-that-no-line-can-help"},
    "network stuck": LEARNING,
    "gradient is zero": LEARNING,
    "run in jupyter": {"index.html#install-it-or-take-it-with-you"},
    "δ_o": {f"{FOUR}#at-the-output-one-subtraction-again", f"{FOUR}#back-through-the-weights"},
}


def found(page: Page, query: str) -> list[str]:
    """Return where the results lead, the first one first."""
    page.locator(".md-search-result__list").evaluate("(list) => { list.innerHTML = '' }")
    page.locator("input.md-search__input").fill(query)
    page.keyboard.press("Shift")
    page.locator(".md-search-result__link").first.wait_for()
    links = "(links) => links.map(({ href }) => new URL(href)).map((to) => to.pathname.slice(1) + to.hash)"
    return list(page.locator(".md-search-result__link").evaluate_all(links))


def test_each_query_leads_first_to_the_section_that_a_learner_wants(open_page: OpenPage) -> None:
    assert len(FIRST) >= 20
    page = open_page("index.html")
    page.locator("input.md-search__input").click()
    results = {query: found(page, query)[:3] for query in FIRST}
    wrong = {query: firsts for query, firsts in results.items() if firsts[0] not in FIRST[query]}
    assert not wrong


def test_sections_are_fetched_when_the_search_is_opened(open_page: OpenPage, wire: dict[str, int]) -> None:
    page = open_page("index.html")
    page.wait_for_load_state("networkidle")
    early = [path for path in wire if "workers/" in path or path.endswith("sections.js")]
    assert not early
    assert wire["/search/search_index.json"] < 600
    with page.expect_response("**/search/sections.js"):
        page.keyboard.press("/")


def test_an_unknown_word_finds_nothing_and_a_known_one_still_does(open_page: OpenPage) -> None:
    page = open_page("index.html")
    page.locator("input.md-search__input").click()
    page.keyboard.type("qwertzuiop")
    page.locator(".md-search-result__meta", has_text="No matching").wait_for()
    assert found(page, "momentum")


def test_a_section_is_found_by_what_its_code_defines_and_its_formulas_name() -> None:
    code = '<h1 id="top">Top</h1>a<h2 id="one">One</h2><pre><span>wh</span> = f(x)  # bare</pre>'
    formula = r'<h2 id="two">Two</h2><math data-latex="\delta_{hi} = x_i \mathbf{w}_h"></math>'
    found = {anchor: set(HOOK.names(html)) for anchor, html in HOOK.sections(code + formula)}
    assert found["one"] == {"wh"}
    assert {"delta", "delta_h", "deltah", "w_h", "wh", "x_i"} <= found["two"]
    assert found[""] == set()


def test_a_section_is_found_by_the_terms_that_it_sets_apart() -> None:
    html = "<p>Its name is <em>cross-entropy</em>, and <strong>a whole sentence. It</strong> is none.</p>"
    assert set(HOOK.names(html)) == {"cross", "entropy"}


def test_the_index_holds_the_names_but_no_result_shows_them(site: Path) -> None:
    section = next(
        each for each in found_by_search(site) if each["location"].endswith("#through-the-bump-to-the-weight")
    )
    assert "delta_h" in section["text"].partition("<span hidden>")[2]
    assert "delta_h" not in section["text"].partition("<span hidden>")[0]
