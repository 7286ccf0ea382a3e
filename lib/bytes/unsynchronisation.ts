/**
 * Undoes ID3's unsynchronisation (ID3v2.4 structure §6.1): the zero that was put after each FF byte, so that
 * no player takes a picture in a tag for music, is taken out again.
 */
export function resynchronize(bytes: Uint8Array): Uint8Array {
  const restored = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    restored[length++] = byte;
    if (byte === 0xff && bytes[at + 1] === 0) at++;
  }
  return restored.subarray(0, length);
}
