/** A JSON object written anew as Python's `json.dumps` writes it, one top-level member left out. */
export interface PythonJson {
  readonly text: string;
  /** The left-out member's value where it was a text; `null` when it was not there. */
  readonly removed: string | null;
}

/**
 * Reproduces `json.dumps(json.loads(json) without key)` at Python's defaults: members in document order, `", "` and
 * `": "` between them, everything beyond printable ASCII as `\uXXXX`. Numbers keep the spelling they came in, which
 * `JSON.parse` would lose (`5.0`, `1e-05`). `null`: not a JSON object, or nested too deeply.
 */
export function pythonJsonWithout(json: string, key: string): PythonJson | null {
  const reader = new Reader(json);
  let removed: string | null = null;
  try {
    const text = reader.object(0, (name, value) => {
      if (name !== key) return true;
      removed = value;
      return false;
    });
    return reader.isAtEnd() ? { text, removed } : null;
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

class NotJson extends Error {}

type Keep = (name: string, text: string | null) => boolean;

class Reader {
  readonly #json: string;
  #at = 0;

  constructor(json: string) {
    this.#json = json;
  }

  isAtEnd(): boolean {
    this.#skipBlanks();
    return this.#at === this.#json.length;
  }

  object(depth: number, keep: Keep): string {
    this.#expect('{');
    const members: string[] = [];
    if (this.#accept('}')) return '{}';
    do {
      const name = this.#string();
      this.#expect(':');
      const { text, value } = this.#value(depth + 1);
      if (keep(name, value)) members.push(`${quoted(name)}: ${text}`);
    } while (this.#accept(','));
    this.#expect('}');
    return `{${members.join(', ')}}`;
  }

  #array(depth: number): string {
    this.#expect('[');
    const items: string[] = [];
    if (this.#accept(']')) return '[]';
    do items.push(this.#value(depth + 1).text);
    while (this.#accept(','));
    this.#expect(']');
    return `[${items.join(', ')}]`;
  }

  /** `value`: the text meant, where it is one. */
  #value(depth: number): { text: string; value: string | null } {
    if (depth > MAX_DEPTH) throw new NotJson();
    this.#skipBlanks();
    const next = this.#json[this.#at];
    if (next === '{') return { text: this.object(depth, () => true), value: null };
    if (next === '[') return { text: this.#array(depth), value: null };
    if (next !== '"') return { text: this.#literal(), value: null };
    const value = this.#string();
    return { text: quoted(value), value };
  }

  #literal(): string {
    LITERAL.lastIndex = this.#at;
    const literal = LITERAL.exec(this.#json)?.[0];
    if (literal === undefined) throw new NotJson();
    this.#at += literal.length;
    return literal;
  }

  #string(): string {
    this.#expect('"');
    const start = this.#at;
    while (this.#json[this.#at] !== '"') {
      if (this.#at >= this.#json.length) throw new NotJson();
      this.#at += this.#json[this.#at] === '\\' ? 2 : 1;
    }
    this.#at++;
    try {
      return JSON.parse(`"${this.#json.slice(start, this.#at)}`) as string;
    } catch {
      throw new NotJson();
    }
  }

  #accept(char: string): boolean {
    this.#skipBlanks();
    if (this.#json[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #expect(char: string): void {
    if (!this.#accept(char)) throw new NotJson();
  }

  #skipBlanks(): void {
    while (' \t\n\r'.includes(this.#json[this.#at] ?? '!')) this.#at++;
  }
}

function quoted(text: string): string {
  return `"${text.replace(/[^ !#-[\]-~]/g, (char) => ESCAPES.get(char) ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);
/** JSON's literals and the three more that Python writes. */
const LITERAL = /true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const MAX_DEPTH = 64;
