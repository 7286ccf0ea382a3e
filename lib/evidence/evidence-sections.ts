import { formatDate, formatDateTime, formatList } from '../i18n/format.ts';
import type { PageTranslate } from '../i18n/page-translator.ts';
import type { RecordNode, Report } from '../model/report.ts';
import { displayName, limitOf, listName, listTitle, signalRows } from '../verdict/words.ts';
import { commandsFor } from './commands.ts';
import type { PackIndex } from './evidence.ts';
import { facts } from './facts-table.ts';
import { html, type Markup } from './markup.ts';
import { limitsWords } from './read-me.ts';

/** More of a list than this is counted, not printed; report.json has them all. */
const MAX_LISTED = 50;
/** Nodes of the tree printed, and levels of indenting: deeper ones stand on the last. */
const MAX_NODES = 200;
const MAX_DEPTH = 8;

/** Who signed, on whose list, and when. */
export function signerSection({ record, recordFrom, basis, remote }: Report, t: PageTranslate): Markup | null {
  if (record === null) return null;
  const { signer, organisation, generator, signedAt, timestampTrusted, certificateExpires } = record;
  return section(t('pack.who-signed'), [
    isReliable(basis) ? null : note(t('report.unreliable')),
    facts([
      [t('report.signer.kept-at'), recordFrom === 'remote' && remote !== null ? displayName(remote, 300) : null],
      [t('report.signer.list'), listName(record, t)],
      [t('report.signer.organisation'), shown(organisation)],
      [t('report.signer.certificate'), shown(signer)],
      [t('report.signer.with'), shown(generator)],
      [t('report.signer.at'), signedAt === null ? null : formatDateTime(signedAt, t.language)],
      [t('report.signer.time'), t(timestampTrusted ? 'report.signer.time-trusted' : 'report.signer.time-claimed')],
      [t('report.signer.expires'), certificateExpires === null ? null : formatDate(certificateExpires, t.language)],
      [t('report.signer.revocation'), t(`details.revocation.${record.revocation}`)],
    ]),
    recordFrom === 'remote' ? html`<p>${t('pack.remote-record')}</p>` : null,
  ]);
}

/** What the validator complained of. */
export function codesSection({ record }: Report, t: PageTranslate): Markup | null {
  const codes = [...new Set([...(record?.failures ?? []), ...(record?.ingredientFailures ?? [])])];
  if (codes.length === 0) return null;
  const items = codes.slice(0, MAX_LISTED).map((code) => html`<li><code>${displayName(code)}</code></li>`);
  return section(t('report.codes'), [
    html`<ul>
      ${items}
    </ul>`,
    more(codes.length, t),
  ]);
}

/** The provenance tree as nested lists. */
export function treeSection({ record, basis }: Report, t: PageTranslate): Markup | null {
  if (record === null || record.tree.length === 0) return null;
  return section(t('report.tree'), [
    isReliable(basis) ? null : note(t('report.unreliable')),
    html`<div class="tree">${branches(record.tree.slice(0, MAX_NODES), t)}</div>`,
    record.tree.length > MAX_NODES ? html`<p>${t('pack.more', { count: record.tree.length - MAX_NODES })}</p>` : null,
  ]);
}

/** What the record says was done. */
export function actionsSection({ record }: Report, t: PageTranslate): Markup | null {
  if (record === null || record.actions.length === 0) return null;
  const rows = record.actions.slice(0, MAX_LISTED).map(
    ({ action, by, when, digitalSourceType }) =>
      html`<tr>
        <th scope="row"><bdi>${displayName(action)}</bdi></th>
        <td><bdi>${displayName(digitalSourceType ?? '')}</bdi></td>
        <td><bdi>${displayName(by ?? '')}</bdi> ${when === null ? null : formatDate(when, t.language)}</td>
      </tr>`,
  );
  const heads = [t('report.actions.action'), t('report.actions.source'), t('report.actions.by')];
  return section(t('report.actions'), [table(heads, rows), more(record.actions.length, t)]);
}

/** Everything that was looked for, found, absent and unanswered. */
export function signalsSection(report: Report, t: PageTranslate): Markup {
  const answers = signalRows(report, t);
  const count = (wanted: string): number => answers.filter(({ state }) => state === wanted).length;
  const rows = answers.map(
    ({ name, state, says, answer }) =>
      html`<tr>
        <th scope="row" class="${state}">${name}</th>
        <td><bdi>${says}</bdi></td>
        <td>${answer}</td>
      </tr>`,
  );
  const heads = [t('report.signals.looked-for'), t('report.signals.says'), t('report.signals.answer')];
  const counts = { found: count('found'), none: count('none'), unchecked: count('not-checked') };
  return section(`${t('report.signals')}: ${t('report.signals.counts', counts)}`, [table(heads, rows)]);
}

