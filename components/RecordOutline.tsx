import { formatDate } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { RecordNode } from '../lib/model/report.ts';
import { displayName } from '../lib/verdict/words.ts';

interface RecordOutlineProps {
  readonly tree: readonly RecordNode[];
  readonly t: PageTranslate;
  /** What the first node is called where it is not the file at hand. */
  readonly active?: string;
}

/** Deeper nodes are shown on this level; indenting further would leave no room for words. */
const MAX_DEPTH = 8;

/** The provenance tree as nested lists: this file on top, what it was made from below it. */
export function RecordOutline({ tree, t, active = t('report.node.active') }: RecordOutlineProps) {
  return (
    <div class="outline">
      <ol>
        {branchesOf(tree).map((branch) => (
          <Branch key={branch.index} branch={branch} active={active} t={t} />
        ))}
      </ol>
    </div>
  );
}

interface BranchNode {
  readonly index: number;
  readonly node: RecordNode;
  readonly children: BranchNode[];
}

interface BranchProps {
  readonly branch: BranchNode;
  readonly active: string;
  readonly t: PageTranslate;
}

function Branch({ branch, active, t }: BranchProps) {
  const { index, node, children } = branch;
  return (
    <li data-node={index} tabIndex={-1}>
      <strong>{node.relationship === 'active' ? active : t(`report.node.${node.relationship}`)}</strong>
      {node.title !== null && (
        <>
          {' '}
          <bdi>{displayName(node.title)}</bdi>
        </>
      )}
      <span class="second">{describe(node, t)}</span>
      {children.length > 0 && (
        <ol>
          {children.map((child) => (
            <Branch key={child.index} branch={child} active={active} t={t} />
          ))}
        </ol>
      )}
    </li>
  );
}

function describe(node: RecordNode, t: PageTranslate): string {
  if (!node.hasRecord) return t('report.node.no-record');
  const date = node.signedAt === null ? null : formatDate(node.signedAt, t.language);
  const parts = [
    node.broken ? t('report.node.broken') : null,
    node.label === null ? null : t(`says.${node.label}`),
    node.generator === null ? null : t('report.node.with', { generator: displayName(node.generator) }),
    node.signer === null ? null : t('report.node.signed', { signer: displayName(node.signer) }),
    date === null ? null : t('details.node.signed-on', { date }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? t('report.node.no-claim') : parts.join(t('text.separator'));
}

/** A parent must stand before its child, so a list that points in a circle cannot make one here. */
function branchesOf(tree: readonly RecordNode[]): readonly BranchNode[] {
  const roots: BranchNode[] = [];
  const placed: { branch: BranchNode; depth: number }[] = [];
  tree.forEach((node, index) => {
    const branch: BranchNode = { index, node, children: [] };
    const parent = node.parent !== null && node.parent < index ? placed[node.parent] : undefined;
    (parent?.branch.children ?? roots).push(branch);
    const isDeep = parent !== undefined && parent.depth + 1 >= MAX_DEPTH;
    placed.push(isDeep ? parent : { branch, depth: parent === undefined ? 0 : parent.depth + 1 });
  });
  return roots;
}
