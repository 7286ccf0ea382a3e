;; A Gaussian over a plane of single-precision numbers, four columns at a time. See gaussian-blur.ts, which puts the
;; plane, the weights and the room for what is between where this expects them. All places are in bytes.
(module
  (memory (export "memory") 1)

  ;; Each sample of a row becomes the sum of its neighbors, weighted. `line` is the row with `radius` samples of its
  ;; first before it and of its last behind it. Up to three sums more than `width` are written, of no meaning.
  (func (export "blurRow")
    (param $line i32) (param $to i32) (param $kernel i32) (param $radius i32) (param $width i32)
    (local $end i32) (local $at i32) (local $left i32) (local $right i32) (local $weight i32) (local $last i32)
    (local $sum v128)
    (local.set $end (i32.add (local.get $to) (i32.shl (local.get $width) (i32.const 2))))
    (local.set $at (i32.add (local.get $line) (i32.shl (local.get $radius) (i32.const 2))))
    (local.set $last (i32.add (local.get $kernel) (i32.shl (local.get $radius) (i32.const 2))))
    (loop $columns
      (local.set $sum (f32x4.mul (v128.load32_splat (local.get $kernel)) (v128.load (local.get $at))))
      (local.set $left (local.get $at))
      (local.set $right (local.get $at))
      (local.set $weight (local.get $kernel))
      (loop $taps
        (local.set $left (i32.sub (local.get $left) (i32.const 4)))
        (local.set $right (i32.add (local.get $right) (i32.const 4)))
        (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
        (local.set $sum
          (f32x4.add
            (local.get $sum)
            (f32x4.mul
              (v128.load32_splat (local.get $weight))
              (f32x4.add (v128.load (local.get $left)) (v128.load (local.get $right))))))
        (br_if $taps (i32.lt_u (local.get $weight) (local.get $last))))
      (v128.store (local.get $to) (local.get $sum))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $columns (i32.lt_u (local.get $to) (local.get $end)))))

  ;; Each row of a plane becomes the sum of the rows around it, weighted; beyond its edges the outermost rows go on.
  ;; Up to three sums more than the plane has are written behind it, of no meaning.
  (func (export "blurColumns")
    (param $from i32) (param $to i32) (param $kernel i32) (param $radius i32) (param $width i32) (param $height i32)
    (local $stride i32) (local $first i32) (local $final i32) (local $last i32) (local $row i32) (local $end i32)
    (local $above i32) (local $below i32) (local $weight i32) (local $across i32)
    (local $sum v128)
    (local.set $stride (i32.shl (local.get $width) (i32.const 2)))
    (local.set $first (local.get $from))
    (local.set $final
      (i32.add (local.get $from) (i32.mul (local.get $stride) (i32.sub (local.get $height) (i32.const 1)))))
    (local.set $last (i32.add (local.get $kernel) (i32.shl (local.get $radius) (i32.const 2))))
    (local.set $row (local.get $from))
    (loop $rows
      (local.set $across (i32.const 0))
      (loop $columns
        (local.set $sum
          (f32x4.mul
            (v128.load32_splat (local.get $kernel))
            (v128.load (i32.add (local.get $row) (local.get $across)))))
        (local.set $above (local.get $row))
        (local.set $below (local.get $row))
        (local.set $weight (local.get $kernel))
        (loop $taps
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (if (i32.gt_u (local.get $above) (local.get $first))
            (then (local.set $above (i32.sub (local.get $above) (local.get $stride)))))
          (if (i32.lt_u (local.get $below) (local.get $final))
            (then (local.set $below (i32.add (local.get $below) (local.get $stride)))))
          (local.set $sum
            (f32x4.add
              (local.get $sum)
              (f32x4.mul
                (v128.load32_splat (local.get $weight))
                (f32x4.add
                  (v128.load (i32.add (local.get $above) (local.get $across)))
                  (v128.load (i32.add (local.get $below) (local.get $across)))))))
          (br_if $taps (i32.lt_u (local.get $weight) (local.get $last))))
        (v128.store (i32.add (local.get $to) (local.get $across)) (local.get $sum))
        (local.set $across (i32.add (local.get $across) (i32.const 16)))
        (br_if $columns (i32.lt_u (local.get $across) (local.get $stride))))
      (local.set $row (i32.add (local.get $row) (local.get $stride)))
      (local.set $to (i32.add (local.get $to) (local.get $stride)))
      (br_if $rows (i32.le_u (local.get $row) (local.get $final))))))
