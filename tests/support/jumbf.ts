/** JUMBF boxes by hand (ISO/IEC 19566-5), as a manifest store is made of them. */

export function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, { length: each }) => sum + each, 8);
  const header = new Uint8Array(8);
  new DataView(header.buffer).setUint32(0, length);
  header.set(new TextEncoder().encode(type), 4);
  return Buffer.concat([header, ...content]);
}

export function superbox(label: string, ...content: readonly Uint8Array[]): Uint8Array {
  const description = box('jumd', new Uint8Array(16), Uint8Array.of(3), new TextEncoder().encode(`${label}\0`));
  return box('jumb', description, ...content);
}

export function manifest(label: string, ...assertions: readonly Uint8Array[]): Uint8Array {
  return superbox(label, superbox('c2pa.assertions', ...assertions));
}

export function jsonAssertion(label: string, content: unknown): Uint8Array {
  return superbox(label, box('json', new TextEncoder().encode(JSON.stringify(content))));
}

export function fileAssertion(label: string, bytes: Uint8Array): Uint8Array {
  return superbox(label, box('bfdb', new TextEncoder().encode('\0image/jpeg\0')), box('bidb', bytes));
}

export function manifestStore(...manifests: readonly Uint8Array[]): Uint8Array {
  return superbox('c2pa', ...manifests);
}
