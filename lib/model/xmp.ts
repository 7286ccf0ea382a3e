/** One XMP value: a text, an array (Alt, Bag, Seq flattened in order) or a structure. */
export type XmpValue =
  | { readonly kind: 'text'; readonly text: string; readonly lang?: string }
  | { readonly kind: 'array'; readonly items: readonly XmpValue[] }
  | { readonly kind: 'struct'; readonly fields: readonly XmpProperty[] };

/** A property by namespace URI (never by prefix) and local name. */
export interface XmpProperty {
  readonly ns: string;
  readonly name: string;
  readonly value: XmpValue;
}
