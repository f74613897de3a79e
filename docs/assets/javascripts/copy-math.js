// Copying a selection yields the LaTeX of its formulas: browsers turn MathML into a jumble of letters.
document.addEventListener("copy", (event) => {
  const selection = getSelection()
  if (selection.isCollapsed || selection.rangeCount === 0) return
  const range = selection.getRangeAt(0).cloneRange()
  const formulaAt = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("math")
  const [first, last] = [formulaAt(range.startContainer), formulaAt(range.endContainer)]
  if (first) range.setStartBefore(first) // a formula of which a part is selected is copied whole
  if (last) range.setEndAfter(last)
  const copied = document.createElement("div")
  copied.append(range.cloneContents())
  const formulas = copied.querySelectorAll("math[data-latex]")
  if (formulas.length === 0) return
  for (const math of formulas) {
    const [open, close] = math.getAttribute("display") === "block" ? ["$$\n", "\n$$"] : ["$", "$"]
    math.replaceWith(open + math.dataset.latex + close)
  }
  copied.style.cssText = "position: fixed; left: -9999px; white-space: pre-wrap"
  document.body.append(copied) // only what is laid out has its line breaks in innerText
  event.clipboardData.setData("text/plain", copied.innerText.trim())
  copied.remove()
  event.preventDefault()
})
