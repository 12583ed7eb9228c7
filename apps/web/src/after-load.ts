/** Does something a while after the page has loaded, which may be so already. */
export function afterLoad(waitMs: number, action: () => void): void {
  const later = () => setTimeout(action, waitMs);
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
