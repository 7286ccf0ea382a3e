/** Reads of parsed JSON whose every key and value is an attacker's: own properties only, wrong types are absent. */

export type Json = unknown;

/** The own field of an object, or `undefined`. */
export function field(value: Json, key: string): Json {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** A text field cut at `cap` characters, or `null`. */
export function textField(value: Json, key: string, cap = 2048): string | null {
  const text = field(value, key);
  return typeof text === 'string' && text !== '' ? text.slice(0, cap) : null;
}

/** An array field cut at `cap` entries; anything else is empty. */
export function listField(value: Json, key: string, cap = 1000): readonly Json[] {
  const list = field(value, key);
  return Array.isArray(list) ? list.slice(0, cap) : [];
}

/** The own entries of an object field, at most `cap`. */
export function entriesField(value: Json, key: string, cap = 1000): readonly (readonly [string, Json])[] {
  const object = field(value, key);
  return typeof object === 'object' && object !== null && !Array.isArray(object)
    ? Object.entries(object).slice(0, cap)
    : [];
}
