/** What is entered once and counts for all: people, agreements, releases, the log. Each sees the parts that are theirs. */
import type { ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { useSession } from '../../store/session.ts';
import { AgreementsPart } from './AgreementsPart.tsx';
import { ArchivePart } from './ArchivePart.tsx';
import { AuditPart } from './AuditPart.tsx';
import { DetectionPart } from './DetectionPart.tsx';
import { OwnPart } from './OwnPart.tsx';
import { PeoplePart } from './PeoplePart.tsx';
import { type AdminPart, partsFor, showPart, useAdminChoice } from './parts.ts';
import { ReleasesPart } from './ReleasesPart.tsx';
import { SeeAsPart } from './SeeAsPart.tsx';
import { WatchListsPart } from './WatchListsPart.tsx';
import './administration.css';

const PARTS: Readonly<Record<AdminPart, () => ReactNode>> = {
  people: PeoplePart,
  agreements: AgreementsPart,
  releases: ReleasesPart,
  watchLists: WatchListsPart,
  detection: DetectionPart,
  archive: ArchivePart,
  audit: AuditPart,
  seeAs: SeeAsPart,
  own: OwnPart,
};

export function AdministrationWorkspace(): ReactNode {
  const t = useWords();
  const me = useSession((session) => session.me);
  const wanted = useAdminChoice((choice) => choice.part);
  const parts = partsFor(me);
  const part = parts.includes(wanted) ? wanted : parts[0];
  if (part === undefined) return null;
  const Part = PARTS[part];
  return (
    <div className="admin">
      <nav className="admin-parts panel" aria-label={t('admin.parts')}>
        {parts.map((name) => (
          <button
            key={name}
            type="button"
            className="admin-tab"
            aria-current={name === part ? 'page' : undefined}
            onClick={() => showPart(name)}
          >
            <span className="admin-tab-name">{t(`admin.part.${name}`)}</span>
            <span className="quiet admin-tab-long">{t(`admin.part.${name}.long`)}</span>
          </button>
        ))}
      </nav>
      <Part key={part} />
    </div>
  );
}
