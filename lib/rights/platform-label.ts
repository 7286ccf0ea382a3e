import { cut } from './cut.ts';

/** Values looked at in all: the data of one page is a few thousand. */
const MAX_VALUES = 200_000;
/** Posts with a label of which is looked whether they are of the medium. */
const MAX_LABELED = 200;

/**
 * The label by which a platform says that AI was used, from the data it puts into its pages for its own player:
 * TikTok's `aigcLabelType` and Instagram's `gen_ai_detection_method`. No published interface, so what is not there says
 * nothing. Only of a post whose data has the medium's own address.
 * @param data scripts of JSON
 * @param address of the medium
 * @returns the label as `name: value`; `null`: none
 */
export function platformLabel(data: readonly string[], address: string): string | null {
  const wanted = withoutQuery(address);
  const budget = { left: MAX_VALUES };
  if (wanted === null) return null;
  for (const text of data) {
    let labeled = 0;
    for (const value of valuesIn(parsed(text), budget)) {
      const label = typeof value === 'object' && value !== null ? labelOf(value as Fields) : null;
      if (label === null) continue;
      labeled += 1;
      for (const inner of valuesIn(value, budget))
        if (typeof inner === 'string' && withoutQuery(inner) === wanted) return label;
      if (labeled === MAX_LABELED) break;
    }
  }
  return null;
}

type Fields = Readonly<Record<string, unknown>>;

function labelOf(post: Fields): string | null {
  const type = own(post, 'aigcLabelType') ?? own(fieldsOf(own(post, 'aigc_info')), 'aigc_label_type');
  // A number or its text; 0 is "no label".
  if (/^[1-9]\d?$/.test(typeof type === 'number' ? String(type) : typeof type === 'string' ? type : ''))
    return `aigcLabelType: ${String(type)}`;
  const method = own(fieldsOf(own(post, 'gen_ai_detection_method')), 'detection_method');
  return typeof method === 'string' && /^(?!NONE$)[A-Z_]+$/.test(method)
    ? `gen_ai_detection_method: ${cut(method)}`
    : null;
}

/** All values within a value, itself first, as long as the budget lasts. */
function* valuesIn(root: unknown, budget: { left: number }): Generator<unknown> {
  const open: unknown[] = [root];
  while (open.length > 0 && budget.left > 0) {
    budget.left -= 1;
    const value = open.pop();
    yield value;
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner);
  }
}

/** Addresses carry signatures that change with every view. */
function withoutQuery(address: string): string | null {
  const url = /^https?:/i.test(address) ? URL.parse(address) : null;
  return url === null ? null : `${url.host}${url.pathname}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
