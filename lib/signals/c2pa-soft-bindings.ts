import type { Manifest } from '../decoders/c2pa-store.ts';
import { field, type Json, listField, textField } from '../decoders/json-fields.ts';
import type { SoftBinding } from '../model/soft-binding.ts';

/** Soft bindings told of one record. */
const MAX_SOFT_BINDINGS = 20;
/** Longest value told, in base64 characters; watermarks have some dozen, fingerprints a few hundred. */
const MAX_VALUE = 4096;

/** Reads the `c2pa.soft-binding` assertions (C2PA 2.2 §18.10): a durable link was embedded, which is not a sign of AI. */
export function readSoftBindings(manifest: Manifest): readonly SoftBinding[] {
  return manifest.assertions
    .filter((assertion) => /^c2pa\.soft-binding(__\d+)?$/.test(assertion.label))
    .flatMap(({ content }) => {
      const alg = textField(content, 'alg', 128);
      if (alg === null) return [];
      return listField(content, 'blocks', MAX_SOFT_BINDINGS).map((block): SoftBinding => ({
        alg,
        value: base64Of(field(block, 'value')),
        from: 'record',
      }));
    })
    .slice(0, MAX_SOFT_BINDINGS);
}

/**
 * The value as base64. The standard makes it bytes, which the validator's JSON shows as a list of numbers or as
 * `b64'…'`; signing tools also write text, which is either base64 already or the algorithm's own notation
 * (TrustMark's `2*0110…`). A value cut short would name something else, so one too long is left out.
 */
function base64Of(value: Json): string {
  if (Array.isArray(value)) {
    const isBytes =
      value.length <= MAX_VALUE && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
    return isBytes ? capped(btoa(String.fromCharCode(...value))) : '';
  }
  if (typeof value !== 'string' || value.length > MAX_VALUE) return '';
  const [, wrapped] = /^b64'([^']*)'$/.exec(value) ?? [];
  const text = wrapped ?? value;
  if (isBase64(text)) return text;
  return wrapped === undefined ? capped(btoa(binary(text))) : '';
}

/** Whole groups of four with their padding: a text of another alphabet or length is no base64. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}

function binary(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

function capped(base64: string): string {
  return base64.length <= MAX_VALUE ? base64 : '';
}
