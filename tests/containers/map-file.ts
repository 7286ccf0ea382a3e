import { readPart } from '../../lib/bytes/read-part.ts';
import { latin1 } from '../../lib/bytes/byte-view.ts';
import { recognize } from '../../lib/containers/index.ts';
import type { ContainerMap, PartKind } from '../../lib/model/container.ts';
import { countingSource, type CountingSource } from '../support/build-bytes.ts';

export interface MappedFile {
  readonly map: ContainerMap;
  readonly source: CountingSource;
  readonly kinds: readonly PartKind[];
  /** The bytes of the first part of a kind, one character each; why not, in parentheses. */
  read(kind: PartKind, index?: number): Promise<string>;
}

/** A file as the engine would map it. Throws when no container claims it. */
export async function mapFile(file: Uint8Array, options?: Parameters<typeof countingSource>[1]): Promise<MappedFile> {
  const container = recognize(file.subarray(0, 4096));
  if (container === null) throw new Error('no container claims this file');
  const source = countingSource(file, options);
  const map = await container.map(source);
  const read = async (kind: PartKind, index = 0) => {
    const part = map.parts.filter((each) => each.kind === kind)[index];
    if (part === undefined) return '(none)';
    const outcome = await readPart(source, part, 1 << 24);
    return outcome.kind === 'found' ? latin1(outcome.value) : `(${outcome.kind === 'absent' ? 'absent' : outcome.why})`;
  };
  return { map, source, kinds: map.parts.map(({ kind }) => kind), read };
}
