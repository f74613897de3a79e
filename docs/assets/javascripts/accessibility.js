// Material builds these parts in the browser, and leaves them without a role or out of the keyboard's reach.
const mend = () => {
  for (const bar of document.querySelectorAll(".md-code__nav:not([role])")) bar.setAttribute("role", "none")
  for (const box of document.querySelectorAll("pre > code, article table"))
    if (box.scrollWidth > box.clientWidth && box.tabIndex < 0) box.tabIndex = 0
}
mend()
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
addEventListener("resize", mend)
