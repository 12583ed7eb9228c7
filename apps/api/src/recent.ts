/** Answers that were given lately; the oldest go where their bytes would pass the limit. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

const MAX_KEY_LENGTH = 4000;

/** Keeps values of which `sizeOf` tells the bytes. */
export function createRecent<T>(maxBytes: number, sizeOf: (value: T) => number): Recent<T> {
  const values = new Map<string, T>();
  let bytes = 0;
  const cost = (key: string, value: T): number => 2 * key.length + sizeOf(value);
  const drop = (key: string, value: T): void => {
    values.delete(key);
    bytes -= cost(key, value);
  };
  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) return undefined;
      // Last in the map is the most recent.
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set(key, value) {
      if (key.length > MAX_KEY_LENGTH) return;
      const before = values.get(key);
      if (before !== undefined) drop(key, before);
      values.set(key, value);
      bytes += cost(key, value);
      for (const [oldest, old] of values) {
        if (bytes <= maxBytes) break;
        drop(oldest, old);
      }
    },
  };
}
