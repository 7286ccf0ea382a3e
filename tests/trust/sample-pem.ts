/** A DER SEQUENCE of `length` content bytes: all that a certificate is before it is read. */
export function sequence(length: number, fill = 0): Uint8Array {
  const head =
    length < 0x80 ? [0x30, length] : length < 0x100 ? [0x30, 0x81, length] : [0x30, 0x82, length >> 8, length & 0xff];
  return Uint8Array.of(
    ...head,
    ...new Uint8Array(length).fill(fill & 0xff).map((byte, index) => (index === 0 ? fill >> 8 : byte)),
  );
}

/** A stand-in certificate, told from the others by its number. */
export function pemOf(number: number): string {
  const lines =
    Buffer.from(sequence(90, number))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

export function pemOfMany(count: number): string {
  return Array.from({ length: count }, (_, index) => pemOf(index)).join('');
}
