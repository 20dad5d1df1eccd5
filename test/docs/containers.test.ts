import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Service {
  profiles?: string[];
  build?: { context: string; target: string };
  depends_on?: Record<string, unknown>;
  network_mode?: string;
  environment?: Record<string, string>;
  volumes?: (string | { source: string })[];
  healthcheck?: { test: string[] };
}

const compose = parse(await readFile('docker-compose.yml', 'utf8'), { merge: true });
const services: [string, Service][] = Object.entries(compose.services);
const dockerfile = await readFile('Dockerfile', 'utf8');
const ignore = (await readFile('.dockerignore', 'utf8')).split('\n');

describe('docker-compose.yml', () => {
  it('starts the trial and the real thing apart', () => {
    const of = (profile: string) =>
      services.filter(([, { profiles }]) => profiles?.includes(profile) ?? true).map(([name]) => name);
    expect(of('try')).toEqual(['mongo', 'try-mail', 'try-worker']);
    expect(of('live')).toEqual(['mongo', 'worker']);
  });

  it.each(services)('names stages, services, files and volumes that are there, for %s', (_name, service) => {
    if (service.build) expect(dockerfile).toMatch(new RegExp(`^FROM .* AS ${service.build.target}$`, 'm'));
    const [, neighbour] = service.network_mode?.split(':') ?? [];
    for (const other of [...Object.keys(service.depends_on ?? {}), ...(neighbour ? [neighbour] : [])]) {
      expect(Object.keys(compose.services)).toContain(other);
    }
    for (const volume of service.volumes ?? []) {
      if (typeof volume === 'string') expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      else if (volume.source !== './palaan.yaml') expect(existsSync(volume.source)).toBe(true);
    }
  });

  it('hands the trial the passwords that its settings name', async () => {
    const named = (await readFile('palaan.try.yaml', 'utf8')).matchAll(/env: (\w+)/g);
    const { environment } = compose.services['try-worker'] as Service;
    expect(Object.keys(environment ?? {}).sort()).toEqual(
      [...new Set([...named].map(([, name]) => name))].sort(),
    );
  });

  it('checks health with programs that can be read', () => {
    const scripts = services.flatMap(([, { healthcheck }]) => healthcheck?.test.slice(-1) ?? []);
    expect(scripts).toHaveLength(4);
    for (const script of scripts) expect(() => new Function(script)).not.toThrow();
  });
});

describe('the Dockerfile', () => {
  it('copies files that are there and that reach the build', () => {
    const copies = dockerfile
      .split('\n')
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'));
    const sources = copies.flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources).toContain('templates');
    expect(sources.filter((source) => !existsSync(source))).toEqual([]);
    expect(sources.filter((source) => !ignore.includes(`!${source}`))).toEqual([]);
    expect(ignore.filter((line) => line.startsWith('!') && !sources.includes(line.slice(1)))).toEqual([]);
  });

  it('runs a Node.js that package.json allows', async () => {
    const { engines } = JSON.parse(await readFile('package.json', 'utf8'));
    const [, least = ''] = /^>=(\d+)/.exec(engines.node) ?? [];
    const [, used = ''] = /^ARG NODE=(\d+)/m.exec(dockerfile) ?? [];
    expect(Number(used)).toBeGreaterThan(Number(least));
  });
});
