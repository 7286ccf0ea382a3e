import type { PageTranslate } from '../i18n/page-translator.ts';
import { displayName, listTitle } from '../verdict/words.ts';
import { commandsFor } from './commands.ts';
import { type EnclosedSighting, hasOtherBytes, isBrought, type PackIndex } from './evidence.ts';
import { REPORT, REPORT_PAGE, SUMS } from './file-names.ts';

/** Longest address or title written out, in characters. */
const MAX_SHOWN = 2000;

/** README.txt: what is in the pack, how to replay it, and what it proves and does not. */
export function readMe(index: PackIndex, t: PageTranslate): string {
  const { page, address, made, original, manifests, view, trust, sighting } = index;
  const enclosed = [
    'file' in original ? `${original.file}  ${t('pack.readme.original')}` : missingWords(index, t),
    ...manifests.map((name) => `${name}  ${t('pack.readme.manifest')}`),
    `${REPORT}  ${t('pack.readme.report')}`,
    `${REPORT_PAGE}  ${t('pack.readme.page')}`,
    'file' in view ? `${view.file}  ${t('pack.readme.view')}` : t(`pack.no-view.${view.missing}`),
    ...(sighting === undefined ? [] : sightingLines(sighting, t)),
    ...trust.map((list) => `${list.anchors}  ${t('pack.readme.list', { name: listTitle(list, t) })}`),
    `${SUMS}  ${t('pack.readme.sums')}`,
  ];
  return `${[
    t('pack.title'),
    '',
    `${t('pack.made')}: ${made}`,
    ...(page === null ? [] : [`${t('pack.seen-at')}: ${displayName(page.url, MAX_SHOWN)}`]),
    ...(isBrought(index) ? [`${t('pack.seen-at')}: ${t('pack.no-page')}`] : []),
    `${t('pack.file')}: ${displayName(address, MAX_SHOWN)}`,
    ...(hasOtherBytes(index) ? ['', t('pack.other-bytes')] : []),
    ...(sighting?.isPageOpen === false ? ['', t('works.pack.page-closed')] : []),
    '',
    t('pack.readme.enclosed'),
    ...enclosed.map((line) => `  ${line}`),
    '',
    t('pack.check'),
    ...commandsFor(index).map((command) => `  ${command}`),
    t('pack.check.where'),
    '',
    t('pack.proves'),
    `- ${t('pack.proves.bytes')}`,
    `- ${t('pack.proves.record')}`,
    '',
    t('pack.limits'),
    ...limitsWords(index, t).map((words) => `- ${words}`),
  ].join('\n')}\n`;
}

function sightingLines({ statement, fingerprint, picture }: EnclosedSighting, t: PageTranslate): readonly string[] {
  return [
    `${statement.file}  ${t('works.pack.statement')}`,
    ...(picture === null ? [] : [`${picture.file}  ${t('works.pack.picture')}`]),
    ...(fingerprint === null ? [] : [`${fingerprint.file}  ${t('works.pack.fingerprint')}`]),
  ];
}

/** What no pack of this kind shows. */
export function limitsWords(index: PackIndex, t: PageTranslate): readonly string[] {
  return [
    t(isBrought(index) ? 'pack.limits.no-page' : 'pack.limits.page'),
    t('pack.limits.time'),
    t('pack.limits.true'),
  ];
}

/** Why the original is not enclosed, and the hash that is known of it all the same. */
export function missingWords({ original, inspectedSha256 }: PackIndex, t: PageTranslate): string {
  if (!('missing' in original)) return '';
  const why = t('pack.no-original', { why: t(`why-short.${original.missing}`) });
  return inspectedSha256 === null ? why : `${why} ${t('pack.hash-known', { hash: inspectedSha256 })}`;
}
