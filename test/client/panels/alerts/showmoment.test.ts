import { beforeEach, describe, expect, test } from 'vitest';
import { closeAlert, placeOf, showMoment } from '../../../../client/panels/alerts/showmoment.ts';
import { forgetAlerts, takeActed } from '../../../../client/store/alerts.ts';
import { useAlertView } from '../../../../client/store/alertview.ts';
import { TrackStore, type TrackTable } from '../../../../client/store/tracks.ts';
import { select, useView } from '../../../../client/store/view.ts';
import { trackId } from '../../../../proto/domain/ids.ts';
import { alert, condition, party } from './alerts.ts';

const EMPTY: TrackTable = new TrackStore();
const place = { lat: 42.5, lon: 18.4 };

beforeEach(() => {
  forgetAlerts();
  useView.setState(useView.getInitialState());
  useAlertView.setState(useAlertView.getInitialState());
});

describe('the moment of an alert', () => {
  const two = alert({ lead: condition({ parties: [party(1), party(2)], place }) });

  test('is shown with its tracks and their last half hour, and closed in one step', () => {
    takeActed([two]);
    useView.setState({ workspace: 'patrols' });
    showMoment(two.id, EMPTY);
    expect(useView.getState()).toMatchObject({ workspace: 'alerts', selected: trackId(1, 1) });
    expect(useView.getState().pinned).toEqual([trackId(1, 2)]);
    expect(useView.getState().trailMin).toBeGreaterThanOrEqual(30);
    expect(useAlertView.getState()).toMatchObject({ chosen: two.id, moment: two.id });
    closeAlert();
    expect(useView.getState().selected).toBeUndefined();
    expect(useAlertView.getState()).toMatchObject({ chosen: undefined, moment: undefined });
  });

  test('leaves a track that somebody chose beside it', () => {
    takeActed([two]);
    showMoment(two.id, EMPTY);
    select(trackId(1, 9));
    closeAlert();
    expect(useView.getState().selected).toBe(trackId(1, 9));
    expect(useAlertView.getState().chosen).toBeUndefined();
  });

  test('of an alert that is not known is none', () => {
    showMoment('1-a404', EMPTY);
    expect(useAlertView.getState().chosen).toBeUndefined();
  });
});

test('it is looked at in its own place, or in that of its newest evidence', () => {
  expect(placeOf(alert({ lead: condition({ place }) }), EMPTY)).toEqual(place);
  const evidence = [
    { what: 'lastHeard', place: { lat: 1, lon: 2 } },
    { what: 'seenBy', place },
  ];
  expect(placeOf(alert({ lead: condition({ evidence }) }), EMPTY)).toEqual(place);
  expect(placeOf(alert({ lead: condition() }), EMPTY)).toBeUndefined();
});
