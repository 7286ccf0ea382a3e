import type { Rung } from '../lib/verdict/words.ts';

interface LadderProps {
  readonly rungs: readonly Rung[];
  /** Tell the detail of rungs where nothing was found, too. */
  readonly isFull?: boolean;
}

/** The five rungs of evidence, strongest first; a shape and a word for each answer. */
export function Ladder({ rungs, isFull = false }: LadderProps) {
  return (
    <ol class="ladder">
      {rungs.map((rung, index) => {
        const showsDetail = isFull || index === 0 || rung.state === 'found';
        return (
          <li key={rung.name} class={rung.state}>
            <span class="ring" aria-hidden="true" />
            <div class="row">
              <b>{rung.name}</b>
              <span class="answer">{rung.answer}</span>
            </div>
            {showsDetail && rung.detail !== null && <div class="detail">{rung.detail}</div>}
          </li>
        );
      })}
    </ol>
  );
}
