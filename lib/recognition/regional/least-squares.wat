;; The sums of one step of an alignment, in double precision, two side by side. See least-squares.ts, which puts planes and
;; tables where this expects them. All places are in bytes.
(module
  (memory (export "memory") 1)

  ;; Adds up the Hessian (8 by 8, of which the upper half means something) and behind it the slope, and answers how many
  ;; pixels of the fixed plane were seen. `across` and `down` hold the coordinates of columns and rows, `pose` nine
  ;; numbers. The last two freedoms are left at 0 unless `isTilted`.
  (func (export "sumStep")
    (param $fixed i32) (param $gradients i32) (param $across i32) (param $down i32) (param $width i32)
    (param $height i32) (param $moving i32) (param $seen i32) (param $movingWidth i32) (param $movingHeight i32)
    (param $pose i32) (param $isTilted i32) (param $sums i32) (result i32)
    (local $row i32) (local $column i32) (local $at i32) (local $from i32) (local $place i32) (local $count i32)
    (local $u f64) (local $v f64) (local $gx f64) (local $gy f64) (local $depth f64) (local $x f64) (local $y f64)
    (local $fx f64) (local $fy f64) (local $upper f64) (local $lower f64) (local $residual f64) (local $trust f64)
    (local $pull f64) (local $lastX f64) (local $lastY f64) (local $c f64) (local $r f64)
    (local $d0 v128) (local $d1 v128) (local $d2 v128) (local $d3 v128)
    (local $w0 v128) (local $w1 v128) (local $w2 v128) (local $w3 v128)
    (local $weights v128) (local $residuals v128) (local $splat v128)
    (local $h00 v128) (local $h01 v128) (local $h02 v128) (local $h03 v128) (local $h10 v128) (local $h11 v128)
    (local $h12 v128) (local $h13 v128) (local $h21 v128) (local $h22 v128) (local $h23 v128) (local $h31 v128)
    (local $h32 v128) (local $h33 v128) (local $h42 v128) (local $h43 v128) (local $h52 v128) (local $h53 v128)
    (local $h63 v128) (local $h73 v128) (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local.set $lastX (f64.convert_i32_s (i32.sub (local.get $movingWidth) (i32.const 1))))
    (local.set $lastY (f64.convert_i32_s (i32.sub (local.get $movingHeight) (i32.const 1))))
    (local.set $row (i32.const 1))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_s (local.get $row) (i32.sub (local.get $height) (i32.const 1))))
        (local.set $r (f64.convert_i32_s (local.get $row)))
        (local.set $v (f64.load (i32.add (local.get $down) (i32.shl (local.get $row) (i32.const 3)))))
        (local.set $column (i32.const 0))
        (loop $columns
          (local.set $column (i32.add (local.get $column) (i32.const 1)))
          (if (i32.ge_s (local.get $column) (i32.sub (local.get $width) (i32.const 1)))
            (then
              (local.set $row (i32.add (local.get $row) (i32.const 1)))
              (br $rows)))
          (local.set $at (i32.add (i32.mul (local.get $row) (local.get $width)) (local.get $column)))
          ;; Places without slope say nothing of where they belong.
          (local.set $place (i32.add (local.get $gradients) (i32.shl (local.get $at) (i32.const 3))))
          (local.set $gx (f64.promote_f32 (f32.load (local.get $place))))
          (local.set $gy (f64.promote_f32 (f32.load offset=4 (local.get $place))))
          (br_if $columns
            (f64.lt
              (f64.add (f64.mul (local.get $gx) (local.get $gx)) (f64.mul (local.get $gy) (local.get $gy)))
              (f64.const 1e-3)))
          ;; Where the pose puts it.
          (local.set $c (f64.convert_i32_s (local.get $column)))
          (local.set $depth
            (f64.add
              (f64.add
                (f64.mul (f64.load offset=48 (local.get $pose)) (local.get $c))
                (f64.mul (f64.load offset=56 (local.get $pose)) (local.get $r)))
              (f64.load offset=64 (local.get $pose))))
          (local.set $x
            (f64.div
              (f64.add
                (f64.add
                  (f64.mul (f64.load (local.get $pose)) (local.get $c))
                  (f64.mul (f64.load offset=8 (local.get $pose)) (local.get $r)))
                (f64.load offset=16 (local.get $pose)))
              (local.get $depth)))
          (local.set $y
            (f64.div
              (f64.add
                (f64.add
                  (f64.mul (f64.load offset=24 (local.get $pose)) (local.get $c))
                  (f64.mul (f64.load offset=32 (local.get $pose)) (local.get $r)))
                (f64.load offset=40 (local.get $pose)))
              (local.get $depth)))
          ;; What is no number is not within either.
          (br_if $columns
            (i32.eqz
              (i32.and
                (i32.and (f64.ge (local.get $x) (f64.const 0)) (f64.ge (local.get $y) (f64.const 0)))
                (i32.and (f64.lt (local.get $x) (local.get $lastX)) (f64.lt (local.get $y) (local.get $lastY))))))
          (local.set $fx (f64.floor (local.get $x)))
          (local.set $fy (f64.floor (local.get $y)))
          (local.set $from
            (i32.add
              (i32.mul (i32.trunc_f64_s (local.get $fy)) (local.get $movingWidth))
              (i32.trunc_f64_s (local.get $fx))))
          (br_if $columns (i32.eqz (i32.load8_u (i32.add (local.get $seen) (local.get $from)))))
          (local.set $fx (f64.sub (local.get $x) (local.get $fx)))
          (local.set $fy (f64.sub (local.get $y) (local.get $fy)))
          (local.set $place (i32.add (local.get $moving) (i32.shl (local.get $from) (i32.const 2))))
          (local.set $upper
            (f64.add
              (f64.mul (f64.promote_f32 (f32.load (local.get $place))) (f64.sub (f64.const 1) (local.get $fx)))
              (f64.mul (f64.promote_f32 (f32.load offset=4 (local.get $place))) (local.get $fx))))
          (local.set $place (i32.add (local.get $place) (i32.shl (local.get $movingWidth) (i32.const 2))))
          (local.set $lower
            (f64.add
              (f64.mul (f64.promote_f32 (f32.load (local.get $place))) (f64.sub (f64.const 1) (local.get $fx)))
              (f64.mul (f64.promote_f32 (f32.load offset=4 (local.get $place))) (local.get $fx))))
          (local.set $residual
            (f64.sub
              (f64.add
                (f64.mul (local.get $upper) (f64.sub (f64.const 1) (local.get $fy)))
                (f64.mul (local.get $lower) (local.get $fy)))
              (f64.promote_f32 (f32.load (i32.add (local.get $fixed) (i32.shl (local.get $at) (i32.const 2)))))))
          ;; What is printed over a picture differs much, and does not move it.
          (local.set $trust
            (f64.div
              (f64.const 1)
              (f64.add (f64.const 1) (f64.mul (local.get $residual) (local.get $residual)))))
          (local.set $weights (f64x2.splat (f64.mul (local.get $trust) (local.get $trust))))
          (local.set $residuals (f64x2.splat (local.get $residual)))
          ;; How each freedom would change the pixel.
          (local.set $u (f64.load (i32.add (local.get $across) (i32.shl (local.get $column) (i32.const 3)))))
          (local.set $d0
            (f64x2.replace_lane 1
              (f64x2.splat (f64.mul (local.get $gx) (local.get $u)))
              (f64.mul (local.get $gx) (local.get $v))))
          (local.set $d1
            (f64x2.replace_lane 1 (f64x2.splat (local.get $gx)) (f64.mul (local.get $gy) (local.get $u))))
          (local.set $d2
            (f64x2.replace_lane 1 (f64x2.splat (f64.mul (local.get $gy) (local.get $v))) (local.get $gy)))
          (local.set $w0 (f64x2.mul (local.get $weights) (local.get $d0)))
          (local.set $w1 (f64x2.mul (local.get $weights) (local.get $d1)))
          (local.set $w2 (f64x2.mul (local.get $weights) (local.get $d2)))
          (local.set $s0 (f64x2.add (local.get $s0) (f64x2.mul (local.get $w0) (local.get $residuals))))
          (local.set $s1 (f64x2.add (local.get $s1) (f64x2.mul (local.get $w1) (local.get $residuals))))
          (local.set $s2 (f64x2.add (local.get $s2) (f64x2.mul (local.get $w2) (local.get $residuals))))
          (local.set $splat (f64x2.splat (f64x2.extract_lane 0 (local.get $w0))))
          (local.set $h00 (f64x2.add (local.get $h00) (f64x2.mul (local.get $splat) (local.get $d0))))
          (local.set $h01 (f64x2.add (local.get $h01) (f64x2.mul (local.get $splat) (local.get $d1))))
          (local.set $h02 (f64x2.add (local.get $h02) (f64x2.mul (local.get $splat) (local.get $d2))))
          (local.set $splat (f64x2.splat (f64x2.extract_lane 1 (local.get $w0))))
          (local.set $h10 (f64x2.add (local.get $h10) (f64x2.mul (local.get $splat) (local.get $d0))))
          (local.set $h11 (f64x2.add (local.get $h11) (f64x2.mul (local.get $splat) (local.get $d1))))
          (local.set $h12 (f64x2.add (local.get $h12) (f64x2.mul (local.get $splat) (local.get $d2))))
          (local.set $splat (f64x2.splat (f64x2.extract_lane 0 (local.get $w1))))
          (local.set $h21 (f64x2.add (local.get $h21) (f64x2.mul (local.get $splat) (local.get $d1))))
          (local.set $h22 (f64x2.add (local.get $h22) (f64x2.mul (local.get $splat) (local.get $d2))))
          (local.set $splat (f64x2.splat (f64x2.extract_lane 1 (local.get $w1))))
          (local.set $h31 (f64x2.add (local.get $h31) (f64x2.mul (local.get $splat) (local.get $d1))))
          (local.set $h32 (f64x2.add (local.get $h32) (f64x2.mul (local.get $splat) (local.get $d2))))
          (local.set $splat (f64x2.splat (f64x2.extract_lane 0 (local.get $w2))))
          (local.set $h42 (f64x2.add (local.get $h42) (f64x2.mul (local.get $splat) (local.get $d2))))
          (local.set $splat (f64x2.splat (f64x2.extract_lane 1 (local.get $w2))))
          (local.set $h52 (f64x2.add (local.get $h52) (f64x2.mul (local.get $splat) (local.get $d2))))
          (if (local.get $isTilted)
            (then
              (local.set $pull
                (f64.neg
                  (f64.add (f64.mul (local.get $gx) (local.get $u)) (f64.mul (local.get $gy) (local.get $v)))))
              (local.set $d3
                (f64x2.replace_lane 1
                  (f64x2.splat (f64.mul (local.get $pull) (local.get $u)))
                  (f64.mul (local.get $pull) (local.get $v))))
              (local.set $w3 (f64x2.mul (local.get $weights) (local.get $d3)))
              (local.set $s3 (f64x2.add (local.get $s3) (f64x2.mul (local.get $w3) (local.get $residuals))))
              (local.set $splat (f64x2.splat (f64x2.extract_lane 0 (local.get $w0))))
              (local.set $h03 (f64x2.add (local.get $h03) (f64x2.mul (local.get $splat) (local.get $d3))))
              (local.set $splat (f64x2.splat (f64x2.extract_lane 1 (local.get $w0))))
              (local.set $h13 (f64x2.add (local.get $h13) (f64x2.mul (local.get $splat) (local.get $d3))))
              (local.set $splat (f64x2.splat (f64x2.extract_lane 0 (local.get $w1))))
              (local.set $h23 (f64x2.add (local.get $h23) (f64x2.mul (local.get $splat) (local.get $d3))))
              (local.set $splat (f64x2.splat (f64x2.extract_lane 1 (local.get $w1))))
              (local.set $h33 (f64x2.add (local.get $h33) (f64x2.mul (local.get $splat) (local.get $d3))))
              (local.set $splat (f64x2.splat (f64x2.extract_lane 0 (local.get $w2))))
              (local.set $h43 (f64x2.add (local.get $h43) (f64x2.mul (local.get $splat) (local.get $d3))))
              (local.set $splat (f64x2.splat (f64x2.extract_lane 1 (local.get $w2))))
              (local.set $h53 (f64x2.add (local.get $h53) (f64x2.mul (local.get $splat) (local.get $d3))))
              (local.set $splat (f64x2.splat (f64x2.extract_lane 0 (local.get $w3))))
              (local.set $h63 (f64x2.add (local.get $h63) (f64x2.mul (local.get $splat) (local.get $d3))))
              (local.set $splat (f64x2.splat (f64x2.extract_lane 1 (local.get $w3))))
              (local.set $h73 (f64x2.add (local.get $h73) (f64x2.mul (local.get $splat) (local.get $d3))))))
          (local.set $count (i32.add (local.get $count) (i32.const 1)))
          (br $columns))))
    (v128.store offset=0 (local.get $sums) (local.get $h00))
    (v128.store offset=16 (local.get $sums) (local.get $h01))
    (v128.store offset=32 (local.get $sums) (local.get $h02))
    (v128.store offset=48 (local.get $sums) (local.get $h03))
    (v128.store offset=64 (local.get $sums) (local.get $h10))
    (v128.store offset=80 (local.get $sums) (local.get $h11))
    (v128.store offset=96 (local.get $sums) (local.get $h12))
    (v128.store offset=112 (local.get $sums) (local.get $h13))
    (v128.store offset=144 (local.get $sums) (local.get $h21))
    (v128.store offset=160 (local.get $sums) (local.get $h22))
    (v128.store offset=176 (local.get $sums) (local.get $h23))
    (v128.store offset=208 (local.get $sums) (local.get $h31))
    (v128.store offset=224 (local.get $sums) (local.get $h32))
    (v128.store offset=240 (local.get $sums) (local.get $h33))
    (v128.store offset=288 (local.get $sums) (local.get $h42))
    (v128.store offset=304 (local.get $sums) (local.get $h43))
    (v128.store offset=352 (local.get $sums) (local.get $h52))
    (v128.store offset=368 (local.get $sums) (local.get $h53))
    (v128.store offset=432 (local.get $sums) (local.get $h63))
    (v128.store offset=496 (local.get $sums) (local.get $h73))
    (v128.store offset=512 (local.get $sums) (local.get $s0))
    (v128.store offset=528 (local.get $sums) (local.get $s1))
    (v128.store offset=544 (local.get $sums) (local.get $s2))
    (v128.store offset=560 (local.get $sums) (local.get $s3))
    (local.get $count)))
