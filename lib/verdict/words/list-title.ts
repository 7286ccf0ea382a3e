import type { PageTranslate } from '../../i18n/page-translator.ts';
import { displayName } from './display-name.ts';

/** A trust list as a title: the published ones in the person's language, their own as they named them. */
export function listTitle(
  { kind, name }: { readonly kind: 'c2pa' | 'interim' | 'custom'; readonly name: string },
  t: PageTranslate,
): string {
  return kind === 'custom' ? displayName(name) : t(`trust-page.list.${kind}`);
}
