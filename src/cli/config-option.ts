import { Option } from 'commander';
import { type Config, loadConfig } from '../config.ts';

/** `-c, --config FILE`, else PALAAN_CONFIG, else palaan.yaml in the working directory. */
export function configOption(): Option {
  return new Option('-c, --config <file>', 'the operator’s settings')
    .env('PALAAN_CONFIG')
    .default('palaan.yaml');
}

export function readConfig(options: { config: string }): Promise<Config> {
  return loadConfig(options.config, process.env);
}
