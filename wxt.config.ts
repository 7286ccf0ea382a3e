import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { defineConfig } from 'wxt';
import packageJson from './package.json' with { type: 'json' };

/** The build that tests drive: hosts required instead of optional, every site from the start (DESIGN §7). */
const E2E = 'e2e';
const EVERY_SITE = '*://*/*';

/** Oldest versions with what Whence uses: `matchOriginAsFallback`, `AbortSignal.any`, `runtime.getContexts`. */
const MINIMUM_CHROMIUM = '120';
const MINIMUM_FIREFOX = '140.0';
const MINIMUM_SAFARI = '18.4';

/**
 * Nothing but Whence's own files runs. Pictures come from anywhere because the lists show the page's own;
 * connections, because media is read where it lies.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob: http: https:",
  "connect-src 'self' http: https:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Pictures of the toolbar icon that assets/icons may hold, by size. */
const ICON = /^(?:icon-)?(\d+)\.png$/;

const icons = existsSync('assets/icons')
  ? Object.fromEntries(
      (await readdir('assets/icons')).flatMap((file) => {
        const size = ICON.exec(file)?.[1];
        return size === undefined ? [] : [[size, `icons/${file}`]];
      }),
    )
  : {};

/**
 * What browsers say for Whence in their own menus and lists, by language, in the form they take it. They know Simplified
 * Chinese by its region.
 */
const browserWords = await Promise.all(
  (await readdir('locales/browser')).map(async (file) => {
    const words = Object.entries<string>(JSON.parse(await readFile(`locales/browser/${file}`, 'utf8')));
    const messages = Object.fromEntries(words.map(([key, message]) => [key, { message }]));
    const language = file.replace('.json', '').replace('zh-Hans', 'zh_CN');
    return { relativeDest: `_locales/${language}/messages.json`, contents: JSON.stringify(messages) };
  }),
);

/** Words of the other languages, loaded by lib/platform/words.ts. English is in the scripts. */
const words = await Promise.all(
  ['', 'badges/', 'pages/'].map(async (folder) =>
    Promise.all(
      (await readdir(`locales/${folder}`))
        .filter((file) => file.endsWith('.json') && file !== 'en.json')
        .map(async (file) => ({
          relativeDest: `words/${folder}${file}`,
          contents: JSON.stringify(JSON.parse(await readFile(`locales/${folder}${file}`, 'utf8'))),
        })),
    ),
  ),
);

/**
 * Pages a person opens to look for a moment. Each is built by itself, into one script: sharing with the others takes
 * a dozen files, and opening the popup was mostly waiting for those.
 */
const OPENED_OFTEN = new Set(['popup', 'sidepanel']);

/** The entrypoints that run in pages, and the one that runs before those of Whence's own pages. */
const SMALL = new Set(['page', 'labels', 'card', 'early']);

/**
 * What is paid on every page does without two things the rest of Whence is built with. The polyfill (10 kB): the few
 * calls made there (`runtime.sendMessage`, `runtime.onMessage` by callback, `runtime.id`) are the same in every browser
 * with Manifest 3, promises included. And WXT's context for content scripts: see quiet-context.ts.
 */
function inPageAliases(aliases: object): Record<string, string> {
  const { 'wxt/browser': _polyfill, ...others } = { ...aliases } as Record<string, string>;
  return { ...others, 'wxt/utils/content-script-context': resolve('entrypoints/page.content/quiet-context.ts') };
}

export default defineConfig({
  imports: false,
  srcDir: '.',
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: () => ({
    worker: { format: 'es' },
    build: { target: 'es2023' },
  }),
  manifest: ({ browser, mode, command }) => {
    const isChromium = browser === 'chrome' || browser === 'edge';
    return {
      name: 'Whence',
      // From locales/browser, in the browser's own language.
      default_locale: 'en',
      description: '__MSG_description__',
      version: packageJson.version,
      permissions: ['activeTab', 'storage', 'scripting', 'contextMenus', ...(isChromium ? ['offscreen'] : [])],
      ...(mode === E2E ? { host_permissions: [EVERY_SITE] } : { optional_host_permissions: [EVERY_SITE] }),
      // The development server injects scripts and styles of its own.
      ...(command === 'build' && { content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY } }),
      icons,
      action: { default_title: 'Whence', default_icon: icons },
      commands: {
        ask: {
          suggested_key: { default: 'Alt+Shift+W' },
          description: '__MSG_command_ask__',
        },
        'next-label': { suggested_key: { default: 'Alt+Shift+L' }, description: '__MSG_command_next_label__' },
      },
      ...(isChromium && { minimum_chrome_version: MINIMUM_CHROMIUM, incognito: 'split' }),
      ...(browser === 'firefox' && {
        browser_specific_settings: {
          gecko: {
            id: 'whence@whence.example',
            strict_min_version: MINIMUM_FIREFOX,
            data_collection_permissions: { required: ['none'] },
          },
        },
      }),
      ...(browser === 'safari' && { browser_specific_settings: { safari: { strict_min_version: MINIMUM_SAFARI } } }),
    };
  },
  hooks: {
    'entrypoints:grouped': (_wxt, groups) => {
      const shared = groups.find(Array.isArray) ?? [];
      const often = shared.filter(({ name }) => OPENED_OFTEN.has(name));
      for (const page of often) shared.splice(shared.indexOf(page), 1);
      groups.push(...often.map((page) => [page]));
    },
    'build:publicAssets': async (_wxt, files) => {
      files.push(...browserWords, ...words.flat());
      for (const folder of ['icons', 'trust']) {
        const from = resolve('assets', folder);
        if (!existsSync(from)) continue;
        for (const file of await readdir(from)) {
          files.push({ absoluteSrc: join(from, file), relativeDest: `${folder}/${file}` });
        }
      }
    },
    'vite:build:extendConfig': (entrypoints, config) => {
      if (!entrypoints.some(({ name }) => SMALL.has(name))) return;
      config.resolve = { ...config.resolve, alias: inPageAliases(config.resolve?.alias ?? {}) };
      // 8 % less than the bundler's own makes of it. Unsafe only where a function is called with `new`: here, classes are.
      const compress = { passes: 4, unsafe_arrows: true, unsafe_methods: true };
      config.build = { ...config.build, minify: 'terser', terserOptions: { ecma: 2020, compress } };
    },
    'build:manifestGenerated': (wxt, manifest) => {
      // Safari's event page may own a Worker; its service worker may not.
      const worker =
        manifest.background && 'service_worker' in manifest.background ? manifest.background.service_worker : undefined;
      if (wxt.config.browser === 'safari' && worker !== undefined) {
        manifest.background = { scripts: [worker], type: 'module' } as never;
      }
      // Safari has no panel; there it is a tab.
      if (wxt.config.browser === 'safari') {
        delete manifest.side_panel;
        manifest.permissions = (manifest.permissions ?? []).filter((name) => name !== 'sidePanel');
      }
    },
  },
});
