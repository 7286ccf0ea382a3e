;; The sums of one step of an alignment, four columns at a time. See least-squares.ts, which puts planes and tables where
;; this expects them, with four samples of no meaning behind the last. All places are in bytes.
(module
  (memory (export "memory") 1)

  ;; Writes for each row within the edges of the fixed plane 21 sums of four lanes each: of weights by the squares of
  ;; slopes across, across and down, down, by the powers 0 to 4 of the column's coordinate; of weights by residuals and
  ;; slopes across, and down, by its powers 0 to 2. The highest two and one are left at 0 unless `isTilted`. Answers how
  ;; many pixels were seen. `seen` has all bits of a pixel set or none; `pose` is nine numbers of single precision.
  (func (export "sumRows")
    (param $fixed i32) (param $slopesX i32) (param $slopesY i32) (param $across i32) (param $width i32)
    (param $height i32) (param $moving i32) (param $seen i32) (param $movingWidth i32) (param $movingHeight i32)
    (param $pose i32) (param $isTilted i32) (param $sums i32) (result i32)
    (local $row i32) (local $column i32) (local $at i32) (local $place i32) (local $stride i32) (local $count i32)
    (local $lastColumn v128) (local $lastX v128) (local $lastY v128) (local $none v128)
    (local $columns v128) (local $gx v128) (local $gy v128) (local $mask v128) (local $depth v128)
    (local $depthRow v128) (local $xRow v128) (local $yRow v128) (local $x v128) (local $y v128) (local $fx v128)
    (local $fy v128) (local $froms v128) (local $known v128) (local $upper0 v128) (local $upper1 v128)
    (local $lower0 v128) (local $lower1 v128) (local $left v128) (local $right v128) (local $residual v128)
    (local $weight v128) (local $u v128) (local $wx v128) (local $wy v128)
    (local $a v128) (local $b v128) (local $c v128) (local $s v128) (local $t v128)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128) (local $a4 v128) (local $b0 v128)
    (local $b1 v128) (local $b2 v128) (local $b3 v128) (local $b4 v128) (local $c0 v128) (local $c1 v128)
    (local $c2 v128) (local $c3 v128) (local $c4 v128) (local $s0 v128) (local $s1 v128) (local $s2 v128)
    (local $t0 v128) (local $t1 v128) (local $t2 v128)
    (local.set $stride (i32.shl (local.get $movingWidth) (i32.const 2)))
    (local.set $lastColumn (f32x4.splat (f32.convert_i32_s (i32.sub (local.get $width) (i32.const 1)))))
    (local.set $lastX (f32x4.splat (f32.convert_i32_s (i32.sub (local.get $movingWidth) (i32.const 1)))))
    (local.set $lastY (f32x4.splat (f32.convert_i32_s (i32.sub (local.get $movingHeight) (i32.const 1)))))
    (local.set $row (i32.const 1))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_s (local.get $row) (i32.sub (local.get $height) (i32.const 1))))
        (local.set $xRow
          (f32x4.splat
            (f32.add
              (f32.mul (f32.load offset=4 (local.get $pose)) (f32.convert_i32_s (local.get $row)))
              (f32.load offset=8 (local.get $pose)))))
        (local.set $yRow
          (f32x4.splat
            (f32.add
              (f32.mul (f32.load offset=16 (local.get $pose)) (f32.convert_i32_s (local.get $row)))
              (f32.load offset=20 (local.get $pose)))))
        (local.set $depthRow
          (f32x4.splat
            (f32.add
              (f32.mul (f32.load offset=28 (local.get $pose)) (f32.convert_i32_s (local.get $row)))
              (f32.load offset=32 (local.get $pose)))))
        (local.set $a0 (v128.const f32x4 0 0 0 0))
        (local.set $a1 (v128.const f32x4 0 0 0 0))
        (local.set $a2 (v128.const f32x4 0 0 0 0))
        (local.set $a3 (v128.const f32x4 0 0 0 0))
        (local.set $a4 (v128.const f32x4 0 0 0 0))
        (local.set $b0 (v128.const f32x4 0 0 0 0))
        (local.set $b1 (v128.const f32x4 0 0 0 0))
        (local.set $b2 (v128.const f32x4 0 0 0 0))
        (local.set $b3 (v128.const f32x4 0 0 0 0))
        (local.set $b4 (v128.const f32x4 0 0 0 0))
        (local.set $c0 (v128.const f32x4 0 0 0 0))
        (local.set $c1 (v128.const f32x4 0 0 0 0))
        (local.set $c2 (v128.const f32x4 0 0 0 0))
        (local.set $c3 (v128.const f32x4 0 0 0 0))
        (local.set $c4 (v128.const f32x4 0 0 0 0))
        (local.set $s0 (v128.const f32x4 0 0 0 0))
        (local.set $s1 (v128.const f32x4 0 0 0 0))
        (local.set $s2 (v128.const f32x4 0 0 0 0))
        (local.set $t0 (v128.const f32x4 0 0 0 0))
        (local.set $t1 (v128.const f32x4 0 0 0 0))
        (local.set $t2 (v128.const f32x4 0 0 0 0))
        (local.set $column (i32.const 1))
        (local.set $columns (v128.const f32x4 1 2 3 4))
        (loop $fours
          (block $next
            ;; Places without slope say nothing of where they belong.
            (local.set $at
              (i32.shl
                (i32.add (i32.mul (local.get $row) (local.get $width)) (local.get $column))
                (i32.const 2)))
            (local.set $gx (v128.load (i32.add (local.get $slopesX) (local.get $at))))
            (local.set $gy (v128.load (i32.add (local.get $slopesY) (local.get $at))))
            (local.set $mask
              (v128.and
                (f32x4.ge
                  (f32x4.add
                    (f32x4.mul (local.get $gx) (local.get $gx))
                    (f32x4.mul (local.get $gy) (local.get $gy)))
                  (v128.const f32x4 1e-3 1e-3 1e-3 1e-3))
                (f32x4.lt (local.get $columns) (local.get $lastColumn))))
            (br_if $next (i32.eqz (i32x4.bitmask (local.get $mask))))
            ;; Where the pose puts them; what is no number is not within either.
            (local.set $depth
              (f32x4.add
                (f32x4.mul (v128.load32_splat offset=24 (local.get $pose)) (local.get $columns))
                (local.get $depthRow)))
          (local.set $x
            (f32x4.div
              (f32x4.add
                (f32x4.mul (v128.load32_splat offset=0 (local.get $pose)) (local.get $columns))
                (local.get $xRow))
              (local.get $depth)))
          (local.set $y
            (f32x4.div
              (f32x4.add
                (f32x4.mul (v128.load32_splat offset=12 (local.get $pose)) (local.get $columns))
                (local.get $yRow))
              (local.get $depth)))
            (local.set $mask
              (v128.and
                (local.get $mask)
                (v128.and
                  (v128.and
                    (f32x4.ge (local.get $x) (local.get $none))
                    (f32x4.ge (local.get $y) (local.get $none)))
                  (v128.and
                    (f32x4.lt (local.get $x) (local.get $lastX))
                    (f32x4.lt (local.get $y) (local.get $lastY))))))
            (br_if $next (i32.eqz (i32x4.bitmask (local.get $mask))))
            (local.set $x (v128.and (local.get $x) (local.get $mask)))
            (local.set $y (v128.and (local.get $y) (local.get $mask)))
            (local.set $fx (f32x4.floor (local.get $x)))
            (local.set $fy (f32x4.floor (local.get $y)))
            (local.set $froms
              (i32x4.add
                (i32x4.mul
                  (i32x4.trunc_sat_f32x4_s (local.get $fy))
                  (i32x4.splat (local.get $movingWidth)))
                (i32x4.trunc_sat_f32x4_s (local.get $fx))))
            (local.set $fx (f32x4.sub (local.get $x) (local.get $fx)))
            (local.set $fy (f32x4.sub (local.get $y) (local.get $fy)))
          (local.set $place (i32.shl (i32x4.extract_lane 0 (local.get $froms)) (i32.const 2)))
          (local.set $known (v128.load32_lane 0 (i32.add (local.get $seen) (local.get $place)) (local.get $known)))
          (local.set $place (i32.add (local.get $moving) (local.get $place)))
          (local.set $upper0 (v128.load64_lane 0 (local.get $place) (local.get $upper0)))
          (local.set $lower0 (v128.load64_lane 0 (i32.add (local.get $place) (local.get $stride)) (local.get $lower0)))
          (local.set $place (i32.shl (i32x4.extract_lane 1 (local.get $froms)) (i32.const 2)))
          (local.set $known (v128.load32_lane 1 (i32.add (local.get $seen) (local.get $place)) (local.get $known)))
          (local.set $place (i32.add (local.get $moving) (local.get $place)))
          (local.set $upper0 (v128.load64_lane 1 (local.get $place) (local.get $upper0)))
          (local.set $lower0 (v128.load64_lane 1 (i32.add (local.get $place) (local.get $stride)) (local.get $lower0)))
          (local.set $place (i32.shl (i32x4.extract_lane 2 (local.get $froms)) (i32.const 2)))
          (local.set $known (v128.load32_lane 2 (i32.add (local.get $seen) (local.get $place)) (local.get $known)))
          (local.set $place (i32.add (local.get $moving) (local.get $place)))
          (local.set $upper1 (v128.load64_lane 0 (local.get $place) (local.get $upper1)))
          (local.set $lower1 (v128.load64_lane 0 (i32.add (local.get $place) (local.get $stride)) (local.get $lower1)))
          (local.set $place (i32.shl (i32x4.extract_lane 3 (local.get $froms)) (i32.const 2)))
          (local.set $known (v128.load32_lane 3 (i32.add (local.get $seen) (local.get $place)) (local.get $known)))
          (local.set $place (i32.add (local.get $moving) (local.get $place)))
          (local.set $upper1 (v128.load64_lane 1 (local.get $place) (local.get $upper1)))
          (local.set $lower1 (v128.load64_lane 1 (i32.add (local.get $place) (local.get $stride)) (local.get $lower1)))
            (local.set $mask (v128.and (local.get $mask) (local.get $known)))
            (local.set $count
              (i32.add (local.get $count) (i32.popcnt (i32x4.bitmask (local.get $mask)))))
          (local.set $left (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $upper0) (local.get $upper1)))
          (local.set $right (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $upper0) (local.get $upper1)))
          (local.set $upper0
            (f32x4.add
              (local.get $left)
              (f32x4.mul (f32x4.sub (local.get $right) (local.get $left)) (local.get $fx))))
          (local.set $left (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $lower0) (local.get $lower1)))
          (local.set $right (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $lower0) (local.get $lower1)))
          (local.set $lower0
            (f32x4.add
              (local.get $left)
              (f32x4.mul (f32x4.sub (local.get $right) (local.get $left)) (local.get $fx))))
            (local.set $residual
              (v128.and
                (local.get $mask)
                (f32x4.sub
                  (f32x4.add
                    (local.get $upper0)
                    (f32x4.mul (f32x4.sub (local.get $lower0) (local.get $upper0)) (local.get $fy)))
                  (v128.load (i32.add (local.get $fixed) (local.get $at))))))
            ;; What is printed over a picture differs much, and does not move it.
            (local.set $weight
              (f32x4.div
                (v128.const f32x4 1 1 1 1)
                (f32x4.add
                  (v128.const f32x4 1 1 1 1)
                  (f32x4.mul (local.get $residual) (local.get $residual)))))
            (local.set $weight
              (v128.and (local.get $mask) (f32x4.mul (local.get $weight) (local.get $weight))))
            (local.set $wx (f32x4.mul (local.get $weight) (local.get $gx)))
            (local.set $wy (f32x4.mul (local.get $weight) (local.get $gy)))
            (local.set $u
              (v128.load (i32.add (local.get $across) (i32.shl (local.get $column) (i32.const 2)))))
            (local.set $a (f32x4.mul (local.get $wx) (local.get $gx)))
            (local.set $a0 (f32x4.add (local.get $a0) (local.get $a)))
            (local.set $a (f32x4.mul (local.get $a) (local.get $u)))
            (local.set $a1 (f32x4.add (local.get $a1) (local.get $a)))
            (local.set $a (f32x4.mul (local.get $a) (local.get $u)))
            (local.set $a2 (f32x4.add (local.get $a2) (local.get $a)))
            (local.set $b (f32x4.mul (local.get $wx) (local.get $gy)))
            (local.set $b0 (f32x4.add (local.get $b0) (local.get $b)))
            (local.set $b (f32x4.mul (local.get $b) (local.get $u)))
            (local.set $b1 (f32x4.add (local.get $b1) (local.get $b)))
            (local.set $b (f32x4.mul (local.get $b) (local.get $u)))
            (local.set $b2 (f32x4.add (local.get $b2) (local.get $b)))
            (local.set $c (f32x4.mul (local.get $wy) (local.get $gy)))
            (local.set $c0 (f32x4.add (local.get $c0) (local.get $c)))
            (local.set $c (f32x4.mul (local.get $c) (local.get $u)))
            (local.set $c1 (f32x4.add (local.get $c1) (local.get $c)))
            (local.set $c (f32x4.mul (local.get $c) (local.get $u)))
            (local.set $c2 (f32x4.add (local.get $c2) (local.get $c)))
            (local.set $s (f32x4.mul (local.get $wx) (local.get $residual)))
            (local.set $s0 (f32x4.add (local.get $s0) (local.get $s)))
            (local.set $s (f32x4.mul (local.get $s) (local.get $u)))
            (local.set $s1 (f32x4.add (local.get $s1) (local.get $s)))
            (local.set $t (f32x4.mul (local.get $wy) (local.get $residual)))
            (local.set $t0 (f32x4.add (local.get $t0) (local.get $t)))
            (local.set $t (f32x4.mul (local.get $t) (local.get $u)))
            (local.set $t1 (f32x4.add (local.get $t1) (local.get $t)))
            (if (local.get $isTilted)
              (then
                (local.set $a (f32x4.mul (local.get $a) (local.get $u)))
                (local.set $a3 (f32x4.add (local.get $a3) (local.get $a)))
                (local.set $a (f32x4.mul (local.get $a) (local.get $u)))
                (local.set $a4 (f32x4.add (local.get $a4) (local.get $a)))
                (local.set $b (f32x4.mul (local.get $b) (local.get $u)))
                (local.set $b3 (f32x4.add (local.get $b3) (local.get $b)))
                (local.set $b (f32x4.mul (local.get $b) (local.get $u)))
                (local.set $b4 (f32x4.add (local.get $b4) (local.get $b)))
                (local.set $c (f32x4.mul (local.get $c) (local.get $u)))
                (local.set $c3 (f32x4.add (local.get $c3) (local.get $c)))
                (local.set $c (f32x4.mul (local.get $c) (local.get $u)))
                (local.set $c4 (f32x4.add (local.get $c4) (local.get $c)))
                (local.set $s (f32x4.mul (local.get $s) (local.get $u)))
                (local.set $s2 (f32x4.add (local.get $s2) (local.get $s)))
                (local.set $t (f32x4.mul (local.get $t) (local.get $u)))
                (local.set $t2 (f32x4.add (local.get $t2) (local.get $t))))))
          (local.set $column (i32.add (local.get $column) (i32.const 4)))
          (local.set $columns (f32x4.add (local.get $columns) (v128.const f32x4 4 4 4 4)))
          (br_if $fours (i32.lt_s (local.get $column) (i32.sub (local.get $width) (i32.const 1)))))
        (v128.store offset=0 (local.get $sums) (local.get $a0))
        (v128.store offset=16 (local.get $sums) (local.get $a1))
        (v128.store offset=32 (local.get $sums) (local.get $a2))
        (v128.store offset=48 (local.get $sums) (local.get $a3))
        (v128.store offset=64 (local.get $sums) (local.get $a4))
        (v128.store offset=80 (local.get $sums) (local.get $b0))
        (v128.store offset=96 (local.get $sums) (local.get $b1))
        (v128.store offset=112 (local.get $sums) (local.get $b2))
        (v128.store offset=128 (local.get $sums) (local.get $b3))
        (v128.store offset=144 (local.get $sums) (local.get $b4))
        (v128.store offset=160 (local.get $sums) (local.get $c0))
        (v128.store offset=176 (local.get $sums) (local.get $c1))
        (v128.store offset=192 (local.get $sums) (local.get $c2))
        (v128.store offset=208 (local.get $sums) (local.get $c3))
        (v128.store offset=224 (local.get $sums) (local.get $c4))
        (v128.store offset=240 (local.get $sums) (local.get $s0))
        (v128.store offset=256 (local.get $sums) (local.get $s1))
        (v128.store offset=272 (local.get $sums) (local.get $s2))
        (v128.store offset=288 (local.get $sums) (local.get $t0))
        (v128.store offset=304 (local.get $sums) (local.get $t1))
        (v128.store offset=320 (local.get $sums) (local.get $t2))
        (local.set $sums (i32.add (local.get $sums) (i32.const 336)))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $rows)))
    (local.get $count)))
