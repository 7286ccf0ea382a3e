import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/tools.ts';

interface Manifest {
  readonly permissions?: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly optional_host_permissions?: readonly string[];
  readonly content_scripts?: readonly unknown[];
  readonly externally_connectable?: unknown;
  readonly web_accessible_resources?: readonly unknown[];
  readonly content_security_policy?: { readonly extension_pages?: string };
}

/** What a person grants by installing. A change here is a change of the promise, so it is made by hand. */
const PERMISSIONS = {
  chrome: ['activeTab', 'contextMenus', 'offscreen', 'scripting', 'sidePanel', 'storage'],
  firefox: ['activeTab', 'contextMenus', 'scripting', 'storage'],
} as const;
/**
 * Bytes of what runs in pages: the content script, which every page pays for, what frames with something to label take
 * in, and what frames take in where a card is opened. The labels grew by the corners and sizes a person may choose.
 */
const IN_PAGE = {
  'content-scripts/page.js': 20_000,
  'labels.js': 42_000,
  'card.js': 70_000,
} as const;
const IN_PAGE_SCRIPTS = Object.keys(IN_PAGE);
/** Bytes of script that a page of Whence's own takes in before it is there, as gzip makes of them. */
const MAX_PAGE = 80_000;
/** Characters the stores take. */
const MAX_DESCRIPTION = 132;

describe.each(['chrome', 'firefox'] as const)('the store build for %s', (name) => {
  const folder = join(ROOT, '.output', `${name}-mv3`);
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const manifest = () => JSON.parse(read('manifest.json')) as Manifest;

  it('asks for these permissions and no hosts at install', () => {
    expect(manifest().permissions?.toSorted()).toEqual(PERMISSIONS[name]);
    expect(manifest().host_permissions ?? []).toEqual([]);
    expect(manifest().content_scripts ?? []).toEqual([]);
    expect(manifest().optional_host_permissions).toEqual(['*://*/*']);
  });

  it('has the words for everything that browsers show of it', () => {
    const asked = [...read('manifest.json').matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key);
    expect(asked.length).toBeGreaterThan(2);
    const tags = readdirSync(join(folder, '_locales'));
    expect(tags.toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'zh_CN']);
    for (const tag of tags) {
      const words = JSON.parse(read(`_locales/${tag}/messages.json`)) as Record<string, { readonly message: string }>;
      for (const key of [...asked, 'menu_ask', 'menu_inspect'])
        expect(words[key]?.message, `${tag} ${key}`).toMatch(/\p{L}/u);
      expect(words['description']?.message.length, tag).toBeLessThanOrEqual(MAX_DESCRIPTION);
    }
    expect(read('manifest.json')).toContain('"default_locale":"en"');
  });

  it('ships the worker, the validator and what runs decoders, and no decoder', () => {
    expect(files().some((file) => /worker-[\w-]+\.js$/.test(file))).toBe(true);
    const wasm = files().filter((file) => file.endsWith('.wasm'));
    expect(wasm.map((file) => /(c2pa|ort-wasm-simd)/.exec(file)?.[0]).toSorted()).toEqual(['c2pa', 'ort-wasm-simd']);
    for (const file of wasm) expect(statSync(join(folder, file)).size).toBeGreaterThan(5_000_000);
    expect(files().filter((file) => file.endsWith('.onnx'))).toEqual([]);
  });

  it('lets no page reach in, and runs no code from elsewhere', () => {
    const { externally_connectable: connectable, web_accessible_resources: reachable } = manifest();
    expect(connectable).toBeUndefined();
    expect(reachable ?? []).toEqual([]);
    const policy = manifest().content_security_policy?.extension_pages ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    for (const page of files().filter((file) => file.endsWith('.html'))) {
      expect(read(page), page).not.toMatch(/<script[^>]+src="https?:|<script(?![^>]*\bsrc=)/);
    }
  });

  it('keeps what every page pays for small', () => {
    for (const [script, most] of Object.entries(IN_PAGE))
      expect(statSync(join(folder, script)).size, script).toBeLessThan(most);
    expect(files().filter((file) => file.startsWith('content-scripts/'))).toEqual([join('content-scripts', 'page.js')]);
  });

  it('keeps its own pages small', () => {
    /** A page or a script, with all scripts it names and they import. */
    const taken = (path: string, seen: Set<string>): Set<string> => {
      if (seen.has(path)) return seen;
      seen.add(path);
      const named = path.endsWith('.html')
        ? /(?:src|href)="\/?([\w./-]+\.js)"/g
        : /(?:from|import)\s*"(\.{1,2}\/[\w./-]+\.js)"/g;
      for (const [, to = ''] of read(path).matchAll(named))
        taken(join(to.startsWith('.') ? dirname(path) : '', to), seen);
      return seen;
    };
    const pages = files().filter((file) => file.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) {
      const scripts = [...taken(page, new Set())].filter((path) => path.endsWith('.js'));
      expect(scripts.length, page).toBeGreaterThan(0);
      const bytes = scripts.reduce((sum, path) => sum + gzipSync(read(path)).length, 0);
      expect(bytes, page).toBeLessThan(MAX_PAGE);
    }
  });

  it('ships the words of every other language once, and in no script', () => {
    const shipped = files().filter((file) => /^words\b.*\.json$/.test(file));
    expect(shipped).toHaveLength(15);
    const messages = ['', 'badges/', 'pages/'].flatMap((folder) =>
      Object.values<unknown>(JSON.parse(read(`words/${folder}ar.json`))).filter((each) => typeof each === 'string'),
    );
    const long = messages.filter((message) => message.length > 12 && /\p{Script=Arabic}/u.test(message));
    expect(long.length).toBeGreaterThan(100);
    for (const script of files().filter((file) => file.endsWith('.js'))) {
      const text = read(script);
      expect(
        long.filter((message) => text.includes(message)),
        script,
      ).toEqual([]);
    }
  });

  it('announces itself to no page', () => {
    for (const script of IN_PAGE_SCRIPTS)
      expect(read(script)).not.toMatch(
        /(?<![\w.#])postMessage|(window|self|globalThis|parent|top)\.postMessage|wxt:|CustomEvent/,
      );
  });

  it('tells pages and tests nothing', () => {
    expect(read('content-scripts/page.js')).not.toContain('whenceBadges');
  });
});
