// Before the first paint: the chosen colour scheme, or the system's. An inline script would break the strict
// Content-Security-Policy; Mantine keeps the same attribute and the same key up to date afterwards.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("mantine-color-scheme-value");
  } catch {
    // Storage is switched off: the system's scheme then.
  }
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
