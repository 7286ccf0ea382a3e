type Key = number | string;
type Value = number | Uint8Array | readonly Uint8Array[];
type Headers = readonly (readonly [Key, Value])[];

/** A COSE_Sign1 with these headers (RFC 9052 §4.2), as C2PA keeps it. */
export function coseOf({ signed = [], unsigned = [] }: { signed?: Headers; unsigned?: Headers }): Uint8Array {
  const headers = mapOf(signed);
  return joined([
    Uint8Array.of(0xd2, 0x84),
    bytesItem(headers),
    mapOf(unsigned),
    [0xf6],
    bytesItem(new Uint8Array(64)),
  ]);
}

/** A manifest store with one manifest for each of these signatures. */
export function storeOf(signatures: readonly Uint8Array[], label = 'c2pa.signature', kind = 'c2ma'): Uint8Array {
  const manifests = signatures.map((cose, index) =>
    superbox(kind, `urn:${index}`, [superbox('c2cs', label, [box('cbor', cose)])]),
  );
  return superbox('c2pa', 'c2pa', manifests);
}

function superbox(kind: string, label: string, boxes: readonly Uint8Array[]): Uint8Array {
  const uuid = [...Buffer.from(kind), ...Buffer.from('00110010800000aa00389b71', 'hex')];
  return box('jumb', joined([box('jumd', joined([uuid, [3], [...Buffer.from(label)], [0]])), ...boxes]));
}

function box(type: string, content: Uint8Array): Uint8Array {
  const length = content.length + 8;
  return joined([
    [length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255],
    [...Buffer.from(type)],
    content,
  ]);
}

function mapOf(headers: Headers): Uint8Array {
  return joined([head(5, headers.length), ...headers.flatMap(([key, value]) => [itemOf(key), itemOf(value)])]);
}

function itemOf(value: Key | Value): Uint8Array {
  if (typeof value === 'number') return head(0, value);
  if (typeof value === 'string') return joined([head(3, value.length), [...Buffer.from(value)]]);
  return value instanceof Uint8Array ? bytesItem(value) : joined([head(4, value.length), ...value.map(bytesItem)]);
}

function bytesItem(bytes: Uint8Array): Uint8Array {
  return joined([head(2, bytes.length), bytes]);
}

function head(major: number, argument: number): Uint8Array {
  if (argument < 24) return Uint8Array.of((major << 5) | argument);
  return Uint8Array.of(
    (major << 5) | 26,
    argument >>> 24,
    (argument >> 16) & 255,
    (argument >> 8) & 255,
    argument & 255,
  );
}

function joined(pieces: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => Array.from(piece)));
}
