;; The extrema among three planes of the same size, four columns at a time. See extrema.ts, which puts planes where this
;; expects them. All places are in bytes.
(module
  (memory (export "memory") 1)

  ;; Samples of `from` less those of `less`. Up to three more than `count` are written, of no meaning.
  (func (export "subtract") (param $from i32) (param $less i32) (param $to i32) (param $count i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $to) (i32.shl (local.get $count) (i32.const 2))))
    (loop $samples
      (v128.store (local.get $to) (f32x4.sub (v128.load (local.get $from)) (v128.load (local.get $less))))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $less (i32.add (local.get $less) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $samples (i32.lt_u (local.get $to) (local.get $end)))))

  ;; The greatest and the least of what is known and the nine samples around a place, for four places side by side.
  (func $around (param $at i32) (param $stride i32) (param $most v128) (param $least v128) (result v128 v128)
    (local $row i32) (local $end i32) (local $samples v128)
    (local.set $row (i32.sub (local.get $at) (local.get $stride)))
    (local.set $end (i32.add (local.get $at) (local.get $stride)))
    (loop $rows
      (local.set $samples (v128.load (i32.sub (local.get $row) (i32.const 4))))
      (local.set $most (f32x4.pmax (local.get $most) (local.get $samples)))
      (local.set $least (f32x4.pmin (local.get $least) (local.get $samples)))
      (local.set $samples (v128.load (local.get $row)))
      (local.set $most (f32x4.pmax (local.get $most) (local.get $samples)))
      (local.set $least (f32x4.pmin (local.get $least) (local.get $samples)))
      (local.set $samples (v128.load offset=4 (local.get $row)))
      (local.set $most (f32x4.pmax (local.get $most) (local.get $samples)))
      (local.set $least (f32x4.pmin (local.get $least) (local.get $samples)))
      (local.set $row (i32.add (local.get $row) (local.get $stride)))
      (br_if $rows (i32.le_u (local.get $row) (local.get $end))))
    (local.get $most)
    (local.get $least))

  ;; A bit for each of four samples that is above the greatest and light, or below the least and dark.
  (func $beyond (param $samples v128) (param $most v128) (param $least v128) (result i32)
    (i32x4.bitmask
      (v128.or
        (v128.and
          (f32x4.gt (local.get $samples) (v128.const f32x4 0 0 0 0))
          (f32x4.gt (local.get $samples) (local.get $most)))
        (v128.and
          (f32x4.le (local.get $samples) (v128.const f32x4 0 0 0 0))
          (f32x4.lt (local.get $samples) (local.get $least))))))

  ;; Writes the index of each sample of `own` that is at least `bar` from 0 and lies beyond all 26 around it in the three
  ;; planes, row by row, and answers how many there are. `border` samples along the edges, one at least, are left out.
  (func (export "findExtrema")
    (param $below i32) (param $own i32) (param $above i32) (param $width i32) (param $height i32) (param $border i32)
    (param $bar f32) (param $to i32) (result i32)
    (local $start i32) (local $stride i32) (local $row i32) (local $column i32) (local $end i32) (local $offset i32)
    (local $at i32) (local $upper i32) (local $lower i32) (local $left i32) (local $lanes i32)
    (local $bars v128) (local $samples v128) (local $most v128) (local $least v128) (local $other v128)
    (local.set $start (local.get $to))
    (local.set $stride (i32.shl (local.get $width) (i32.const 2)))
    (local.set $bars (f32x4.splat (local.get $bar)))
    (local.set $end (i32.sub (local.get $width) (local.get $border)))
    (local.set $row (local.get $border))
    (if (i32.ge_s (local.get $border) (local.get $end)) (then (return (i32.const 0))))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_s (local.get $row) (i32.sub (local.get $height) (local.get $border))))
        (local.set $column (local.get $border))
        (loop $columns
          (local.set $offset
            (i32.add
              (i32.mul (local.get $row) (local.get $stride))
              (i32.shl (local.get $column) (i32.const 2))))
          (local.set $at (i32.add (local.get $own) (local.get $offset)))
          (local.set $samples (v128.load (local.get $at)))
          (local.set $lanes
            (i32x4.bitmask (f32x4.ge (f32x4.abs (local.get $samples)) (local.get $bars))))
          ;; Lanes beyond the last column.
          (local.set $left (i32.sub (local.get $end) (local.get $column)))
          (if (i32.lt_s (local.get $left) (i32.const 4))
            (then
              (local.set $lanes
                (i32.and
                  (local.get $lanes)
                  (i32.sub (i32.shl (i32.const 1) (local.get $left)) (i32.const 1))))))
          (block $none
            (br_if $none (i32.eqz (local.get $lanes)))
            (local.set $most (v128.load (i32.sub (local.get $at) (i32.const 4))))
            (local.set $least (local.get $most))
            (local.set $other (v128.load offset=4 (local.get $at)))
            (local.set $most (f32x4.pmax (local.get $most) (local.get $other)))
            (local.set $least (f32x4.pmin (local.get $least) (local.get $other)))
            (local.set $upper (i32.sub (local.get $at) (local.get $stride)))
            (local.set $other (v128.load (local.get $upper)))
            (local.set $most (f32x4.pmax (local.get $most) (local.get $other)))
            (local.set $least (f32x4.pmin (local.get $least) (local.get $other)))
            (local.set $lower (i32.add (local.get $at) (local.get $stride)))
            (local.set $other (v128.load (local.get $lower)))
            (local.set $most (f32x4.pmax (local.get $most) (local.get $other)))
            (local.set $least (f32x4.pmin (local.get $least) (local.get $other)))
            (local.set $lanes
              (i32.and
                (local.get $lanes)
                (call $beyond (local.get $samples) (local.get $most) (local.get $least))))
            (br_if $none (i32.eqz (local.get $lanes)))
            (local.set $other (v128.load (i32.sub (local.get $upper) (i32.const 4))))
            (local.set $most (f32x4.pmax (local.get $most) (local.get $other)))
            (local.set $least (f32x4.pmin (local.get $least) (local.get $other)))
            (local.set $other (v128.load offset=4 (local.get $upper)))
            (local.set $most (f32x4.pmax (local.get $most) (local.get $other)))
            (local.set $least (f32x4.pmin (local.get $least) (local.get $other)))
            (local.set $other (v128.load (i32.sub (local.get $lower) (i32.const 4))))
            (local.set $most (f32x4.pmax (local.get $most) (local.get $other)))
            (local.set $least (f32x4.pmin (local.get $least) (local.get $other)))
            (local.set $other (v128.load offset=4 (local.get $lower)))
            (local.set $most (f32x4.pmax (local.get $most) (local.get $other)))
            (local.set $least (f32x4.pmin (local.get $least) (local.get $other)))
            (call $around
              (i32.add (local.get $below) (local.get $offset))
              (local.get $stride)
              (local.get $most)
              (local.get $least))
            (local.set $least)
            (local.set $most)
            (call $around
              (i32.add (local.get $above) (local.get $offset))
              (local.get $stride)
              (local.get $most)
              (local.get $least))
            (local.set $least)
            (local.set $most)
            (local.set $lanes
              (i32.and
                (local.get $lanes)
                (call $beyond (local.get $samples) (local.get $most) (local.get $least))))
            (loop $found
              (br_if $none (i32.eqz (local.get $lanes)))
              (i32.store
                (local.get $to)
                (i32.add
                  (i32.shr_u (local.get $offset) (i32.const 2))
                  (i32.ctz (local.get $lanes))))
              (local.set $to (i32.add (local.get $to) (i32.const 4)))
              ;; Without its lowest bit.
              (local.set $lanes (i32.and (local.get $lanes) (i32.sub (local.get $lanes) (i32.const 1))))
              (br $found)))
          (local.set $column (i32.add (local.get $column) (i32.const 4)))
          (br_if $columns (i32.lt_s (local.get $column) (local.get $end))))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $rows)))
    (i32.shr_u (i32.sub (local.get $to) (local.get $start)) (i32.const 2))))
