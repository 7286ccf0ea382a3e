import type { XmpProperty, XmpValue } from '../model/xmp.ts';

/** Every text of the properties with this namespace and name, arrays flattened in order. */
export function xmpTexts(properties: readonly XmpProperty[], ns: string, name: string): readonly string[] {
  return xmpValues(properties, ns, name)
    .flatMap(textsOf)
    .filter((text) => text !== '');
}

/** The first text of a property; of a language alternative the `x-default` one. */
export function xmpText(properties: readonly XmpProperty[], ns: string, name: string): string | null {
  for (const value of xmpValues(properties, ns, name)) {
    const text = defaultTextOf(value) ?? textsOf(value).find((each) => each !== '');
    if (text !== undefined && text !== '') return text;
  }
  return null;
}

/** The values of the properties with this namespace and name. */
function xmpValues(properties: readonly XmpProperty[], ns: string, name: string): readonly XmpValue[] {
  return properties
    .filter((property) => property.ns === ns && property.name === name)
    .map((property) => property.value);
}

/** The structures a property holds, whether one or an array of them. */
export function xmpStructs(
  properties: readonly XmpProperty[],
  ns: string,
  name: string,
): readonly (readonly XmpProperty[])[] {
  return xmpValues(properties, ns, name)
    .flatMap((value) => (value.kind === 'array' ? value.items : [value]))
    .flatMap((value) => (value.kind === 'struct' ? [value.fields] : []));
}

function defaultTextOf(value: XmpValue): string | undefined {
  if (value.kind !== 'array') return undefined;
  const item = value.items.find((each) => each.kind === 'text' && each.lang?.toLowerCase() === 'x-default');
  return item?.kind === 'text' ? item.text : undefined;
}

function textsOf(value: XmpValue): readonly string[] {
  if (value.kind === 'text') return [value.text];
  if (value.kind === 'array') return value.items.flatMap(textsOf);
  return [];
}
