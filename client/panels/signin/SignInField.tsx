/** One line to type into, with what is wanted of it. */
import { type ReactNode, useId } from 'react';

interface SignInFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (value: string) => void;
  readonly hint?: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  readonly required?: boolean;
  readonly focused?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

export function SignInField(props: SignInFieldProps): ReactNode {
  const { label, value, onType, hint, focused, type = 'text', maxLength = 200, ...rest } = props;
  const id = useId();
  return (
    <div className="signin-field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className="field"
        type={type}
        spellCheck={false}
        autoCapitalize="none"
        value={value}
        maxLength={maxLength}
        // biome-ignore lint/a11y/noAutofocus: the page asks for nothing else
        autoFocus={focused}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onType(event.target.value)}
      />
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="quiet signin-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
