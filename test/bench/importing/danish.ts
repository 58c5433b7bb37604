/** A day as the Danish Maritime Authority publishes it: 26 columns, a row a report, in the order of time; invented ships. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { between, seeded } from '../../../proto/domain/random.ts';

const HEADING =
  '# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D\n';
const SHIPS = 4000;
const DAY_S = 86_400;
const TYPES = ['Cargo', 'Fishing', 'Tanker', 'Passenger', 'Pleasure', 'Sailing', 'Undefined'];
const STATES = ['Under way using engine', 'Moored', 'At anchor', 'Engaged in fishing', 'Unknown value'];
const TOGETHER = 20_000;

interface Ship {
  readonly head: string;
  readonly tail: string;
  readonly status: string;
  readonly moves: boolean;
  lat: number;
  lon: number;
  sogKn: number;
  cogDeg: number;
}

function shipOf(i: number, random: () => number): Ship {
  const isB = random() < 0.2;
  const moves = random() < 0.6;
  const type = TYPES[Math.floor(random() * TYPES.length)]!;
  const name = random() < 0.95 ? `SKIB ${i}` : '';
  const [length, width] = [Math.floor(between(random, 8, 300)), Math.floor(between(random, 3, 45))];
  const eta = '05/02/2024 12:00:00';
  return {
    head: `${isB ? 'Class B' : 'Class A'},${219_000_000 + i}`,
    tail: `${isB ? 'Unknown' : 9_000_000 + i},OX${i},${name},${type},No additional information,${width},${length},GPS,${isB ? '' : (length / 20).toFixed(1)},${isB ? 'Unknown' : `HAVN ${i % 90}`},${isB ? '' : eta},AIS,${length - 5},5,${width - 3},3`,
    status: isB
      ? 'Unknown value'
      : moves
        ? STATES[random() < 0.8 ? 0 : 3]!
        : STATES[1 + Math.floor(random() * 2)]!,
    ...{ moves, lat: between(random, 54.5, 58), lon: between(random, 8, 15) },
    ...{ sogKn: moves ? between(random, 3, 20) : 0, cogDeg: between(random, 0, 360) },
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

export function writeDanishDay(file: string, rows: number, seed = 7): void {
  const random = seeded(seed);
  const ships = Array.from({ length: SHIPS }, (_, i) => shipOf(i, random));
  const fd = openSync(file, 'w');
  let text = HEADING;
  for (let row = 0; row < rows; row += 1) {
    const second = Math.floor((row / rows) * DAY_S);
    const ship = ships[Math.floor(random() * SHIPS)]!;
    if (ship.moves) {
      const stepDeg = (ship.sogKn * (DAY_S / (rows / SHIPS))) / 3600 / 60;
      ship.cogDeg = (ship.cogDeg + between(random, -4, 4) + 360) % 360;
      ship.lat += stepDeg * Math.cos((ship.cogDeg * Math.PI) / 180);
      ship.lon += (stepDeg * Math.sin((ship.cogDeg * Math.PI) / 180)) / 0.56;
      if (ship.lat < 54 || ship.lat > 58.5 || ship.lon < 7 || ship.lon > 16)
        ship.cogDeg = (ship.cogDeg + 180) % 360;
    }
    const lat = ship.lat + (ship.moves ? 0 : between(random, -2e-5, 2e-5));
    const lon = ship.lon + (ship.moves ? 0 : between(random, -2e-5, 2e-5));
    const time = `05/02/2024 ${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
    const heading = random() < 0.7 ? String(Math.round(ship.cogDeg) % 360) : '';
    text += `${time},${ship.head},${lat.toFixed(6)},${lon.toFixed(6)},${ship.status},${random() < 0.3 ? '0.0' : ''},${ship.sogKn.toFixed(1)},${ship.cogDeg.toFixed(1)},${heading},${ship.tail}\n`;
    if (row % TOGETHER === 0) {
      writeSync(fd, text);
      text = '';
    }
  }
  writeSync(fd, text);
  closeSync(fd);
}