/** What neither the report nor the pack can show. */
export function limitsSection(report: Report, index: PackIndex, t: PageTranslate): Markup {
  const limit = limitOf(report, t);
  const sentence = limit.slice(0, 1).toLocaleUpperCase(t.language) + limit.slice(1);
  const unchecked = signalRows(report, t).filter(({ state }) => state === 'not-checked').length;
  return section(t('pack.limits'), [
    html`<p>${sentence}</p>`,
    ...limitsWords(index, t).map((words) => html`<p>${words}</p>`),
    unchecked === 0 ? null : html`<p>${t('pack.limits.unchecked', { count: unchecked })}</p>`,
  ]);
}

/** How anyone can check the pack. */
export function checkSection(index: PackIndex, t: PageTranslate): Markup {
  return section(t('pack.check'), [
    html`<p>${t('pack.check.enclosed')}</p>`,
    html`<pre>${commandsFor(index).join('\n')}</pre>`,
    html`<p>${t('pack.check.where')}</p>`,
  ]);
}

/** With what the report was made, and who was contacted for it. */
export function madeWithSection({ engine, trust, original, contacted }: PackIndex, t: PageTranslate): Markup {
  const lists = trust.map((list) => {
    const name = listTitle(list, t);
    const date = list.issued === null ? null : formatDate(list.issued, t.language);
    return date === null ? name : t('report.file.list-of', { name, date });
  });
  const from = 'readFrom' in original ? t(`pack.read-from.${original.readFrom}`) : t('pack.read-from.nowhere');
  const hosts = contacted.map((host) => displayName(host));
  const network =
    hosts.length === 0 ? t('pack.network.nobody') : t('pack.network.hosts', { hosts: formatList(hosts, t.language) });
  return section(t('pack.made-with'), [
    facts([
      ['Whence', displayName(engine.whence)],
      [t('pack.c2pa-engine'), `c2pa-wasm ${displayName(engine.c2pa)}`],
      [t('report.file.lists'), lists.length === 0 ? t('report.file.no-lists') : formatList(lists, t.language)],
      [t('pack.network'), `${from} ${network}`],
    ]),
  ]);
}

function section(title: string, content: readonly (Markup | null)[]): Markup {
  return html`<section>
    <h2>${title}</h2>
    ${content.filter((each) => each !== null)}
  </section>`;
}

function table(heads: readonly string[], rows: readonly Markup[]): Markup {
  return html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function note(words: string): Markup {
  return html`<p class="note">${words}</p>`;
}

function more(count: number, t: PageTranslate): Markup | null {
  return count > MAX_LISTED ? html`<p>${t('pack.more', { count: count - MAX_LISTED })}</p>` : null;
}

function shown(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : displayName(text);
}

function isReliable(basis: Report['basis']): boolean {
  return basis.startsWith('signed-');
}

/** A parent stands before its child, so a list that points in a circle makes none here. */
function branches(tree: readonly RecordNode[], t: PageTranslate): Markup {
  const depths: number[] = [];
  const children = new Map<number | null, number[]>();
  tree.forEach(({ parent }, index) => {
    let under = parent !== null && parent < index && depths[parent] !== undefined ? parent : null;
    depths.push(under === null ? 0 : (depths[under] ?? 0) + 1);
    while (under !== null && (depths[under] ?? 0) >= MAX_DEPTH) under = tree[under]?.parent ?? null;
    children.set(under, [...(children.get(under) ?? []), index]);
  });
  const listOf = (parent: number | null): Markup | null => {
    const indexes = children.get(parent);
    return indexes === undefined
      ? null
      : html`<ol>
          ${indexes.map((index) => branch(index))}
        </ol>`;
  };
  const branch = (index: number): Markup => {
    const node = tree[index];
    if (node === undefined) return html``;
    return html`<li>
      <strong>${t(`report.node.${node.relationship}`)}</strong> <bdi>${displayName(node.title ?? '')}</bdi>
      <span class="second">${describe(node, t)}</span>
      ${listOf(index)}
    </li>`;
  };
  return listOf(null) ?? html``;
}

function describe(node: RecordNode, t: PageTranslate): string {
  if (!node.hasRecord) return t('report.node.no-record');
  const parts = [
    node.broken ? t('report.node.broken') : null,
    node.label === null ? null : t(`says.${node.label}`),
    node.generator === null ? null : t('report.node.with', { generator: displayName(node.generator) }),
    node.signer === null ? null : t('report.node.signed', { signer: displayName(node.signer) }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? t('report.node.no-claim') : parts.join('; ');
}
