import type { CachedBody } from "./cached-body.ts";

const MAX_KEY_LENGTH = 600;

/** Answers that were given lately, by request; the oldest go where their bytes would pass the limit. */
export function createRecentBodies(maxBytes: number): (key: string, make: () => CachedBody) => CachedBody {
  const bodies = new Map<string, CachedBody>();
  let bytes = 0;
  const sizeOf = (key: string, body: CachedBody): number => 2 * key.length + 2 * body.plain.length;
  return (key, make) => {
    const known = bodies.get(key);
    if (known !== undefined) {
      bodies.delete(key);
      bodies.set(key, known);
      return known;
    }
    const body = make();
    if (key.length > MAX_KEY_LENGTH) return body;
    bodies.set(key, body);
    bytes += sizeOf(key, body);
    for (const [oldest, dropped] of bodies) {
      if (bytes <= maxBytes) break;
      bodies.delete(oldest);
      bytes -= sizeOf(oldest, dropped);
    }
    return body;
  };
}
