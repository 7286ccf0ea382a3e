import type { Rights } from '../model/report.ts';
import type { StanceLine } from '../model/stance.ts';
import { cut } from './cut.ts';

/** Names of the report's own fields, which whoever shows them puts into words. */
export const FILE_FIELDS = ['creator', 'credit', 'copyright', 'licence', 'licensor', 'identifiers'] as const;

/** What the file itself says of rights, as its report tells it. */
export function fileLines(rights: Rights): readonly StanceLine[] {
  const training = rights.training.statements.map(({ source, stance }): StanceLine => {
    // `XMP plus:DataMining DMI-ALLOWED`: the carrier, the field, the value.
    const [carrier = '', field = '', ...value] = source.split(' ');
    return { layer: 'file', source: carrier, field, value: cut(value.join(' ')), stance, scope: 'training' };
  });
  const told = FILE_FIELDS.flatMap((field) => {
    const value = rights[field];
    const texts = typeof value === 'string' ? [value] : (value ?? []);
    return texts.map((text): StanceLine => ({
      ...{ layer: 'file', source: '', field, value: cut(text), stance: 'unstated', scope: 'rights' },
    }));
  });
  return [...training, ...told];
}
