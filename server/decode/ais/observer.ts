/** What AIS messages say of the world, application messages included. */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import type { DecodeSink } from '../decoder.ts';
import type { AisApplication } from './applications/applications.ts';
import { heard, observe } from './observe.ts';
import { aboardOf } from './observed/aboard.ts';
import { areaNoticeOf, emmaNoticeOf, routeNoticeOf, textNoticeOf } from './observed/notice.ts';
import { Sites } from './observed/sites.ts';
import { weatherOf } from './observed/weather.ts';
import { addresseeOf, applicationOf } from './payloads.ts';
import type { AisRecord } from './record.ts';

/** One for each feed: it remembers where the sensors of stations are (`Sites`, bounded). */
export class AisObserver {
  readonly #sites = new Sites();

  /** Tells the sink what the message says; an application may say several things, most messages one or none. */
  observe(record: AisRecord, frame: Frame, sink: Pick<DecodeSink, 'observation' | 'timed'>): void {
    const { type, stationMs } = record;
    if (stationMs !== undefined) sink.timed?.(stationMs + frame.timeShiftMs, frame.receivedMs);
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
      case 'areaNotice':
        return areaNoticeOf(application, head, addresseeOf(record));
      case 'route':
        return routeNoticeOf(application, head, addresseeOf(record));
      case 'description':
        return textNoticeOf(application, head, addresseeOf(record));
      case 'emmaWarning':
        return emmaNoticeOf(application, head);
      case 'metHydro':
      case 'shipWeather':
      case 'shipWeatherWmo':
        return weatherOf(application, head);
      case 'environmental':
        return this.#sites.observe(application, head);
      case 'aidMonitoring': {
        const { offPosition } = application;
        return offPosition === undefined ? [] : [{ type: 'identity', ...head, identity: { offPosition } }];
      }
      default:
        return aboardOf(application, head);
    }
  }
}
