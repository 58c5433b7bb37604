/** What AIS messages say of the world, application messages included. */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import type { DecodeSink } from '../decoder.ts';
import type { AisApplication } from './applications/applications.ts';
import { heard, observe } from './observe.ts';
import { aboardOf } from './observed/aboard.ts';
import { noticeOf } from './observed/notice.ts';
import { weatherOf } from './observed/weather.ts';
import { applicationOf } from './payloads.ts';
import { readMmsi } from './quantities.ts';
import type { AisRecord } from './record.ts';

/** One for each feed. */
export class AisObserver {
  /** Tells the sink what the message says; an application may say several things, most messages one or none. */
  observe(record: AisRecord, frame: Frame, sink: Pick<DecodeSink, 'observation'>): void {
    const { type } = record;
    if (type === 6 || type === 8 || type === 25 || type === 26) {
      const application = applicationOf(record);
      if (application !== undefined)
        for (const said of this.#said(application, record, frame)) sink.observation(said);
      return;
    }
    const observation = observe(record, frame);
    if (observation !== undefined) sink.observation(observation);
  }

  #said(application: AisApplication, record: AisRecord, frame: Frame): readonly Observation[] {
    const head = heard(record, frame, false, false);
    switch (application.application) {
      case 'areaNotice': {
        const addressedTo = record.type === 6 ? readMmsi(record.bits, 40) : undefined;
        return noticeOf(application, head, addressedTo);
      }
      case 'metHydro':
        return weatherOf(application, head);
      case 'personsOnBoard':
        return aboardOf(application, head);
    }
  }
}
