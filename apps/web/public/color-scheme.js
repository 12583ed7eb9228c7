// Before the first paint: the language, and the chosen colour scheme, or the system's. An inline script would break the strict
// Content-Security-Policy; Mantine keeps the same attribute and the same key up to date afterwards.
(() => {
  const wanted = [new URLSearchParams(location.search).get("lang"), ...navigator.languages];
  const known = wanted.map((tag) => (tag ?? "").toLowerCase().split("-")[0]);
  document.documentElement.lang = known.find((tag) => tag === "fr" || tag === "en") ?? "en";
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

// The battle page asks for this as soon as its code has come; other pages may never need it.
if (location.pathname === "/" && !("static" in document.documentElement.dataset)) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", href: "/api/pokemon/", as: "fetch", crossOrigin: "anonymous" });
  document.head.append(link);
}
