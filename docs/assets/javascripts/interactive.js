// Loads the interactive figures when the reader comes near one; until then, and without, each is a figure or a table.
{
  const assets = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/javascripts\/[^/]*$/, "")
  const elements = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("loss-surface, network-microscope"))

  // The style comes first: an element must not change its looks when it is there.
  const load = () => {
    const link = document.createElement("link")
    const onload = () => import(`${assets}javascripts/backpropagation.js`)
    Object.assign(link, { rel: "stylesheet", href: `${assets}stylesheets/interactive.css`, onload })
    document.head.append(link)
  }

  if (location.protocol === "file:") {
    for (const element of elements) {
      element.classList.add("still")
      const note = document.createElement("p")
      note.className = "still-note"
      note.textContent = "It is interactive on the site."
      element.append(note)
    }
  } else {
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        near.disconnect()
        for (const element of elements) element.classList.add("waits")
        load()
      },
      { rootMargin: "800px" },
    )
    for (const element of elements) near.observe(element)
    const shown = /[#&]s=/.test(location.hash) ? "network-microscope" : "loss-surface"
    if (location.hash.includes("=") && scrollY === 0) document.querySelector(shown)?.scrollIntoView()
  }
}
