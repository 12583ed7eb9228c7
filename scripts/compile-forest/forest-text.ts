// The forest's walk in WebAssembly text: per tree and level a load, a comparison and an addition for each of a few rows
// side by side, without a jump that could be guessed wrong. Memory: nodes of 8 bytes (threshold f32, column's offset in a
// row i32), leaves f32, rows f32, sums f64.

/** Rows that are followed at once; their number in a call is rounded up to a multiple of it. */
export const ROWS_AT_ONCE = 4;

/** The module's text. */
export function forestText(): string {
  const each = (of: (k: number) => string): string =>
    Array.from({ length: ROWS_AT_ONCE }, (_, k) => of(k)).join("\n");
  const last = ROWS_AT_ONCE - 1;
  return `(module
    (memory (export "memory") 1)
    (func (export "addTrees")
      (param $nodes i32) (param $leaves i32) (param $trees i32) (param $depth i32)
      (param $rows i32) (param $stride i32) (param $count i32) (param $sums i32)
      (local $left i32) (local $level i32) (local $inner i32) (local $sum i32)
      ${each((k) => `(local $place${k} i32) (local $row${k} i32) (local $node${k} i32)`)}
      (local.set $inner (i32.sub (i32.shl (i32.const 1) (local.get $depth)) (i32.const 1)))
      (loop $tree
        (local.set $row0 (local.get $rows))
        (local.set $sum (local.get $sums))
        (local.set $left (local.get $count))
        (loop $some
          ${each((k) => (k === 0 ? "" : `(local.set $row${k} (i32.add (local.get $row${k - 1}) (local.get $stride)))`))}
          ${each((k) => `(local.set $place${k} (i32.const 0))`)}
          (local.set $level (local.get $depth))
          (loop $down
            ${each(
              (k) => `(local.set $node${k}
                (i32.add (local.get $nodes) (i32.shl (local.get $place${k}) (i32.const 3))))
              (local.set $place${k}
                (i32.add
                  (i32.add (i32.shl (local.get $place${k}) (i32.const 1)) (i32.const 1))
                  (f32.ge
                    (f32.load (i32.add (local.get $row${k}) (i32.load offset=4 (local.get $node${k}))))
                    (f32.load (local.get $node${k})))))`,
            )}
            (br_if $down (local.tee $level (i32.sub (local.get $level) (i32.const 1)))))
          ${each(
            (k) => `(f64.store offset=${8 * k} (local.get $sum)
              (f64.add
                (f64.load offset=${8 * k} (local.get $sum))
                (f64.promote_f32
                  (f32.load
                    (i32.add
                      (local.get $leaves)
                      (i32.shl (i32.sub (local.get $place${k}) (local.get $inner)) (i32.const 2)))))))`,
          )}
          (local.set $row0 (i32.add (local.get $row${last}) (local.get $stride)))
          (local.set $sum (i32.add (local.get $sum) (i32.const ${8 * ROWS_AT_ONCE})))
          (br_if $some
            (i32.gt_s (local.tee $left (i32.sub (local.get $left) (i32.const ${ROWS_AT_ONCE}))) (i32.const 0))))
        (local.set $nodes (i32.add (local.get $nodes) (i32.shl (local.get $inner) (i32.const 3))))
        (local.set $leaves
          (i32.add (local.get $leaves) (i32.shl (i32.add (local.get $inner) (i32.const 1)) (i32.const 2))))
        (br_if $tree (local.tee $trees (i32.sub (local.get $trees) (i32.const 1)))))))`;
}
