/**
 * Colours of the base map in the four palettes of OpenBridge, in the manner of an electronic chart (IHO S-52: sea,
 * land, coast, chart grey, magenta): calm by day, dark and warm by night, so that tracks stay the brightest thing
 * on the screen. `test/client/map/basestyle/palettes.test.ts` holds labels to WCAG contrast 4.5 : 1.
 */
import type { Palette } from '../../store/view.ts';

export interface BaseColours {
  readonly sea: string;
  readonly land: string;
  readonly lake: string;
  readonly coast: string;
  readonly shore: string;
  readonly border: string;
  /** A faint band under the border's dashes, so that they are seen as one line. */
  readonly borderCasing: string;
  readonly disputed: string;
  readonly territorial: string;
  readonly placeText: string;
  readonly townText: string;
  readonly countryText: string;
  readonly landHalo: string;
  readonly seaText: string;
  readonly seaHalo: string;
  readonly dot: string;
  readonly crossing: string;
  readonly crossingText: string;
}

export const BASE_COLOURS: { readonly [P in Palette]: BaseColours } = {
  bright: {
    sea: '#dcebf4',
    land: '#f4efdf',
    lake: '#cfe3ef',
    coast: '#7d8a86',
    shore: '#93aebd',
    border: '#8a6d96',
    borderCasing: 'rgba(138, 109, 150, 0.16)',
    disputed: '#8a6d96',
    territorial: '#8f86b5',
    placeText: '#22282c',
    townText: '#3d4448',
    countryText: '#6a5a4c',
    landHalo: '#f8f4e8',
    seaText: '#2d5c7a',
    seaHalo: '#e6f1f7',
    dot: '#4a5257',
    crossing: '#7a3f8c',
    crossingText: '#66307a',
  },
  day: {
    sea: '#c3d8e5',
    land: '#e6dec6',
    lake: '#b3cddd',
    coast: '#6f7a72',
    shore: '#7f9cad',
    border: '#7d6288',
    borderCasing: 'rgba(125, 98, 136, 0.16)',
    disputed: '#7d6288',
    territorial: '#7a74a6',
    placeText: '#1b2023',
    townText: '#33393c',
    countryText: '#5c4d3f',
    landHalo: '#ece5d1',
    seaText: '#1f4a66',
    seaHalo: '#cde0eb',
    dot: '#40484c',
    crossing: '#6d357f',
    crossingText: '#57276a',
  },
  dusk: {
    sea: '#15202a',
    land: '#2b2c29',
    lake: '#1a2a36',
    coast: '#5d6360',
    shore: '#3f5565',
    border: '#85708f',
    borderCasing: 'rgba(133, 112, 143, 0.16)',
    disputed: '#85708f',
    territorial: '#5f5d87',
    placeText: '#c3c5c0',
    townText: '#a9aca7',
    countryText: '#a59b8c',
    landHalo: '#232422',
    seaText: '#7f9db3',
    seaHalo: '#121b24',
    dot: '#9a9d98',
    crossing: '#b48cc4',
    crossingText: '#bf9ccd',
  },
  night: {
    sea: '#04080c',
    land: '#15140f',
    lake: '#070f15',
    coast: '#45402f',
    shore: '#25333c',
    border: '#5b4a60',
    borderCasing: 'rgba(91, 74, 96, 0.22)',
    disputed: '#5b4a60',
    territorial: '#35334f',
    placeText: '#99907b',
    townText: '#8a8270',
    countryText: '#8d7f68',
    landHalo: '#0f0e0a',
    seaText: '#668599',
    seaHalo: '#03060a',
    dot: '#776f5d',
    crossing: '#8b6a98',
    crossingText: '#9c82a7',
  },
};
