/** A source of seeded pseudo-random numbers. */
export interface SeededRandom {
  /** A whole number in [0, n); n is 1–2³². */
  next(n: number): number;
}

/**
 * Makes the generator xoshiro128** with its state filled by splitmix32 from `seed` (any 32-bit integer).
 * Equal seeds give equal sequences on every machine.
 * Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2018).
 */
export function createSeededRandom(seed: number): SeededRandom {
  let mix = seed | 0;
  const splitmix = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let s0 = splitmix();
  let s1 = splitmix();
  let s2 = splitmix();
  let s3 = splitmix();
  return {
    next(n) {
      const x = Math.imul(s1, 5);
      const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
      const t = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = (s3 << 11) | (s3 >>> 21);
      return Math.floor((result / 0x1_0000_0000) * n);
    },
  };
}
