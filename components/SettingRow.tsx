import type { ComponentChildren } from 'preact';

interface SettingRowProps {
  readonly title: string;
  readonly detail?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One line of settings: what it is, what it does, and its control at the end. */
export function SettingRow({ title, detail, children }: SettingRowProps) {
  return (
    <li>
      <div>
        <strong>
          <bdi>{title}</bdi>
        </strong>
        {detail !== undefined && detail !== null && <div class="detail">{detail}</div>}
      </div>
      <span class="controls">{children}</span>
    </li>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** On or off, taking effect at once. */
export function Switch({ name, isOn, onChange }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      class="switch"
      checked={isOn}
      aria-label={name}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
