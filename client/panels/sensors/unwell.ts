/** Which sensors need a look. */
import { SensorHealth } from '../../../proto/domain/sensor.ts';
import type { SensorInfo } from '../../store/sensors.ts';

/** It says so itself, is silent, or measures further off than the site allows. */
export const isSensorUnwell = ({
  health,
  registration,
}: Pick<SensorInfo, 'health' | 'registration'>): boolean =>
  (health !== SensorHealth.working && health !== SensorHealth.unknown) || registration?.alarmed === true;

export const sensorName = ({ name, id }: Pick<SensorInfo, 'name' | 'id'>): string =>
  name === '' ? id : name;
