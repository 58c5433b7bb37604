/** Several of a few, each with a line that says what it means. */
import { type ReactNode, useId } from 'react';
import { type MessageKey, useWords } from '../../messages/words.ts';

interface TicksProps<T extends string> {
  readonly label: string;
  readonly chosen: readonly T[];
  readonly choices: readonly { readonly value: T; readonly name: string; readonly long?: string }[];
  readonly onChange: (chosen: readonly T[]) => void;
  readonly hint?: string;
  readonly fault?: MessageKey | undefined;
  readonly disabled?: boolean;
}

/** What is chosen keeps the order of the choices. */
export function Ticks<T extends string>(props: TicksProps<T>): ReactNode {
  const { label, chosen, choices, onChange, hint, fault, disabled } = props;
  const t = useWords();
  const id = useId();
  const said = fault === undefined ? hint : t(fault);
  const toggle = (value: T): void => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    onChange(choices.map((choice) => choice.value).filter((each) => next.has(each)));
  };
  return (
    <fieldset
      className="admin-ticks"
      data-wrong={fault !== undefined}
      aria-describedby={said === undefined ? undefined : id}
    >
      <legend className="label">{label}</legend>
      {choices.map(({ value, name, long }) => (
        <label key={value} className="admin-tick">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            disabled={disabled}
            onChange={() => toggle(value)}
          />
          <span>
            {name}
            {long === undefined ? null : <span className="quiet admin-tick-long">{long}</span>}
          </span>
        </label>
      ))}
      {said === undefined ? null : (
        <p id={id} className={fault === undefined ? 'quiet admin-said' : 'admin-said'}>
          {said}
        </p>
      )}
    </fieldset>
  );
}
