import { quote } from './quote.ts';
import { absentUnlessGap, type Declaration, type Signal } from './signal.ts';

export interface SamsungGenaiValue extends Declaration {
  /** Samsung's own number for the kind of edit; it publishes no list of them. */
  readonly type: number;
  readonly text: string;
  readonly where: string;
}

/**
 * The `genAIType` that Galaxy AI writes into its photo editor's record after the picture. Read inside that record
 * only (`PhotoEditor_Re_Edit_Data`, on newer phones also `PEg_Info`): elsewhere the word is anybody's. 0 means none.
 */
export const samsungGenai: Signal<'samsung-genai', SamsungGenaiValue> = {
  id: 'samsung-genai',
  needs: 'parts',
  detect(evidence) {
    const { trailer } = evidence.fields;
    for (const { index } of trailer.matchAll(RECORD).take(MAX_RECORDS)) {
      const record = trailer.slice(index, index + MAX_RECORD);
      const type = Number(GEN_AI_TYPE.exec(record)?.[1] ?? 0);
      if (type === 0) continue;
      const value = {
        says: 'ai-edited',
        tool: 'Samsung Galaxy AI',
        type,
        text: quote(record),
        where: 'trailer',
      } as const;
      return { kind: 'found', value };
    }
    return absentUnlessGap(evidence, ['trailer']);
  },
};

const RECORD = /PhotoEditor_Re_Edit_Data|PEg_Info(?=\s*\{)/g;
const GEN_AI_TYPE = /genAIType"\s{0,8}:\s{0,8}(-?\d{1,9})/;
/** A phone writes one. */
const MAX_RECORDS = 8;
/** Records seen are under 10 kB. */
const MAX_RECORD = 64 * 1024;
