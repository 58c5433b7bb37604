/** `?`: every key, from the same table that the handler reads. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { isApple, KEY_BINDINGS, KEY_GROUPS, keycaps } from '../keys.ts';
import './keyhelp.css';

export function KeyHelp(): ReactNode {
  const t = useWords();
  const apple = isApple();
  const close = (): void => useView.setState({ dialog: undefined });
  return (
    <Dialog label={t('keys.label')} className="keyhelp" onClose={close}>
      <header>
        <h2>{t('keys.label')}</h2>
        <Button
          label={t('keys.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          hotkey="Esc"
          onClick={close}
        />
      </header>
      <div className="keyhelp-groups">
        {KEY_GROUPS.map((group) => (
          <section key={group}>
            <h3 className="label">{t(`keys.group.${group}`)}</h3>
            <dl>
              {KEY_BINDINGS.filter((binding) => binding.group === group).map(({ action, label, chords }) => (
                <div key={action}>
                  <dt>{t(label)}</dt>
                  <dd>
                    {chords.map((chord, i) => (
                      <Fragment key={chord}>
                        {i > 0 ? <span className="quiet"> {t('keys.or')} </span> : null}
                        <Keys keys={keycaps(chord, apple)} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
