/** Arguments one call takes in every browser. */
const PIECE = 0x2000;

export function base64Of(bytes: Uint8Array): string {
  const modern = (bytes as { toBase64?(): string }).toBase64?.();
  if (modern !== undefined) return modern;
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}
