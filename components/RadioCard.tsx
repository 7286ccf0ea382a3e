interface RadioCardProps {
  readonly group: string;
  readonly title: string;
  readonly text: string;
  /** The permission it needs, in plain words. */
  readonly permission: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** One of a few large choices, with what it asks of the browser. */
export function RadioCard({ group, title, text, permission, isChosen, onChoose }: RadioCardProps) {
  return (
    <label class="choice">
      <input class="radio" type="radio" name={group} checked={isChosen} onChange={onChoose} />
      <strong>{title}</strong>
      <p>
        {text}
        <span class="permission">{permission}</span>
      </p>
    </label>
  );
}
