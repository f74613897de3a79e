// A first visit follows the system's scheme.
if (!__md_get("__palette") && matchMedia("(prefers-color-scheme: dark)").matches)
  document.body.setAttribute("data-md-color-scheme", "slate")
