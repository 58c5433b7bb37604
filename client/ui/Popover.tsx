/** A button that opens a small panel beside itself; Escape, a click elsewhere or focus leaving it close it. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import './popover.css';

interface PopoverProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly iconOnly?: boolean;
  readonly look?: 'normal' | 'flat';
  readonly title?: string;
  readonly hotkey?: string;
  /** Which of the button's edges the panel lines up with, and on which side of it the panel opens. */
  readonly align?: 'start' | 'end';
  readonly side?: 'below' | 'above' | 'before';
  readonly children: ReactNode;
}

export function Popover({ align = 'start', side = 'below', children, ...button }: PopoverProps): ReactNode {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const close = (event: Event): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
    };
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is caught here for the button and the panel alike
    <div
      className="popover"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        root.current?.querySelector<HTMLButtonElement>(':scope > button')?.focus();
      }}
    >
      <Button {...button} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} />
      {open ? (
        <fieldset id={id} className={`popover-panel panel popover-${side} popover-${align}`}>
          <legend className="for-screen-readers">{button.label}</legend>
          {children}
        </fieldset>
      ) : null}
    </div>
  );
}
