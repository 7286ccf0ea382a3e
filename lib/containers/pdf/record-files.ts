import type { PdfDocument } from './document.ts';
import type { PdfDictionary, PdfValue } from './lexer.ts';

/**
 * The file specifications of embedded C2PA records (C2PA 2.2 Annex A.4): those that the catalog's `AF` names,
 * then those of the tree of embedded files. Answers references to the embedded streams, each once.
 * `null` instead of a reference: a specification without a stream.
 */
export async function findRecordFiles(
  objects: PdfDocument,
  catalog: PdfDictionary,
): Promise<readonly (PdfValue | null)[] | 'too-large'> {
  const found: (PdfValue | null)[] = [];
  const seen = new Set<number>();
  const take = async (specification: PdfValue) => {
    const fields = await objects.dictionary(specification);
    const relationship = fields?.entries.get('AFRelationship');
    if (relationship?.kind !== 'name' || relationship.name !== 'C2PA_Manifest') return;
    const embedded = await objects.dictionary(fields?.entries.get('EF'));
    const stream = embedded?.entries.get('F') ?? embedded?.entries.get('UF');
    if (stream?.kind !== 'reference') found.push(null);
    else if (!seen.has(stream.number)) {
      seen.add(stream.number);
      found.push(stream);
    }
  };

  const associated = await objects.array(catalog.entries.get('AF'));
  if (associated.length > MOST_FILES) return 'too-large';
  for (const specification of associated) await take(specification);

  const names = await objects.dictionary(catalog.entries.get('Names'));
  const root = names?.entries.get('EmbeddedFiles');
  const nodes: PdfValue[] = root === undefined ? [] : [root];
  const visited = new Set<number>();
  let files = 0;
  // Breadth first over a list that grows: no recursion, and a node that is its own child is met once.
  for (const node of nodes) {
    if (node.kind === 'reference') {
      if (visited.has(node.number)) continue;
      visited.add(node.number);
    }
    const fields = await objects.dictionary(node);
    nodes.push(...(await objects.array(fields?.entries.get('Kids'))).slice(0, MOST_NODES));
    if (nodes.length > MOST_NODES) return 'too-large';
    // Names and specifications by turns.
    const pairs = await objects.array(fields?.entries.get('Names'));
    for (let i = 1; i < pairs.length; i += 2) {
      if (++files > MOST_FILES) return 'too-large';
      const specification = pairs[i];
      if (specification !== undefined) await take(specification);
    }
  }
  return found;
}

/** A portfolio may hold hundreds of files. */
const MOST_FILES = 512;
const MOST_NODES = 256;
