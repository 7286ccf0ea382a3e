/**
 * From a report to words. Everything the badge, the card and the pages say of a verdict comes through here, but for what
 * only the panel says: pages would take in the tables behind it.
 */
export { TERMS, type TermId, termOf } from './words/glossary.ts';
export { badgeWords } from './words/badge-words.ts';
export type { BadgeWords } from './words/badge-words.ts';
export { displayName } from './words/display-name.ts';
export {
  canFetchRecord,
  canFingerprint,
  canLookUp,
  canSeekOriginal,
  fetchFailure,
  softBindingsOf,
} from './words/further-steps.ts';
export { algorithmWords, lookUpFailure } from './words/look-up-words.ts';
export { hiddenWords } from './words/hidden-words.ts';
export type { HiddenWords } from './words/hidden-words.ts';
export { hostOf } from './words/host.ts';
export { ladderOf, listName } from './words/ladder.ts';
export type { Rung } from './words/ladder.ts';
export { limitOf, limitsOf } from './words/limits.ts';
export { listTitle } from './words/list-title.ts';
export { groupOf, popupLines } from './words/popup-lines.ts';
export type { Group, PopupLines } from './words/popup-lines.ts';
export { regionKey } from './words/region.ts';
export { lookedUpSentence, quotedRecord, reasonSentence, remoteHost, sentenceOf } from './words/sentence.ts';
export { signalCounts, signalRows } from './words/signal-words.ts';
export type { SignalRow } from './words/signal-words.ts';
export { layoutOf, trustmarkWords } from './words/trustmark-words.ts';
