/** One line of a menu that can be chosen: a checkbox, or a radio button of a named group. */
import type { ReactNode } from 'react';

interface ChoiceProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  /** Makes it one of several of which only one holds. */
  readonly group?: string;
  readonly icon?: ReactNode;
  /** Shown at the line's end: a key, a count. */
  readonly end?: string;
}

export function Choice({ label, checked, onChoose, group, icon, end }: ChoiceProps): ReactNode {
  return (
    <label className="choice">
      <input
        type={group === undefined ? 'checkbox' : 'radio'}
        name={group}
        checked={checked}
        onChange={onChoose}
      />
      {icon === undefined ? null : (
        <span className="button-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      <span>{label}</span>
      {end === undefined ? null : <span className="choice-end">{end}</span>}
    </label>
  );
}
