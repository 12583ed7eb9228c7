// What waits for this module is worked through after the first sight of the page, in `index.html`, has been painted.

/** A tab in the background paints nothing. */
const LONGEST_WAIT_MS = 200;

await new Promise<void>((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, LONGEST_WAIT_MS);
});
