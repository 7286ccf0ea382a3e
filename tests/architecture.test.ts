import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TREES = ['lib', 'components', 'entrypoints', 'scripts', 'tests'] as const;

/**
 * Who may import whom: page element → bytes → container parts → signals → verdict → label, and nothing flows back.
 * `values` are rooms whose code may be called; `types` are rooms of which only types may be named.
 * A room may always use itself and the types of `model`.
 */
const RULES: Readonly<Record<string, { readonly values: readonly string[]; readonly types?: readonly string[] }>> = {
  model: { values: [] },
  bytes: { values: ['model'] },
  containers: { values: ['model', 'bytes'] },
  decoders: { values: ['model', 'bytes'] },
  watermarks: { values: ['model', 'bytes'] },
  recognition: { values: ['model', 'bytes'] },
  originals: { values: ['model'] },
  streams: { values: ['model'] },
  compare: { values: ['model', 'originals'] },
  rights: { values: ['model', 'bytes', 'decoders', 'originals'] },
  details: { values: ['model', 'decoders', 'rights'] },
  signals: { values: ['model', 'bytes', 'decoders', 'watermarks'] },
  i18n: { values: ['model', 'locales'] },
  table: { values: ['model'], types: ['messaging'] },
  verdict: { values: ['model', 'signals', 'i18n'] },
  inspect: {
    values: [
      'model',
      'bytes',
      'containers',
      'decoders',
      'recognition',
      'signals',
      'rights',
      'details',
      'verdict',
      'i18n',
    ],
  },
  tree: { values: ['model'] },
  evidence: { values: ['model', 'bytes', 'containers', 'verdict', 'i18n'] },
  settings: { values: ['model'] },
  messaging: { values: ['model', 'settings', 'fetch'], types: ['i18n'] },
  fetch: { values: ['model', 'bytes', 'originals', 'streams'] },
  catalog: { values: ['model'] },
  cache: { values: ['model'], types: ['fetch', 'messaging', 'settings'] },
  trust: { values: ['model', 'bytes'], types: ['messaging', 'settings'] },
  weights: { values: ['model', 'bytes'] },
  platform: {
    values: [
      'model',
      'bytes',
      'cache',
      'catalog',
      'compare',
      'decoders',
      'evidence',
      'fetch',
      'inspect',
      'messaging',
      'originals',
      'page',
      'recognition',
      'rights',
      'settings',
      'trust',
      'verdict',
      'weights',
      'i18n',
    ],
  },
  page: { values: ['model', 'i18n', 'verdict', 'messaging'], types: ['settings'] },
  components: { values: ['i18n', 'verdict', 'tree', 'table', 'assets'], types: ['messaging', 'settings'] },
  entrypoints: {
    values: [
      'model',
      'i18n',
      'verdict',
      'messaging',
      'settings',
      'page',
      'platform',
      'compare',
      'cache',
      'catalog',
      'originals',
      'trust',
      'weights',
      'components',
      'table',
      'locales',
      'assets',
    ],
    types: ['inspect', 'fetch'],
  },
};

