// A fold opens when the address names it, or a part of it; not every browser does that itself.
{
  const unfold = () => {
    const named = document.getElementById(location.hash.slice(1))
    const folds = []
    for (let fold = named?.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold)
    if (folds.every(({ open }) => open)) return
    for (const fold of folds) fold.open = true
    named.scrollIntoView()
  }
  unfold()
  addEventListener("hashchange", unfold)
}

// Material's script goes through a page's content to build there what this site leaves out: to mark the words that led here
// from the search is all that a reader would miss.
if (new URLSearchParams(location.search).has("h")) document.querySelector(".md-content").dataset.mdComponent = "content"
