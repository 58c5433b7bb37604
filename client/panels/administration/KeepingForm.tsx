/** The frame of a small form within a section: its fields, what was refused, and the two ways out. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';

interface KeepingFormProps {
  readonly title: string;
  readonly saving: boolean;
  readonly refused: string | undefined;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

export function KeepingForm(props: KeepingFormProps): ReactNode {
  const { title, saving, refused, onSave, onCancel, children } = props;
  const t = useWords();
  return (
    <form
      className="admin-card admin-form keeping-form"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving) onSave();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <h3>{title}</h3>
      {children}
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {t('admin.refused', { reason: refused })}
        </p>
      )}
      <div className="admin-buttons">
        <Button look="flat" label={t('admin.cancel')} onClick={onCancel} />
        <button type="submit" className="button button-raised" disabled={saving}>
          <span className="button-label">{saving ? t('admin.saving') : title}</span>
        </button>
      </div>
    </form>
  );
}
