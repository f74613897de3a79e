// What is far below when a page opens is laid out afterwards, a few blocks at a time, so that the page answers meanwhile.
{
  const LEFT = 5 // milliseconds that must be left for some more blocks: there are fewer than 16 while something moves
  const SOME = 2
  // Those that the style sheet hides, and no other: a figure reads each of its attributes.
  const far = [...document.querySelectorAll(".far .md-content__inner > :is(p:not(.code-source), .equation)")]
  const show = (/** @type {HTMLElement[]} */ blocks) => {
    for (const block of blocks) block.dataset.near = ""
  }
  const some = (/** @type {IdleDeadline} */ idle) => {
    while (far.length && idle.timeRemaining() > LEFT) {
      const blocks = far.splice(0, SOME)
      show(blocks)
      blocks[0].getBoundingClientRect() // now, so that the time is known
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
