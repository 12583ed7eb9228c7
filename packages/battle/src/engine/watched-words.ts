/**
 * The same words, telling of every write before it is made: `write` stores the value itself, or another one. What reads
 * the words sees no difference; each access costs much more than a plain one.
 */
export function watchWords(words: Int32Array, write: (word: number, value: number) => void): Int32Array {
  return new Proxy(words, {
    get: (target, key) => Reflect.get(target, key),
    set: (_, key, value: number) => {
      write(Number(key), value);
      return true;
    },
  });
}
