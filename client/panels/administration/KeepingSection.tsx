/** A part of what people say of the archive: what it is, what there is of it, what was refused, and a form for more. */
import { type ReactNode, type RefObject, useRef } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';

interface KeepingSectionProps {
  readonly of: 'holds' | 'corrections';
  readonly section: RefObject<HTMLElement | null>;
  /** The form of a new one while it is open. */
  readonly form: ReactNode | undefined;
  readonly isEmpty: boolean;
  /** Said here where no form is open that says it. */
  readonly refused: string | undefined;
  /** What the button says that opens the form. */
  readonly add: string;
  readonly onAdd: () => void;
  readonly children: ReactNode;
}

export function KeepingSection(props: KeepingSectionProps): ReactNode {
  const { of, section, form, isEmpty, refused, add, onAdd, children } = props;
  const t = useWords();
  const title = t(`keeping.${of}`);
  return (
    <section ref={section} className="keeping" aria-label={title} tabIndex={-1}>
      <h2>{title}</h2>
      <p className="quiet">{t(`keeping.${of}.what`)}</p>
      {isEmpty ? <p className="quiet">{t(`keeping.${of}.none`)}</p> : null}
      {children}
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {refused}
        </p>
      )}
      {form ?? (
        <div className="admin-buttons">
          <Button look="raised" label={add} onClick={onAdd} />
        </div>
      )}
    </section>
  );
}

/** The section, and what closes its form: the next key goes on from the section, not from the page's top. */
export function useKeepingFocus(close: () => void): {
  readonly section: RefObject<HTMLElement | null>;
  readonly closed: () => void;
} {
  const section = useRef<HTMLElement>(null);
  return {
    section,
    closed: () => {
      close();
      section.current?.focus();
    },
  };
}
