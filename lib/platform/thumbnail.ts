import { THUMBNAIL_SIDE, type Thumbnail } from '../originals/same-picture.ts';

/** Largest picture decoded for a comparison: four bytes a pixel are held at once. */
const MAX_PIXELS = 100_000_000;

/**
 * A picture's thumbnail for comparison: decoded and turned upright by the browser, laid on white, scaled without regard
 * to shape. `null` for what the browser does not decode, SVG among them.
 */
export async function thumbnailOf(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  pixels: { readonly width: number; readonly height: number } | null,
): Promise<Thumbnail | null> {
  if (pixels !== null && pixels.width * pixels.height > MAX_PIXELS) return null;
  const bitmap = await createImageBitmap(new Blob([bytes], { type })).catch(() => null);
  if (bitmap === null) return null;
  try {
    const { width, height } = bitmap;
    const luma = lumaOf(scaled(bitmap));
    return luma === null ? null : { luma, width, height };
  } finally {
    bitmap.close();
  }
}

/** Halved until it is near the side: drawing at once to so small a size would skip most of the pixels. */
function scaled(bitmap: ImageBitmap): OffscreenCanvas | null {
  let source: ImageBitmap | OffscreenCanvas = bitmap;
  for (;;) {
    const width: number = nextSide(source.width);
    const height: number = nextSide(source.height);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) return null;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0, width, height);
    if (width === THUMBNAIL_SIDE && height === THUMBNAIL_SIDE) return canvas;
    source = canvas;
  }
}

function nextSide(side: number): number {
  return side > 2 * THUMBNAIL_SIDE ? Math.ceil(side / 2) : THUMBNAIL_SIDE;
}

/** ITU-R BT.601. */
function lumaOf(canvas: OffscreenCanvas | null): Uint8Array | null {
  const data = canvas?.getContext('2d')?.getImageData(0, 0, THUMBNAIL_SIDE, THUMBNAIL_SIDE).data;
  if (data === undefined) return null;
  return Uint8Array.from({ length: THUMBNAIL_SIDE * THUMBNAIL_SIDE }, (_, index) => {
    const at = index * 4;
    return Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0));
  });
}