/** Rooms that see bytes, time and trust lists only as arguments. */
const PURE = [
  'model',
  'bytes',
  'containers',
  'decoders',
  'watermarks',
  'recognition',
  'originals',
  'streams',
  'compare',
  'rights',
  'details',
  'signals',
  'tree',
  'verdict',
  'inspect',
  'evidence',
  'table',
];
const IMPURE =
  /\b(browser|chrome)\.|\b(document|window|localStorage|indexedDB|navigator|location)\b\s*[.[]|\bfetch\(|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.|\bset(Timeout|Interval)\(/;
const BANNED_NAMES = /^(utils?|helpers?|common|misc|managers?|services?|handlers?|data|info)$/;
/** Longer than this is two ideas. */
const MAX_LINES = 250;

interface SourceFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
  /** The text without comments and string contents. */
  readonly code: string;
}

const files: readonly SourceFile[] = TREES.flatMap((tree) => listFiles(join(ROOT, tree)))
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
  .map((file) => {
    const path = relative(ROOT, file).split(sep).join('/');
    const text = readFileSync(file, 'utf8');
    return { path, room: roomOf(path), text, code: bare(text) };
  });
const product = files.filter(({ path }) => /^(lib|components|entrypoints)\//.test(path));

it('finds the source', () => {
  expect(product.length).toBeGreaterThan(100);
});

describe('rooms', () => {
  it.each(Object.keys(RULES))('%s imports only from rooms before it', (room) => {
    const rule = RULES[room];
    const wrong = product
      .filter((file) => file.room === room)
      .flatMap((file) => importsOf(file).map((to) => ({ ...to, from: file.path })))
      .filter(({ to, isType }) => {
        if (to === room || (isType && to === 'model')) return false;
        return !(rule?.values.includes(to) || (isType && rule?.types?.includes(to)));
      })
      .map(({ from, to, isType }) => `${from} imports ${isType ? 'types' : 'code'} from ${to}, and ${room} may not.`);
    expect(wrong).toEqual([]);
  });

  it('have a rule each', () => {
    const without = new Set(product.map(({ room }) => room).filter((room) => !Object.hasOwn(RULES, room)));
    expect([...without].map((room) => `${room} has no import rule in tests/architecture.test.ts.`)).toEqual([]);
  });

  it('down to inspect take time, network, storage and chance from nobody', () => {
    expectNone(
      product.filter(({ room, path }) => PURE.includes(room) && path.startsWith('lib/')),
      IMPURE,
      'has a host of its own',
    );
  });

  it('other than page leave the DOM of pages alone', () => {
    const others = product.filter(({ path }) => path.startsWith('lib/') && !path.startsWith('lib/page/'));
    expectNone(others, /\bdocument\s*\.\s*(query|create|get|body|head|add)/, 'touches a DOM');
  });

  it('of components get everything as props', () => {
    expectNone(
      product.filter(({ room }) => room === 'components'),
      /\b(browser|chrome)\.|\bsendMessage\b|\bfetch\(/,
      'talks to the browser itself',
    );
  });
});

describe('source', () => {
  it('imports by full file name', () => {
    const wrong = files.flatMap(({ path, text }) =>
      relativeImports(text)
        .filter(({ from }) => !/\.\w+(\?\w+)?$/.test(from))
        .map(({ from }) => `${path} imports "${from}" without its ending.`),
    );
    expect(wrong).toEqual([]);
  });

  it('imports files that exist', () => {
    const wrong = files.flatMap(({ path, text }) =>
      relativeImports(text)
        .filter(({ from }) => !existsSync(resolve(ROOT, dirname(path), from.replace(/\?\w+$/, ''))))
        .map(({ from }) => `${path} imports "${from}", which is not there.`),
    );
    expect(wrong).toEqual([]);
  });

  it('is named for one idea', () => {
    const wrong = files.flatMap(({ path }) => {
      const parts = path.split('/').map((part) => part.replace(/(\.test|\.content|\.config)?\.\w+$/, ''));
      const bad = parts.filter((part) => BANNED_NAMES.test(part));
      return bad.map((part) => `${path}: "${part}" says nothing.`);
    });
    expect(wrong).toEqual([]);
  });

  it('is named in kebab-case, components in PascalCase', () => {
    const wrong = files
      .filter(({ path, room }) => {
        const name = basename(path);
        const isComponent = room === 'components' || (room === 'entrypoints' && path.endsWith('.tsx'));
        return !(
          /^[a-z0-9-]+(\.(test|content|config))*\.(tsx?|mjs)$/.test(name) ||
          (isComponent && /^[A-Z]\w+\.tsx$/.test(name)) ||
          path.startsWith('tests/components/')
        );
      })
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it('keeps each file to one idea', () => {
    const wrong = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > MAX_LINES && !path.startsWith('tests/'))
      .map(({ path, lines }) => `${path} has ${lines} lines; over ${MAX_LINES} is more than one idea.`);
    expect(wrong).toEqual([]);
  });

  it('never makes markup or code from text', () => {
    expectNone(
      product,
      /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdangerouslySetInnerHTML\b|\bdocument\.write\b|\beval\(|\bnew Function\(/,
      'makes markup or code from text',
    );
  });

  it('makes workers in the one way that ships them', () => {
    expectNone(product, /new Worker\(\s*new URL\(/, 'makes a worker that the build leaves out; import it with ?worker');
  });

  it('leaves nothing of its making behind', () => {
    const marks = new RegExp(`${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|\\.only\\(`);
    const wrong = files.filter(({ text }) => marks.test(text)).map(({ path }) => `${path} has a left-over mark.`);
    expect(wrong).toEqual([]);
    expectNone(product, /\bconsole\.(log|debug)\(/, 'prints for its maker');
  });
});

it('every detector is in the registry and has a test', () => {
  const registry = files.find(({ path }) => path === 'lib/signals/registry.ts')?.text ?? '';
  const detectors = product.filter(({ room, code }) => room === 'signals' && /export const \w+: Signal</.test(code));
  expect(detectors.length).toBeGreaterThan(0);
  const wrong = detectors.flatMap(({ path }) => {
    const name = basename(path, '.ts');
    return [
      ...(registry.includes(`./${name}.ts`) ? [] : [`${path} is not in lib/signals/registry.ts.`]),
      ...(existsSync(join(ROOT, 'tests/signals', `${name}.test.ts`)) ? [] : [`${path} has no test.`]),
    ];
  });
  expect(wrong).toEqual([]);
});

function expectNone(among: readonly SourceFile[], pattern: RegExp, fault: string): void {
  const wrong = among
    .map(({ path, code }) => ({ path, match: pattern.exec(code)?.[0] }))
    .filter(({ match }) => match !== undefined)
    .map(({ path, match }) => `${path} ${fault}: ${match}`);
  expect(wrong).toEqual([]);
}

function importsOf({ path, text }: SourceFile): readonly { readonly to: string; readonly isType: boolean }[] {
  return relativeImports(text).map(({ from, isType }) => ({
    to: roomOf(
      relative(ROOT, resolve(ROOT, dirname(path), from))
        .split(sep)
        .join('/'),
    ),
    isType,
  }));
}

/** Static and dynamic imports and re-exports of the project's own files. */
function relativeImports(text: string): readonly { readonly from: string; readonly isType: boolean }[] {
  const pattern =
    /\b(?:import|export)\b(\s+type\b)?[^;'"()]*?\bfrom\s*['"](\.[^'"]+)['"]|\bimport\s*\(?\s*['"](\.[^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map(([, type, from, bareFrom]) => ({
    from: from ?? bareFrom ?? '',
    isType: type !== undefined,
  }));
}

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'lib' ? second : first;
}

function bare(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/(^|[^:])\/\/.*$/gm, '$1')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

function listFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
