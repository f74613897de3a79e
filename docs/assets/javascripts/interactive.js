// Loads the interactive figures when the reader comes near one; until then, and without, each is a figure or a table.
{
  /** The script and the style of a chapter's figures, and the elements that they enliven. @type {Record<string, string[]>} */
  const FIGURES = {
    "gradient-descent": ["line-fit"],
    classification: ["class-boundary"],
    backpropagation: ["loss-surface", "network-microscope"],
    vectorization: ["decision-regions"],
    "many-layers": ["digit-passage"],
  }
  const folder = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, "")

  // The style comes first: an element must not change its looks when it is there.
  const load = (/** @type {string} */ chapter) => {
    const link = document.createElement("link")
    const onload = () => document.head.append(Object.assign(document.createElement("script"), { src: `${folder}${chapter}.js` }))
    Object.assign(link, { rel: "stylesheet", href: `${folder}${chapter}.css`, onload })
    document.head.append(link)
  }

  for (const [chapter, names] of Object.entries(FIGURES)) {
    const elements = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(names.join()))
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        near.disconnect()
        for (const element of elements) element.classList.add("waits")
        load(chapter)
      },
      { rootMargin: "800px" },
    )
    for (const element of elements) near.observe(element)
  }

  // An address that holds a state, as in `#w=2.3&b=1.4`, is that of the figure: of the second, if it names its station.
  const go = (/** @type {string} */ hash) => {
    if (!hash.includes("=")) return
    const figures = document.querySelectorAll(Object.values(FIGURES).flat().join())
    const named = /[#&][is]=/.test(hash) && [...figures].find((figure) => figure.localName === "network-microscope")
    const figure = named || figures[0]
    if (!figure) return
    // What stands above it may still grow while the page loads: it is held in view until the reader does something.
    const away = () => Math.abs(figure.getBoundingClientRect().top - parseFloat(getComputedStyle(figure).scrollMarginTop))
    const hold = new ResizeObserver(() => away() > 2 && figure.scrollIntoView({ behavior: "instant" }))
    hold.observe(document.body)
    for (const done of ["wheel", "pointerdown", "keydown"]) addEventListener(done, () => hold.disconnect(), { once: true, passive: true })
  }
  // To ask where the page is scrolled lays it out, which only such an address is worth.
  if (location.hash.includes("=") && scrollY === 0) go(location.hash)
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a")
    if (link?.href.split("#")[0] === location.href.split("#")[0]) setTimeout(() => go(link.hash))
  })
}
