/** What a person copied, as far as it can be inspected. */
export type Copied =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' };

/**
 * Reads the clipboard. Must be called inside a click; browsers ask first.
 * @throws where the browser does not hand it over.
 */
export async function readClipboard(): Promise<Copied> {
  for (const item of await navigator.clipboard.read()) {
    const type = item.types.find((each) => each.startsWith('image/'));
    if (type !== undefined) {
      const picture = await item.getType(type);
      return { kind: 'file', file: new File([picture], `${type.replace('/', '.')}`, { type }) };
    }
    if (item.types.includes('text/plain')) {
      return { kind: 'text', text: await (await item.getType('text/plain')).text() };
    }
  }
  return { kind: 'nothing' };
}
