import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { utf8 } from '../../lib/bytes/byte-view.ts';
import type { Raster } from '../../lib/model/raster.ts';
import { findHiddenCharacters } from '../../lib/watermarks/hidden-characters.ts';
import { readStealthPnginfo } from '../../lib/watermarks/stealth-pnginfo.ts';
import { embedBits, plainRaster } from '../support/embed-stealth.ts';
import { figure, type Figure } from './figure.ts';

const RUNS = 7;
const SIDE = 2048;
const LARGEST_TEXT = 4 * 1024 * 1024;

/** Time to look for hidden text in pixels: where there is none, and where it fills the picture. */
export function stealthFigures(side = SIDE): readonly Figure[] {
  const plain = plainRaster(side, side);
  const room = Math.floor((side ** 2 * 3) / 8) - 19;
  const head = Buffer.from(`stealth_rgbinfo\0\0\0\0`);
  head.writeUInt32BE(room * 8, 15);
  const full = embedBits(plain, head, { carrier: 'rgb' });
  return [timed('stealth, unmarked, a megapixel', plain), timed('stealth, filled with text, a megapixel', full)];
}

function timed(name: string, raster: Raster): Figure {
  const megapixels = (raster.width * raster.height) / 1e6;
  readStealthPnginfo(raster);
  const runs = Array.from({ length: RUNS }, () => {
    const started = process.cpuUsage();
    readStealthPnginfo(raster);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000 / megapixels;
  });
  return figure({ name, in: 'node', unit: 'ms', runs, target: { atMost: 10, unit: 'ms' } });
}

/**
 * How many real texts are said to have hidden characters: the messages of `.mo` files, a file being a text, and
 * everything else in the folders that is UTF-8. Each call is written to standard error, to be explained.
 */
export function hiddenTextFigures(folders: readonly string[]): readonly Figure[] {
  const seen = { texts: 0, invisible: 0, called: 0 };
  for (const path of folders.flatMap(textsIn)) {
    const text = textOf(path);
    if (text === null) continue;
    seen.texts++;
    if (!/\p{Default_Ignorable_Code_Point}/u.test(text)) continue;
    seen.invisible++;
    const found = findHiddenCharacters(text);
    if (found === null) continue;
    seen.called++;
    process.stderr.write(`${path}: ${found.count} hidden, ${JSON.stringify(found.places[0])}\n`);
  }
  const count = (name: string, value: number) => figure({ name, in: 'node', unit: 'files', runs: [value] });
  return [
    count('texts', seen.texts),
    count('texts with invisible characters', seen.invisible),
    count('texts said to have hidden ones', seen.called),
  ];
}

function textsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(\.(mo|md|txt|html?|json|po|rst|gz)|README|LICENSE)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function textOf(path: string): string | null {
  const stored = readFileSync(path);
  if (stored.length > LARGEST_TEXT) return null;
  if (path.endsWith('.mo')) return messagesOf(stored);
  return utf8(path.endsWith('.gz') ? gunzipSync(stored) : stored) ?? null;
}

/** The translations of a compiled message file (GNU gettext manual §10.3), a line each. */
function messagesOf(file: Buffer): string | null {
  if (file.length < 28 || file.readUInt32LE(0) !== 0x950412de) return null;
  const table = file.readUInt32LE(16);
  const lines = Array.from({ length: file.readUInt32LE(8) }, (_, index) => {
    const [length, offset] = [file.readUInt32LE(table + index * 8), file.readUInt32LE(table + index * 8 + 4)];
    return file.subarray(offset, offset + length);
  });
  // The first is the header.
  return utf8(Buffer.concat(lines.slice(1).flatMap((line) => [line, Buffer.from('\n')]))) ?? null;
}
