import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface MenuChoice<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

interface MenuProps<Value extends string> {
  /** What is chosen here, for screen readers ("When to look"). */
  readonly name: string;
  readonly chosen: Value;
  readonly choices: readonly MenuChoice<Value>[];
  /** Called inside the click, so that a browser prompt may follow from it. */
  readonly onChoose: (value: Value) => void;
  /** Further groups of choices in the same menu, as `MenuGroup`s. */
  readonly children?: ComponentChildren;
}

/** A small menu of exclusive choices under a quiet button. */
export function Menu<Value extends string>({ name, chosen, choices, onChoose, children }: MenuProps<Value>) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (isOpen) root.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else moveFocus(event, root.current);
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget))) setOpen(false);
  };
  return (
    <div class="menu" ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class="btn quiet small"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={`${name}: ${choices.find(({ value }) => value === chosen)?.text ?? chosen}`}
        onClick={() => setOpen(!isOpen)}
      >
        {choices.find(({ value }) => value === chosen)?.text ?? chosen}
        <span class="caret" aria-hidden="true" />
      </button>
      {isOpen && (
        <div role="menu" id={id} aria-label={name} onClick={({ target }) => isChoice(target) && close()}>
          <div role="group" aria-label={name}>
            <Choices chosen={chosen} choices={choices} onChoose={onChoose} />
          </div>
          {children}
        </div>
      )}
    </div>
  );
}

/** Exclusive choices of their own in a menu, under a heading. */
export function MenuGroup<Value extends string>({ name, ...choices }: Omit<MenuProps<Value>, 'children'>) {
  return (
    <div role="group" aria-label={name}>
      <p aria-hidden="true">{name}</p>
      <Choices {...choices} />
    </div>
  );
}

function Choices<Value extends string>({ chosen, choices, onChoose }: Omit<MenuProps<Value>, 'name' | 'children'>) {
  return choices.map(({ value, text }) => (
    <button
      key={value}
      type="button"
      role="menuitemradio"
      aria-checked={value === chosen}
      tabIndex={-1}
      onClick={() => onChoose(value)}
    >
      {text}
    </button>
  ));
}

function isChoice(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menuitemradio"]') !== null;
}

/** Arrows, Home and End go round the choices. */
function moveFocus(event: KeyboardEvent, root: HTMLElement | null): void {
  const items = [...(root?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const target = new Map([
    ['ArrowDown', (at + 1) % items.length],
    ['ArrowUp', (at + items.length - 1) % items.length],
    ['Home', 0],
    ['End', items.length - 1],
  ]).get(event.key);
  if (target === undefined) return;
  event.preventDefault();
  items[target]?.focus();
}
