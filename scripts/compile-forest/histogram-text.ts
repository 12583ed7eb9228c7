// The sums of gradients and hessians by bin in WebAssembly text: four columns at a time, gradient and hessian of a row as
// one vector. Memory is the caller's, shared by all threads.

/** The module's text. */
export function histogramText(): string {
  const columns = [0, 1, 2, 3];
  const each = (of: (k: number) => string): string => columns.map(of).join("\n");
  const add = (k: number): string => `
    (local.set $at
      (i32.add
        (local.get $sums${k})
        (i32.shl (i32.load8_u (i32.add (local.get $bins${k}) (local.get $row))) (i32.const 4))))
    (v128.store (local.get $at) (f64x2.add (v128.load (local.get $at)) (local.get $pair)))`;
  return `(module
    (memory (import "training" "memory") 1 65536 shared)
    (func (export "addColumns")
      (param $order i32) (param $pairs i32) (param $count i32)
      ${each((k) => `(param $bins${k} i32) (param $sums${k} i32)`)}
      (local $row i32) (local $at i32) (local $pair v128)
      (if (i32.eqz (local.get $count)) (then (return)))
      (loop $next
        (local.set $row (i32.load (local.get $order)))
        (local.set $pair (v128.load (local.get $pairs)))
        ${each(add)}
        (local.set $order (i32.add (local.get $order) (i32.const 4)))
        (local.set $pairs (i32.add (local.get $pairs) (i32.const 16)))
        (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))))`;
}
