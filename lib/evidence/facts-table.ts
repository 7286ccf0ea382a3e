import { html, Markup } from './markup.ts';

/** Name and value, each on a line of its own; a value of `null` leaves the line out. */
export function facts(pairs: readonly (readonly [string, string | Markup | null])[]): Markup {
  const lines = pairs.flatMap(([name, value]) =>
    value === null
      ? []
      : [
          html`<div>
            <dt>${name}</dt>
            <dd>${value instanceof Markup ? value : html`<bdi>${value}</bdi>`}</dd>
          </div>`,
        ],
  );
  return html`<dl>${lines}</dl>`;
}
