/** The frame of a form beside a list: what it is, its fields, what is wrong, and the two ways out. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import type { ReactNode, SubmitEvent } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';

interface FormFrameProps {
  readonly title: string;
  readonly doing: string;
  readonly saving: boolean;
  /** Fields that are wrong, once saving was tried. */
  readonly wrong: number;
  /** In the server's words. */
  readonly refused: string | undefined;
  readonly disabled?: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

export function FormFrame(props: FormFrameProps): ReactNode {
  const { title, doing, saving, wrong, refused, disabled, onSave, onCancel, children } = props;
  const t = useWords();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!saving) onSave();
  };
  return (
    <form className="admin-side panel" aria-label={title} noValidate onSubmit={submit}>
      <SideHead title={title} onClose={onCancel} />
      <div className="admin-body scrolls">{children}</div>
      <footer className="report-foot">
        {wrong === 0 ? null : (
          <p className="card-fault" role="alert">
            {t('admin.wrong', { count: wrong })}
          </p>
        )}
        {refused === undefined ? null : (
          <p className="card-fault" role="alert">
            {t('admin.refused', { reason: refused })}
          </p>
        )}
        <Button look="flat" label={t('admin.cancel')} onClick={onCancel} />
        <button type="submit" className="button button-raised" disabled={saving || disabled === true}>
          <span className="button-label">{saving ? t('admin.saving') : doing}</span>
        </button>
      </footer>
    </form>
  );
}

interface SideHeadProps {
  readonly title: string;
  readonly quiet?: string | undefined;
  readonly onClose: () => void;
}

export function SideHead({ title, quiet, onClose }: SideHeadProps): ReactNode {
  const t = useWords();
  return (
    <header className="admin-head">
      <div>
        <h2>{title}</h2>
        {quiet === undefined ? null : <p className="quiet">{quiet}</p>}
      </div>
      <Button label={t('admin.close')} icon={<ObiCloseGoogle />} iconOnly look="flat" onClick={onClose} />
    </header>
  );
}

/** Nothing is chosen yet. */
export function NothingChosen(): ReactNode {
  const t = useWords();
  return (
    <aside className="admin-side admin-nothing panel">
      <p className="quiet">{t('admin.choose')}</p>
    </aside>
  );
}
