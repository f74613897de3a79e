// Material's script asks at its start where things are. While the page has not been drawn that lays it out, in one long task with
// the script; afterwards it is known. So the script starts when the page has been drawn, and in two tasks.
{
  const load = (src, onload) => document.head.append(Object.assign(document.createElement("script"), { src, onload }))
  const begin = ({ href }) => {
    // `document$` tells the parts of the script that a page is there: they wait for an event that has come before.
    const start = () => load(href, () => setTimeout(() => document$.next(document)))
    // A browser gives a file no worker: there a script does what one would.
    if (location.protocol === "file:") load(new URL("iframe-worker-shim.js", href).href, start)
    else start()
  }
  const material = document.querySelector("link[rel=preload][as=script]") // the page of missing addresses has none, and little to draw
  if (material) requestAnimationFrame(() => setTimeout(begin, 0, material))
}
