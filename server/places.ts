/** Where the installation's parts are, whether run from the sources or from `dist/`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
/** The folder of package.json. */
export const INSTALLATION = path.resolve(here, path.basename(path.dirname(here)) === 'dist' ? '../..' : '..');
export const CLIENT_DIR = path.join(INSTALLATION, 'dist/page');
export const BASEMAP_DIR = path.join(INSTALLATION, 'build/basemap');
export const DEMONSTRATION_PLANS = path.join(INSTALLATION, 'fixtures/operations/southern-adriatic.json');
export const SCENARIO_DIR = path.join(INSTALLATION, 'fixtures/scenarios');

/** Where a process of ours begins: in the sources where these run, in `dist/` otherwise. */
export const processEntry = (name: 'recorder' | 'roller' | 'query' | 'rerun'): string =>
  path.join(here, 'processes', `${name}${path.extname(import.meta.filename)}`);

export function productVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(INSTALLATION, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
