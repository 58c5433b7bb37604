/** How a site says what the JSON on a topic means: one mapping a kind of message. */
import { z } from 'zod';
import type { ContactClass } from '../../../proto/domain/sensing.ts';

/** RFC 6901: `/position/lat`; the empty pointer is the whole. */
const pointer = z
  .string()
  .regex(/^(\/([^~/]|~[01])*)*$/, 'a JSON pointer begins with / (RFC 6901): /position/lat')
  .max(200);

/** A pointer alone takes the first unit. */
const inUnit = <const U extends readonly [string, ...string[]]>(...units: U) =>
  z
    .union([pointer, z.strictObject({ at: pointer, unit: z.enum(units) })])
    .transform((given): { readonly at: string; readonly unit: U[number] } =>
      typeof given === 'string' ? { at: given, unit: units[0] } : (given as { at: string; unit: U[number] }),
    );

const CLASSES = [
  'vessel',
  'smallVessel',
  'person',
  'group',
  'vehicle',
  'animal',
  'drone',
  'aircraft',
] as const satisfies readonly ContactClass[];

const length = () => inUnit('m', 'km', 'nmi', 'ft').optional();
const angle = () => inUnit('deg', 'rad').optional();

/**
 * A detection's place is `lat` and `lon`, or `range` and `azimuth`, or `bearing` alone; all directions clockwise from
 * the sensor's zero. Pointers are looked up in the detection, and where nothing is there, in the whole payload.
 */
export const detectionMapping = z
  .strictObject({
    /** MQTT topic filter: `+` is one level, `#` all that follow. */
    topic: z.string().min(1).max(1000),
    /** Where in the payload the detections are, a list or one object; absent: the payload itself. */
    detections: pointer.optional(),
    /** `$1` is what the first `+` stood for; `/id` a pointer; anything else a name. Absent: the feed is one sensor. */
    sensorId: z.string().min(1).max(200).optional(),
    /** Epoch milliseconds or seconds, or ISO 8601; `auto` tells them apart. Absent: the time of receipt. */
    time: inUnit('auto', 'ms', 's', 'iso').optional(),
    lat: angle(),
    lon: angle(),
    range: length(),
    azimuth: angle(),
    elevation: angle(),
    bearing: angle(),
    altitude: length(),
    /** Standard deviations. */
    sigma: length(),
    sigmaRange: length(),
    sigmaAzimuth: angle(),
    class: pointer.optional(),
    /** The sensor's words for classes, in any case; our own words need none. */
    classes: z.record(z.string().max(100), z.enum(CLASSES)).optional(),
    confidence: inUnit('1', '%').optional(),
    count: pointer.optional(),
    /** The sensor's number for what it follows. */
    track: pointer.optional(),
    speed: inUnit('m/s', 'kn', 'km/h').optional(),
    course: angle(),
    label: pointer.optional(),
  })
  .refine(({ lat, lon, range, azimuth, bearing }) => {
    const given = [lat, lon, range, azimuth, bearing].filter((one) => one !== undefined).length;
    return (given === 2 && ((lat && lon) || (range && azimuth))) || (given === 1 && bearing);
  }, 'a place is lat and lon, or range and azimuth, or bearing alone')
  .refine(
    ({ topic, sensorId }) =>
      !sensorId?.startsWith('$') ||
      Number(sensorId.slice(1)) <= topic.split('/').filter((level) => level === '+').length,
    'sensorId names a + that the topic does not have',
  );

/** As it stands after reading: every field with its unit. */
export type DetectionMapping = z.infer<typeof detectionMapping>;

export const isContactClass = (word: string): word is ContactClass =>
  (CLASSES as readonly string[]).includes(word);
