// The interactive figures of the chapter on backpropagation.
import "./loss-surface.js"
import "./microscope.js"
