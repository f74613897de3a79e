// The reader who opens the search is about to type: what it then needs is fetched ahead. From a file nothing is far.
document.querySelector(".md-search__input")?.addEventListener("focus", () => {
  if (location.protocol === "file:") return
  const { base, search } = JSON.parse(document.getElementById("__config").textContent)
  const worker = new URL(search, location)
  for (const address of [`workers/${worker.search.slice(1)}`, new URL(`${base}/search/sections.js`, location)])
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: new URL(address, worker) }))
}, { once: true })
