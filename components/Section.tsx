import type { ComponentChildren } from 'preact';

interface SectionProps {
  readonly title: string;
  readonly count?: string;
  readonly children?: ComponentChildren;
}

/** A titled part of the report, with a short answer at the end of the title's line. */
export function Section({ title, count, children }: SectionProps) {
  return (
    <section>
      <h2>
        {title} {count !== undefined && <span class="count">{count}</span>}
      </h2>
      {children}
    </section>
  );
}
