import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Format } from '../model/format.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';
import { walk } from './walk.ts';

/**
 * OpenType fonts (ISO/IEC 14496-22): a directory of tables. `C2PA` is one (C2PA 2.2 Annex A.3.7): a store, the address
 * of one, or both.
 */
export const otf: Container = sfnt('font/otf', ['OTTO']);
export const ttf: Container = sfnt('font/ttf', ['\0\x01\0\0', 'true']);
/** Collections and the compressed forms of the web are known for what they are and not opened. */
export const collection: Container = unread('font/collection', 'ttcf');
export const woff: Container = unread('font/woff', 'wOFF');
export const woff2: Container = unread('font/woff2', 'wOF2');

function sfnt(format: Format, versions: readonly string[]): Container {
  return {
    format,
    matches: (head) => {
      const view = new ByteView(head);
      const count = view.u16(4) ?? 0;
      // Four plain bytes begin many a file: the first table's tag is looked at as well.
      return versions.some((version) => view.startsWith(version)) && count > 0 && TAG.test(view.latin1(12, 4) ?? '');
    },
    map: (source) => walk(format, source, walkTables),
  };
}

function unread(format: Format, signature: string): Container {
  return {
    format,
    matches: (head) => new ByteView(head).startsWith(signature),
    map: (source) => walk(format, source, async (_, findings) => findings.fault('unsupported')),
  };
}

async function walkTables(file: Window, findings: Findings): Promise<void> {
  const count = (await file.at(0, HEADER)).u16(4) ?? 0;
  const directory = await file.at(HEADER, count * RECORD);
  for (let i = 0; i < count; i++) {
    const at = i * RECORD;
    const [offset, length] = [directory.u32(at + 8), directory.u32(at + 12)];
    if (offset === undefined || length === undefined) return findings.fault('truncated');
    if (directory.startsWith('C2PA', at)) await readTable(file, { offset, length }, findings);
  }
}

async function readTable(file: Window, table: ByteRange, findings: Findings): Promise<void> {
  const start = (await file.at(table.offset, TABLE_HEADER)).from(0, table.length);
  const [uriOffset, uriLength] = [start.u32(4), start.u16(8)];
  const [storeOffset, storeLength] = [start.u32(12), start.u32(16)];
  if (uriOffset === undefined || uriLength === undefined || storeOffset === undefined || storeLength === undefined)
    return findings.fault('truncated');
  const isInside = uriOffset + uriLength <= table.length && storeOffset + storeLength <= table.length;
  if (!isInside || (file.size !== null && table.offset + table.length > file.size)) return findings.fault('malformed');
  if (uriOffset !== 0 && uriLength > 0)
    findings.add('c2pa-link', [{ offset: table.offset + uriOffset, length: uriLength }]);
  if (storeOffset === 0 || storeLength === 0) return;
  const store = { offset: table.offset + storeOffset, length: storeLength };
  findings.addStore([store], (await file.at(store.offset, STORE_START)).from(0, store.length).bytes);
}

const TAG = /^[\x20-\x7e]{4}$/;
const HEADER = 12;
const RECORD = 16;
const TABLE_HEADER = 20;
