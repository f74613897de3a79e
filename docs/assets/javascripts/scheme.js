// The scheme is the reader's choice, at first the system's; it is there before anything is painted. The part of Material
// that sets it when a page is there lays out the whole page several times: `main.html` takes it out.
{
  // As Material leaves it: to change it later styles the page anew. A page that is opened at its top needs no more at first.
  const [{ type }] = performance.getEntriesByType("navigation")
  const far = type === "navigate" && !location.hash && window.requestIdleCallback ? " far" : ""
  document.documentElement.className = `js js-focus-visible${far}`

  const put = (scheme) => {
    document.body.setAttribute("data-md-color-scheme", scheme)
    const style = getComputedStyle(document.body)
    const told = { "color-scheme": style.colorScheme, "theme-color": style.getPropertyValue("--md-primary-fg-color") }
    for (const [name, content] of Object.entries(told)) {
      document.querySelector(`meta[name=${name}]`)?.remove()
      document.head.append(Object.assign(document.createElement("meta"), { name, content }))
    }
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default"
  put(__md_get("__palette")?.color?.scheme ?? system)

  const inputs = document.getElementsByName("__palette")
  document.addEventListener("DOMContentLoaded", () => {
    for (const input of inputs) input.checked = input.dataset.mdColorScheme === document.body.dataset.mdColorScheme
  })
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "__palette") return
    const scheme = target.dataset.mdColorScheme
    document.body.setAttribute("data-md-color-switching", "") // no colour fades
    put(scheme)
    __md_set("__palette", { color: { scheme } })
    setTimeout(() => document.body.removeAttribute("data-md-color-switching"))
  })
  document.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Enter" || target.name !== "__palette") return
    const other = [...inputs].find((input) => !input.checked)
    other.click()
    other.focus()
  })
}
