/** Values by the identity of their keys, the latest ones alone. */
export interface Latest<K extends object, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
}

/** Both sides of an answer with twenty candidates each. */
const SIZE = 64;

/** Makes room for the latest values: where keys die young, a WeakMap costs the collector more than it saves. */
export function createLatest<K extends object, V>(): Latest<K, V> {
  const keys: (K | undefined)[] = new Array(SIZE).fill(undefined);
  const values: (V | undefined)[] = new Array(SIZE).fill(undefined);
  let next = 0;
  return {
    get(key) {
      const place = keys.indexOf(key);
      return place < 0 ? undefined : values[place];
    },
    set(key, value) {
      keys[next] = key;
      values[next] = value;
      next = (next + 1) % SIZE;
    },
  };
}
