import { findHiddenCharacters, type HiddenCharacters } from '../watermarks/hidden-characters.ts';
import { absentUnlessGap, type Signal } from './signal.ts';

export type { HiddenCharacters };

/**
 * Invisible characters in plain text that writing does not ask for. People, programs and hidden instructions put them
 * there; of AI they say nothing.
 */
export const hiddenCharacters: Signal<'hidden-characters', HiddenCharacters> = {
  id: 'hidden-characters',
  needs: 'parts',
  only: 'text/plain',
  detect(evidence) {
    const value = findHiddenCharacters(evidence.fields.plainText ?? '');
    return value === null ? absentUnlessGap(evidence, ['plain-text']) : { kind: 'found', value };
  },
};
