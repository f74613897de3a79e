// What the keyboard reaches.
{
  // A box is looked at when it has been laid out: to ask for its size at once would lay out the whole page.
  const boxes = new ResizeObserver((entries) => {
    for (const { target } of entries)
      if (target.scrollWidth > target.clientWidth && target.tabIndex < 0) target.tabIndex = 0
  })
  for (const box of document.querySelectorAll("pre > code, article table")) boxes.observe(box)

  // The marks of checked equations are one stop of the tab key, not one each: from one to the next lead the arrows.
  const marks = [...document.querySelectorAll("details.checked > summary")]
  const stop = (chosen) => {
    for (const mark of marks) mark.tabIndex = mark === chosen ? 0 : -1
  }
  stop(marks[0])
  for (const [place, mark] of marks.entries()) {
    mark.addEventListener("focus", () => stop(mark))
    mark.addEventListener("keydown", (event) => {
      const next = marks[place + { ArrowDown: 1, ArrowUp: -1 }[event.key]]
      if (!next) return
      event.preventDefault()
      next.focus()
    })
  }
}
