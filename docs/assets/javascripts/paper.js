// Paper can be neither opened nor clicked: while a page is printed, its folds stand at its end, and so do the addresses of its links.
{
  /** What puts a page back as it was. @type {(() => void)[]} */
  const undo = []
  const element = (name, text, parent) => {
    const made = document.createElement(name)
    made.textContent = text
    parent.append(made)
    return made
  }
  const part = (title) => {
    const made = element("section", "", document.querySelector("article"))
    made.className = "paper"
    element("h2", title, made)
    undo.push(() => made.remove())
    return made
  }

  const wordsOf = (fold) => fold.querySelector("summary").textContent.trim()
  const isSolution = (fold) => fold.matches(".success") || wordsOf(fold) === "Solution"

  /** What a fold is called where nothing stands above it: a solution has the name of its task. */
  const titleOf = (fold) => {
    let above = isSolution(fold) ? fold.previousElementSibling : null
    while (above && !above.matches("h2, h3, h4, p:has(> strong:first-child)")) above = above.previousElementSibling
    const name = above?.matches("p") ? above.firstElementChild : above?.firstChild
    return wordsOf(fold) + (name ? `: ${name.textContent}` : "")
  }

  const gather = (title, choose) => {
    const folds = [...document.querySelectorAll("article details")].filter(choose)
    if (!folds.length) return
    const section = part(title)
    for (const fold of folds) {
      const place = document.createComment("")
      const summary = fold.querySelector("summary")
      const words = summary.textContent
      const name = titleOf(fold)
      fold.replaceWith(place)
      section.append(fold)
      summary.textContent = name
      undo.push(() => {
        place.replaceWith(fold)
        summary.textContent = words
      })
    }
  }

  const list = () => {
    const base = document.querySelector("link[rel=canonical]")?.href ?? location.href
    const root = new URL(".", new URL(document.querySelector(".md-logo").getAttribute("href"), base)).href
    const here = /^(127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(root).hostname) // no address for another machine
    const numbers = new Map()
    for (const link of document.querySelectorAll("article a[href]:not(.headerlink, .md-button, .md-content__button, .take a)")) {
      const whole = new URL(link.getAttribute("href"), base).href
      const address = here && whole.startsWith(root) ? whole.slice(root.length) : whole
      if (link.getAttribute("href").startsWith("#")) continue
      if (!numbers.has(address)) numbers.set(address, numbers.size + 1)
      const mark = element("span", `[${numbers.get(address)}]`, link)
      mark.className = "paper-mark"
      undo.push(() => mark.remove())
    }
    if (!numbers.size) return
    const lines = element("ol", "", part("Addresses"))
    for (const address of numbers.keys()) element("li", address, lines)
  }

  addEventListener("beforeprint", () => {
    if (undo.length) return
    for (const fold of document.querySelectorAll("article details:not([open])")) {
      fold.open = true
      undo.push(() => (fold.open = false))
    }
    gather("Solutions", isSolution)
    gather("Code of the figures", (fold) => fold.matches(".fold:has(+ figure, + * > figure)"))
    list()
  })
  addEventListener("afterprint", () => {
    while (undo.length) undo.pop()()
  })
}
