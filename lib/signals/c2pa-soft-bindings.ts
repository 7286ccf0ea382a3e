import type { Manifest } from '../decoders/c2pa-store.ts';
import { listField, textField } from '../decoders/json-fields.ts';
import type { RecordSoftBinding } from '../model/report.ts';

/** Soft bindings told of one record. */
const MAX_SOFT_BINDINGS = 20;

/** Reads the `c2pa.soft-binding` assertions (C2PA 2.2 §18.10): a durable link was embedded, which is not a sign of AI. */
export function readSoftBindings(manifest: Manifest): readonly RecordSoftBinding[] {
  return manifest.assertions
    .filter((assertion) => /^c2pa\.soft-binding(__\d+)?$/.test(assertion.label))
    .flatMap(({ content }) => {
      const algorithm = textField(content, 'alg', 128);
      if (algorithm === null) return [];
      return listField(content, 'blocks', MAX_SOFT_BINDINGS).map((block) => ({
        algorithm,
        value: textField(block, 'value', 512) ?? '',
      }));
    })
    .slice(0, MAX_SOFT_BINDINGS);
}
