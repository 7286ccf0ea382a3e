import type { PackIndex } from './evidence.ts';
import { SUMS } from './file-names.ts';

/** What a person types in the unpacked folder to check a pack with tools that are not ours, and with Whence. */
export function commandsFor({ original, manifests, trust }: PackIndex): readonly string[] {
  const commands = [`sha256sum -c ${SUMS}`];
  const [list] = trust;
  if ('file' in original && manifests.length > 0) {
    commands.push(`c2patool ${original.file}`);
    if (list !== undefined) commands.push(`c2patool ${original.file} trust --trust_anchors ${list.anchors}`);
  }
  commands.push('npm run --silent inspect -- --verify-pack PACK.zip');
  return commands;
}
