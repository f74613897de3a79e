// What is far below when a page opens is laid out afterwards, a few blocks at a time, so that the page answers meanwhile.
{
  const LEFT = 5 // milliseconds that must be left for one more block: there are fewer than 16 while something moves
  const AT_ONCE = 8 // milliseconds for blocks, after which comes what else waits, though the browser may offer 50
  // Those that the style sheet hides, and no other: a figure reads each of its attributes.
  const FAR = ".far .md-content__inner > :is(p:not(.code-source), .equation, .highlight)"
  const far = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(FAR)])
  const show = (/** @type {HTMLElement[]} */ blocks) => {
    for (const block of blocks) block.dataset.near = ""
  }
  const some = (/** @type {IdleDeadline} */ idle) => {
    const end = performance.now() + AT_ONCE
    while (far.length && idle.timeRemaining() > LEFT && performance.now() < end) {
      const [block] = far.splice(0, 1)
      show([block])
      block.getBoundingClientRect() // now, so that the time is known
    }
    if (far.length) requestIdleCallback(some)
  }
  // Who goes far at once goes to where that will be.
  const all = () => show(far.splice(0))
  document.addEventListener("keydown", ({ key }) => key === "End" && all())
  document.addEventListener("click", ({ target }) => target.closest?.("a[href^='#']") && all(), { capture: true })
  if (far.length) addEventListener("load", () => requestIdleCallback(some))
  // The font that only formulas far below need would come when they are on the screen, and move them.
  if (far.length && document.querySelector("math")) document.fonts.load("1em 'STIX Two Math'")
}
