/** Who sits here, until when, and through whose eyes the picture is looked at. */
import { ObiUser } from '@oicl/openbridge-webcomponents-react/icons/icon-user.js';
import { type ReactNode, useState } from 'react';
import type { Me } from '../../../proto/domain/operations/session.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatTimeLocal } from '../../ui/format.ts';
import { Popover } from '../../ui/Popover.tsx';
import { useServices } from '../services.ts';
import { SignIn } from '../signin/SignIn.tsx';

export function WhoMenu(): ReactNode {
  const t = useWords();
  const me = useSession((session) => session.me);
  const [asking, setAsking] = useState(false);
  if (me === undefined || me.how === 'demonstration') {
    return (
      <>
        <Button
          icon={<ObiUser />}
          label={t('signin.do')}
          title={t('signin.viewer')}
          onClick={() => setAsking(true)}
        />
        {asking ? (
          <Dialog label={t('signin.title')} onClose={() => setAsking(false)}>
            <SignIn onDone={() => setAsking(false)} />
          </Dialog>
        ) : null}
      </>
    );
  }
  return (
    <Popover label={me.name} icon={<ObiUser />} title={t('who.menu')} align="end">
      <Who me={me} />
    </Popover>
  );
}

function Who({ me }: { readonly me: Me }): ReactNode {
  const t = useWords();
  const { signOut } = useServices();
  const agency = useRecords((records) => records.tables.agency.get(me.agency)?.value.name ?? me.agency);
  return (
    <div className="who">
      <p className="who-name">{me.name}</p>
      <p>{agency}</p>
      <p className="quiet">{me.roles.map((role) => t(`role.${role}`)).join(', ')}</p>
      {me.position === undefined ? null : <p className="quiet">{me.position}</p>}
      {me.shift === undefined ? null : (
        <p className="quiet">{t('who.shift', { time: formatTimeLocal(me.shift.untilMs) })}</p>
      )}
      {me.endMs === undefined ? null : (
        <p className="quiet">{t('who.ends', { time: formatTimeLocal(me.endMs) })}</p>
      )}
      <SeeAs me={me} />
      <Button look="flat" label={t('signin.out')} onClick={() => void signOut()} />
    </div>
  );
}

function SeeAs({ me }: { readonly me: Me }): ReactNode {
  const t = useWords();
  const { seeAs } = useServices();
  const mayLook = useSession((session) => may(session, 'seeAs'));
  const agencies = useRecords((records) => records.tables.agency);
  if (!mayLook) return null;
  const others = [...agencies.values()].filter(({ id }) => id !== me.agency);
  return (
    <fieldset className="who-as">
      <legend className="label" title={t('who.seeAs.hint')}>
        {t('who.seeAs')}
      </legend>
      {others.map(({ id, value }) => (
        <Button key={id} look="flat" label={value.name} onClick={() => void seeAs(id as typeof me.agency)} />
      ))}
    </fieldset>
  );
}
