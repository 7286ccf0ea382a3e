import type { Spot } from './spot.ts';

/**
 * Paints on a canvas the picture that an element of the page shows now, whole: pixels go from one to the other inside
 * the browser, and nothing is fetched or asked of the page.
 * @param longest longer side of the canvas, in pixels.
 * @returns whether it could; only pictures of `<img>` can be had so.
 */
export function paintShown({ element, slot }: Spot, canvas: HTMLCanvasElement, longest: number): boolean {
  if (slot !== 'content' || !(element instanceof HTMLImageElement)) return false;
  return paint(element, element.naturalWidth, element.naturalHeight, canvas, longest);
}

/** Paints a picture that came as bytes; it has no address at any time. @returns whether the browser decodes it. */
export async function paintBytes(
  base64: string,
  type: string,
  canvas: HTMLCanvasElement,
  longest: number,
): Promise<boolean> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type }));
  return paint(bitmap, bitmap.width, bitmap.height, canvas, longest);
}

function paint(
  picture: CanvasImageSource,
  width: number,
  height: number,
  canvas: HTMLCanvasElement,
  longest: number,
): boolean {
  const share = Math.min(1, longest / Math.max(width, height));
  canvas.width = Math.round(width * share);
  canvas.height = Math.round(height * share);
  if (canvas.width * canvas.height === 0) return false;
  const context = canvas.getContext('2d');
  context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context !== null;
}
