// Copying a selection yields what an editor wants: formulas as LaTeX, as browsers turn MathML into a jumble of letters; lines of
// text as long as paragraphs, not as in the source; no marks. The rich form is kept, with its links whole.
{
  const MARKS = ".headerlink, .take, details.checked, .paper, [hidden], script, style"
  const SIGNS = {
    "·": "\\cdot ", "−": "-", "∂": "\\partial ", "∑": "\\sum ", "…": "\\dots ", "\u2061": "", "\u2062": "",
    α: "\\alpha ", δ: "\\delta ", μ: "\\mu ", ξ: "\\xi ", σ: "\\sigma ", φ: "\\varphi ", ϕ: "\\phi ",
  }
  const FORMS = {
    msub: (base, below) => `${base}_{${below}}`,
    msup: (base, above) => `${base}^{${above}}`,
    msubsup: (base, below, above) => `${base}_{${below}}^{${above}}`,
    mfrac: (above, below) => `\\frac{${above}}{${below}}`,
    msqrt: (...inner) => `\\sqrt{${inner.join("")}}`,
    mspace: () => " ",
  }
  /** The LaTeX of a formula that a figure has filled in; of those of the page the build has kept it. */
  const latexOf = (node) => {
    if (node.dataset?.latex) return node.dataset.latex
    if (node.children.length || node.localName in FORMS)
      return (FORMS[node.localName] ?? ((...inner) => inner.join("")))(...[...node.children].map(latexOf))
    const text = node.textContent.trim().normalize("NFKC") // an italic letter may be one of its own
    if (node.localName === "mi" && /^[a-z]{2,}$/.test(text)) return `\\${text} `
    return [...text].map((sign) => SIGNS[sign] ?? sign).join("")
  }

  /** The range, so that a formula of which a part is selected is copied whole. */
  const widened = (selected) => {
    const range = selected.cloneRange()
    const formulaAt = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("math")
    const [first, last] = [formulaAt(range.startContainer), formulaAt(range.endContainer)]
    if (first) range.setStartBefore(first)
    if (last) range.setEndAfter(last)
    return range
  }

  const replaceFormulas = (copied) => {
    for (const math of copied.querySelectorAll("math")) {
      const shown = math.getAttribute("display") === "block"
      const latex = document.createElement("span")
      latex.textContent = shown ? `$$\n${latexOf(math)}\n$$` : `$${latexOf(math)}$`
      latex.style.cssText = `white-space: pre; display: ${shown ? "block" : "inline"}`
      math.replaceWith(latex)
    }
  }

  document.addEventListener("copy", (event) => {
    const selection = getSelection()
    if (selection.isCollapsed || selection.rangeCount === 0) return
    const range = widened(selection.getRangeAt(0))
    const around = range.commonAncestorContainer
    const within = around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement
    if (!within.closest("article") && !within.querySelector("article")) return
    if (within.closest("pre, input, textarea")) return // as it stands
    const copied = document.createElement("div")
    copied.append(range.cloneContents())
    for (const mark of copied.querySelectorAll(MARKS)) mark.remove()
    for (const link of copied.querySelectorAll("a[href]")) link.setAttribute("href", link.href)
    event.clipboardData.setData("text/html", copied.innerHTML)
    replaceFormulas(copied)
    copied.className = "md-typeset"
    copied.style.cssText = "position: fixed; left: -99999px; width: 90000px"
    document.body.append(copied) // only what is laid out has its line breaks in innerText
    event.clipboardData.setData("text/plain", copied.innerText.replace(/\n{3,}/g, "\n\n").trim())
    copied.remove()
    event.preventDefault()
  })
}
