/** A notice's sign, as on the map: its form says how much it asks. */
import type { ReactNode } from 'react';
import type { NoticeRank } from '../../store/surroundings.ts';
import { NOTICE_FORMS, NOTICE_MARKS } from '../../ui/noticeforms.ts';

export const NoticeSign = ({ rank }: { readonly rank: NoticeRank }): ReactNode => (
  <svg viewBox="0 0 24 24" className="notice-sign" data-rank={rank} aria-hidden="true">
    <path d={NOTICE_FORMS[rank]} className="notice-sign-form" />
    <path d={NOTICE_MARKS[rank]} className="notice-sign-mark" />
  </svg>
);
