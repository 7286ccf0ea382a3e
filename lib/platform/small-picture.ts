/** A picture as it is compared: scaled down and laid on white, so that every decoder's picture of a file is the same. */
export interface SmallPicture {
  /** Of the file's own picture, as it is shown. */
  readonly width: number;
  readonly height: number;
  readonly small: { readonly width: number; readonly height: number; readonly rgba: Uint8Array<ArrayBuffer> };
  /** The same, encoded to be shown, at most `SHOWN_SIDE` a side; `null` where it was not asked for. */
  readonly shown: Blob | null;
}

/** Longer side of what is compared, in pixels. */
const COMPARED_SIDE = 1024;
const SHOWN_SIDE = 320;
const SHOWN_TYPE = 'image/webp';
/** Largest picture decoded: four bytes a pixel are held at once. */
const MAX_PIXELS = 120_000_000;

/**
 * Whether a picture takes too much memory to be decoded. Asked of what the file's head says before it is decoded: a file
 * of some kilobytes may hold gigabytes.
 */
export function isTooLargeToDecode({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width * height > MAX_PIXELS;
}

/**
 * Decodes a picture in the browser and makes it small.
 * @returns `null` where the browser does not decode it; `too-large` where it would take too much memory
 */
export async function smallPicture(picture: Blob, isShown: boolean): Promise<SmallPicture | 'too-large' | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return null;
  try {
    const { width, height } = bitmap;
    if (isTooLargeToDecode(bitmap)) return 'too-large';
    const canvas = scaledTo(bitmap, COMPARED_SIDE);
    const context = canvas?.getContext('2d', { willReadFrequently: true });
    if (canvas === null || context == null) return 'too-large';
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const rgba = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.length);
    const shown = isShown
      ? await scaledTo(canvas, SHOWN_SIDE)?.convertToBlob({ type: SHOWN_TYPE, quality: 0.8 })
      : null;
    return { width, height, small: { width: canvas.width, height: canvas.height, rgba }, shown: shown ?? null };
  } finally {
    bitmap.close();
  }
}

/** Halved until it is near the side: drawing at once to so small a size would skip most of the pixels. */
export function scaledTo(picture: ImageBitmap | OffscreenCanvas, longest: number): OffscreenCanvas | null {
  let source: ImageBitmap | OffscreenCanvas = picture;
  for (;;) {
    const longer = Math.max(source.width, source.height);
    const share = longer > 2 * longest ? 1 / 2 : Math.min(1, longest / longer);
    const sides = [source.width, source.height].map((side) => Math.max(1, Math.round(side * share)));
    const canvas: OffscreenCanvas = new OffscreenCanvas(sides[0] ?? 1, sides[1] ?? 1);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) return null;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    if (longer * share <= longest) return canvas;
    source = canvas;
  }
}
