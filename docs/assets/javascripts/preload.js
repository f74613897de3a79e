// Asked for before all else, the math font is there at the first paint. From a file a browser refuses that, and says so.
if (location.protocol !== "file:") {
  const href = new URL("../fonts/math.woff2", document.currentScript.src).href
  const font = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href }
  document.head.append(Object.assign(document.createElement("link"), font))
}
