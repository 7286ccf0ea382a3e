import { expect } from 'vitest';
import { ns } from '../../lib/decoders/xmp-namespaces.ts';
import type { Format } from '../../lib/model/format.ts';
import type { PartKind } from '../../lib/model/container.ts';
import type { DecodedFields, ExifFields } from '../../lib/model/fields.ts';
import type { Outcome, Unanswered } from '../../lib/model/outcome.ts';
import type { Raster } from '../../lib/model/raster.ts';
import type { XmpProperty } from '../../lib/model/xmp.ts';
import { declaredSignals } from '../../lib/signals/registry.ts';
import type { Evidence, Signal } from '../../lib/signals/signal.ts';

export interface Given extends Partial<Omit<DecodedFields, 'exif'>> {
  readonly exif?: Partial<ExifFields>;
  readonly gaps?: readonly (readonly [PartKind, Unanswered])[];
  readonly incomplete?: Unanswered;
  readonly format?: Format;
  readonly pixels?: Outcome<Raster>;
}

export function evidence({ exif, gaps = [], incomplete, format = 'image/png', pixels, ...fields }: Given): Evidence {
  return {
    map: { format, parts: [], incomplete: incomplete ?? null },
    fields: {
      xmp: [],
      iptc: new Map(),
      texts: [],
      comments: [],
      trailer: '',
      exif: exif === undefined ? null : { otherText: new Map(), ...exif },
      ...fields,
    },
    gaps: new Map(gaps),
    pixels: async () => pixels ?? { kind: 'unanswered', why: 'unsupported' },
  };
}

export async function detect<Value>(signal: Signal<never, Value> | Signal, given: Given): Promise<Outcome<Value>> {
  return (await signal.detect(evidence(given), new AbortController().signal)) as Outcome<Value>;
}

/** The value found; fails the test when nothing was. */
export async function found<Value extends object>(signal: Signal, given: Given): Promise<Value> {
  const outcome = await detect<Value>(signal, given);
  expect(outcome.kind).toBe('found');
  const value = outcome.kind === 'found' ? outcome.value : ({} as Value);
  expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  return value;
}

/** Every declaration of AI that any detector reads out of these fields. */
export async function declarations(given: Given): Promise<readonly string[]> {
  const said: string[] = [];
  for (const signal of declaredSignals) {
    const outcome = await signal.detect(evidence(given), new AbortController().signal);
    if (outcome.kind === 'found' && outcome.value.says !== null) said.push(`${signal.id}: ${outcome.value.says}`);
  }
  return said;
}

export function xmp(uri: keyof typeof ns, name: string, text: string): XmpProperty {
  return { ns: ns[uri], name, value: { kind: 'text', text } };
}

export function png(keyword: string, text: string): Given {
  return { texts: [{ keyword, text }] };
}
