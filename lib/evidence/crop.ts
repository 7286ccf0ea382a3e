interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/**
 * The part of a picture of a viewport that shows `box`, in whole device pixels; `null` when none of it is in view.
 * @param box in CSS pixels of the viewport.
 * @param viewport in CSS pixels.
 * @param picture in device pixels.
 */
export function cropOf(box: Box, viewport: Size, picture: Size): Box | null {
  const [across, down] = [picture.width / viewport.width, picture.height / viewport.height];
  const left = clamp(Math.floor(box.x * across), picture.width);
  const top = clamp(Math.floor(box.y * down), picture.height);
  const right = clamp(Math.ceil((box.x + box.width) * across), picture.width);
  const bottom = clamp(Math.ceil((box.y + box.height) * down), picture.height);
  if (!(right > left && bottom > top)) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
