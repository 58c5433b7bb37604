/**
 * A button in OpenBridge's look. The library's own keeps its `<button>` inside a shadow root, where `aria-pressed`,
 * `aria-expanded` and a name cannot be set from outside; a control room is worked by keyboard, so this one is plain.
 */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'aria-label'> {
  /** Shown as text, or with `icon` alone as the name that is read out and shown on hover. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** The icon stands alone; the label names it. */
  readonly iconOnly?: boolean;
  readonly look?: 'normal' | 'flat' | 'raised';
  /** A key that does the same, shown on hover. */
  readonly hotkey?: string;
}

export function Button({
  label,
  icon,
  iconOnly,
  look = 'normal',
  hotkey,
  className,
  title,
  ...rest
}: ButtonProps): ReactNode {
  const hint = title ?? (iconOnly === true ? label : undefined);
  const key = hotkey === undefined ? '' : ` (${hotkey})`;
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${look} ${iconOnly === true ? 'button-icon-only' : ''} ${className ?? ''}`}
      title={hint === undefined ? (hotkey === undefined ? undefined : `${label}${key}`) : `${hint}${key}`}
      aria-label={iconOnly === true ? label : undefined}
    >
      {icon === undefined ? null : (
        <span className="button-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      {iconOnly === true ? null : <span className="button-label">{label}</span>}
    </button>
  );
}
