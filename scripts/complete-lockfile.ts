import { readFile, writeFile } from 'node:fs/promises';

/**
 * Adds to package-lock.json the optional packages of other platforms that the registry in use did not offer.
 * `npm ci` refuses a lockfile without them, although it never installs them here. Run after changing a dependency.
 */
interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const path = new URL('../package-lock.json', import.meta.url);
const lock: { packages: Record<string, object> } = JSON.parse(await readFile(path, 'utf8'));
const packages = new Map<string, LockedPackage>(Object.entries(lock.packages));

for (const [place, owner] of [...packages]) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    if (resolves(place, name)) continue;
    const top = `node_modules/${name}`;
    packages.set(packages.has(top) ? `${place}/${top}` : top, {
      version,
      ...(owner.dev === true && { dev: true }),
      optional: true,
      ...platformOf(name),
    } as LockedPackage);
  }
}

lock.packages = Object.fromEntries([...packages].toSorted(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);

/** Whether a package at `place` would find `name`, as Node looks for it: beside itself, then further up. */
function resolves(place: string, name: string): boolean {
  for (let base = place; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (packages.has(`${base === '' ? '' : `${base}/`}node_modules/${name}`)) return true;
    if (base === '') return false;
  }
}

/** Binaries are named after the platform they run on: `binding-linux-arm64-musl`. */
function platformOf(name: string): object {
  const words = (name.split('/').at(-1) ?? '').split('-');
  const os = words.find((word) => /^(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)$/.test(word));
  const cpu = words.find((word) => /^(arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)$/.test(word));
  return { ...(cpu !== undefined && { cpu: [cpu] }), ...(os !== undefined && { os: [os] }) };
}
