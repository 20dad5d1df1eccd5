import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder in the working directory; else the one that is installed with the program. */
export function templatesFolder(): string {
  return existsSync('templates') ? 'templates' : fileURLToPath(new URL('../../templates', import.meta.url));
}
