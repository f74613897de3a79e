// The scheme is the reader's choice, at first the system's; it is there before anything is painted. The part of Material
// that sets it when a page is there lays out the whole page several times: `main.html` takes it out.
{
  // As Material leaves it: to change it later styles the page anew. A page that is opened at its top needs no more at first.
  const type = performance.getEntriesByType("navigation")[0]?.type
  const far = type === "navigate" && !location.hash && window.requestIdleCallback ? " far" : ""
  document.documentElement.className = `js js-focus-visible${far}`

  // Where a browser keeps nothing for a site, to ask for it is an error, for Material's script too.
  const careful = (ask) => (...given) => {
    try {
      return ask(...given)
    } catch {
      return null
    }
  }
  __md_get = careful(__md_get)
  __md_set = careful(__md_set)

  const put = (scheme) => {
    document.body.setAttribute("data-md-color-scheme", scheme)
    const style = getComputedStyle(document.body)
    const told = { "color-scheme": style.colorScheme, "theme-color": style.getPropertyValue("--md-primary-fg-color") }
    for (const [name, content] of Object.entries(told)) {
      document.querySelector(`meta[name=${name}]`)?.remove()
      document.head.append(Object.assign(document.createElement("meta"), { name, content }))
    }
  }
  const dark = matchMedia("(prefers-color-scheme: dark)")
  let chosen = null // for this page, where a browser keeps nothing
  const current = () => __md_get("__palette")?.color?.scheme ?? chosen ?? (dark.matches ? "slate" : "default")
  put(current())

  const inputs = document.getElementsByName("__palette")
  const show = () => {
    const scheme = current()
    if (document.body.dataset.mdColorScheme !== scheme) {
      document.body.setAttribute("data-md-color-switching", "") // no colour fades
      put(scheme)
      setTimeout(() => document.body.removeAttribute("data-md-color-switching"))
    }
    for (const input of inputs) input.checked = input.dataset.mdColorScheme === scheme
  }
  // A page to which the reader comes back has the buttons, and may have the scheme, with which it was left.
  for (const event of ["DOMContentLoaded", "pageshow", "storage"]) addEventListener(event, show)
  dark.addEventListener("change", show)
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "__palette") return
    chosen = target.dataset.mdColorScheme
    __md_set("__palette", { color: { scheme: chosen } })
    show()
  })
  document.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key) || event.target.name !== "__palette") return
    event.preventDefault() // a space would choose what is chosen
    const other = [...inputs].find((input) => !input.checked)
    other.click()
    other.focus()
  })
}
