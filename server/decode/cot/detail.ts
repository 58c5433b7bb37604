/** The detail elements by which a unit says who it is and how it moves. */
import { element, type XmlElement } from './event.ts';

export interface UnitWords {
  readonly callSign?: string;
  /** The colour by which TAK names a team. */
  readonly team?: string;
  readonly role?: string;
  readonly speedMps?: number;
  readonly courseDeg?: number;
  readonly batteryPercent?: number;
  readonly remarks?: string;
  /** Its distress button: the kind of emergency, or that it is over. */
  readonly emergency?: '911 Alert' | 'In Contact' | 'Ring The Bell' | 'cancel';
}

/** As TAK devices write them; what is absent is left out. */
export function unitDetail(words: UnitWords): XmlElement[] {
  const { callSign, team, role, speedMps, courseDeg, batteryPercent, remarks, emergency } = words;
  const detail: XmlElement[] = [];
  if (callSign !== undefined) detail.push(element('contact', { callsign: callSign }));
  if (team !== undefined || role !== undefined)
    detail.push(element('__group', { ...(team && { name: team }), ...(role && { role }) }));
  if (speedMps !== undefined || courseDeg !== undefined)
    detail.push(
      element('track', {
        ...(speedMps !== undefined && { speed: String(speedMps) }),
        ...(courseDeg !== undefined && { course: String(courseDeg) }),
      }),
    );
  if (batteryPercent !== undefined) detail.push(element('status', { battery: String(batteryPercent) }));
  if (emergency !== undefined)
    detail.push(
      element('emergency', emergency === 'cancel' ? { cancel: 'true' } : { type: emergency }, callSign ?? ''),
    );
  if (remarks !== undefined) detail.push(element('remarks', {}, remarks));
  return detail;
}
