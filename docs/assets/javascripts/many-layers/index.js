// The interactive figure of the chapter on many layers.
import "./digit-passage.js"
