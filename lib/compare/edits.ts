import type { Agreement, FileSays, PageSays } from '../model/comparison.ts';
import type { Report } from '../model/report.ts';

/** Steps that change what a picture shows (C2PA 2.2 §18.15.2); turning, scaling and saving anew do not. */
const EDITS = new Set(
  ['adjustedColor', 'color_adjustments', 'cropped', 'drawing', 'edited', 'filtered', 'placed', 'removed'].map(
    (step) => `c2pa.${step}`,
  ),
);
/** A cut is an edit to some and none to others. */
const DEBATED = new Set(['c2pa.cropped']);
const MAX_STEPS = 8;

const SAYS_UNEDITED =
  /(?<!\p{L})(?:un(?:edited|retouched|altered)|no (?:edits|editing|retouching)|straight out of (?:the )?camera|SOOC|non retouchée?s?|sans retouches?|sin (?:editar|retoques?|retocar)|без (?:обработки|ретуши))(?!\p{L})|未经(?:编辑|修图|处理)|无修图|بدون تعديل/iu;

/**
 * The edits a record lists beside a page that says there are none. Nothing else is compared: a record that lists no edit
 * need not list them all, and a page that says nothing of edits denies none.
 */
export function edits(
  { basis, record }: Report,
  texts: readonly { readonly kind: PageSays['kind']; readonly text: string }[],
): { readonly file: readonly FileSays[]; readonly page: readonly PageSays[] } {
  const listed = basis.startsWith('signed-') ? (record?.actions ?? []) : [];
  const steps = [...new Set(listed.map(({ action }) => action))].filter((action) => EDITS.has(action));
  const agreement: Agreement = steps.every((step) => DEBATED.has(step)) ? 'unclear' : 'differs';
  const page = texts.filter(({ text }) => SAYS_UNEDITED.test(text)).map((says) => ({ ...says, agreement }));
  if (steps.length === 0 || page.length === 0) return { file: [], page: [] };
  return { file: steps.slice(0, MAX_STEPS).map((text) => ({ kind: 'step', text })), page };
}
