/** A DER value: its tag, its length, its content. */
export function der(tag: number, ...contents: readonly ArrayLike<number>[]): Uint8Array {
  const content = Uint8Array.from(contents.flatMap((each) => Array.from(each)));
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([tag, ...size, ...content]);
}

export interface CertificateParts {
  readonly subject?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly validity?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
}

/** What is read of an X.509 certificate (RFC 5280 §4.1), unsigned. */
export function certificateOf({ subject, issuer, validity, extensions = [] }: CertificateParts): Uint8Array {
  const nothing = der(0x30);
  const tail = extensions.length === 0 ? [] : [der(0xa3, der(0x30, ...extensions))];
  const fields = [der(2, [1]), nothing, issuer ?? nothing, validity ?? nothing, subject ?? nothing, nothing];
  return der(0x30, der(0x30, der(0xa0, der(2, [2])), ...fields, ...tail));
}

/** A `Name` of one part each, by the last byte of its type: 3 is the common name, 10 the organization. */
export function nameOf(...parts: readonly (readonly [type: number, value: Uint8Array])[]): Uint8Array {
  return der(0x30, ...parts.map(([type, value]) => der(0x31, der(0x30, der(6, [0x55, 4, type]), value))));
}
