import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface FoldProps {
  readonly title: string;
  /** The short answer at the end of the line; shown open or closed. */
  readonly count: string;
  readonly isOpen?: boolean;
  /** Made when it is first opened. */
  readonly children: () => ComponentChildren;
}

/** A titled part that is one line until it is opened. */
export function Fold({ title, count, isOpen = false, children }: FoldProps) {
  const [isMade, setMade] = useState(isOpen);
  return (
    <details class="fold part" open={isOpen} onToggle={({ currentTarget }) => currentTarget.open && setMade(true)}>
      <summary>
        <h2>{title}</h2>
        <span class="count">{count}</span>
      </summary>
      {isMade && children()}
    </details>
  );
}
