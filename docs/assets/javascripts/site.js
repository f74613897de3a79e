// What every page has, as one script.
import "./copy-math.js"
import "./take.js"
import "./accessibility.js"
import "./folds.js"
import "./far.js"
import "./open-search.js"
import "./paper.js"
import "./late.js"
