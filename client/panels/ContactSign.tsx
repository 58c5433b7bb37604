/** The sign of a contact's state: a ring that sends nothing, a full disc that should, a broken wave, a question, a voice. */
import type { ReactNode } from 'react';
import type { ContactName } from '../store/view.ts';
import './contactsign.css';

/** In a box of 16: outlines and fills. */
const SHAPES: Readonly<Record<ContactName, ReactNode>> = {
  uncooperative: <circle cx="8" cy="8" r="5.5" className="contact-line" />,
  dark: (
    <>
      <circle cx="8" cy="8" r="6.25" className="contact-fill" />
      <path d="M4.25 11.75 11.75 4.25" className="contact-cut" />
    </>
  ),
  silent: (
    <>
      <path d="M3 10.5a7 7 0 0 1 10 0M5.5 13a3.6 3.6 0 0 1 5 0" className="contact-line" />
      <path d="M3.5 2.5 12.5 14" className="contact-line" />
    </>
  ),
  unverified: (
    <>
      <path d="M5 5.75A3 3 0 1 1 9.3 8.4Q8 9.1 8 10.5" className="contact-line" />
      <circle cx="8" cy="13.4" r="1.2" className="contact-fill" />
    </>
  ),
  manual: (
    <>
      <path d="M2.5 3.5H13.5V11H7.5L4.5 13.75V11H2.5Z" className="contact-line" />
      <path d="M5.25 7.25H10.75" className="contact-line" />
    </>
  ),
};

/** The shape alone; beside it stands what it means, in words that are seen or read out. */
export function ContactSign({ name }: { readonly name: ContactName }): ReactNode {
  return (
    <svg className="contact-sign" data-contact={name} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
