/** The picture is another agency's: said across the whole width, so that nobody takes it for their own. */
import { ObiVisibilityOnGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-visibility-on-google.js';
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { Button } from '../../ui/Button.tsx';
import { useServices } from '../services.ts';
import './seesas.css';

export function SeesAsBanner(): ReactNode {
  const t = useWords();
  const { seeAs } = useServices();
  const seesAs = useSession((session) => session.seesAs);
  const agency = useRecords((records) => seesAs && records.tables.agency.get(seesAs)?.value.name);
  if (seesAs === undefined) return null;
  return (
    <section className="seesas" role="status">
      <span className="button-icon" aria-hidden="true">
        <ObiVisibilityOnGoogle />
      </span>
      <strong>{t('seesAs.banner', { agency: agency ?? seesAs })}</strong>
      <span>{t('seesAs.hint')}</span>
      <Button look="raised" label={t('seesAs.end')} onClick={() => void seeAs(undefined)} />
    </section>
  );
}
