/** JSON as it is found in the wild: cut from other text, quoted once more, with HTML entities. All input is capped. */

/** Characters of one text that are searched for JSON; labels and settings are a few kilobytes. */
const MAX_JSON = 256 * 1024;

/** The value of a JSON text, also when it is a JSON string that holds JSON; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  let value: unknown = text.slice(0, MAX_JSON);
  for (let layer = 0; layer < MAX_LAYERS && typeof value === 'string'; layer++) {
    try {
      value = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return typeof value === 'string' ? undefined : value;
}

/** The own field of a JSON object whose name is `name` in any case. */
export function fieldAnyCase(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const wanted = name.toLowerCase();
  return Object.entries(value).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** From the `{` at `start` to the `}` that closes it, braces inside strings not counted; `null` when it never closes. */
export function cutObject(text: string, start: number): string | null {
  let depth = 0;
  let isString = false;
  for (let at = start; at < Math.min(text.length, start + MAX_JSON); at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '"') isString = !isString;
    else if (isString) continue;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return null;
}

/** With the entities that stand for JSON's own characters undone, also when they were escaped twice. */
export function unescapeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replace(/&(?:amp;)?(quot|#34|#x22|lt|gt|apos|#39);/gi, (_, name: string) => ENTITIES.get(name.toLowerCase()) ?? '')
    .replaceAll('&amp;', '&');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['quot', '"'],
  ['#34', '"'],
  ['#x22', '"'],
  ['lt', '<'],
  ['gt', '>'],
  ['apos', "'"],
  ['#39', "'"],
]);
const MAX_LAYERS = 3;
