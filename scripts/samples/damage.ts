import type { Picture } from './sign.ts';

/** The picture with one bit of its compressed pixels turned, near the end so that it still decodes. */
export function changePixel(picture: Picture): Picture {
  return turnBit(picture, picture.bytes.length - 64);
}

/** One letter of the claim changed, so that the signature no longer covers it. */
export function changeClaim(picture: Picture): Picture {
  return turnBit(picture, after(picture, 'dc:title') + 2);
}

/** One letter of the actions assertion changed, so that the claim's hash of it no longer holds. */
export function changeAssertion(picture: Picture): Picture {
  return turnBit(picture, after(picture, 'softwareAgent') + 8);
}

/** A file whose last third did not arrive. */
export function cutOff(picture: Picture): Picture {
  return { ...picture, bytes: picture.bytes.subarray(0, Math.round((picture.bytes.length * 2) / 3)) };
}

/** A file that ends right after its first `text`. */
export function cutAfter(picture: Picture, text: string): Picture {
  return { ...picture, bytes: picture.bytes.subarray(0, after(picture, text)) };
}

function turnBit(picture: Picture, offset: number): Picture {
  const bytes = Buffer.from(picture.bytes);
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
  return { ...picture, bytes };
}

function after(picture: Picture, text: string): number {
  const at = picture.bytes.indexOf(text);
  if (at === -1) throw new Error(`The sample does not hold "${text}".`);
  return at + text.length;
}
