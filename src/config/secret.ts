import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { reason } from '../errors.ts';

const LARGEST_SECRET = 64 * 1024;

/** Where a secret lives: palaan.yaml names the place, never the value. */
const placeSchema = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);
type SecretPlace = z.infer<typeof placeSchema>;

/** Fetches a secret from its place, or throws an Error whose message holds no value. */
export type ReadSecret = (place: SecretPlace) => Promise<string>;

/** Reads secrets from `env` and from files; relative paths start at `folder`. One line break at the end is dropped. */
export function secretReader(env: Record<string, string | undefined>, folder: string): ReadSecret {
  return async (place) => {
    if ('env' in place) {
      const value = env[place.env];
      if (value === undefined) throw new Error(`the environment variable ${place.env} is not set.`);
      if (value === '') throw new Error(`the environment variable ${place.env} is empty.`);
      return value;
    }
    return readSecretFile(place.file, resolve(folder, place.file));
  };
}

async function readSecretFile(name: string, path: string): Promise<string> {
  let value: string;
  try {
    value = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(`the secret file ${name} cannot be read (${code}).`);
  }
  if (value.length > LARGEST_SECRET) throw new Error(`the secret file ${name} is too large for a secret.`);
  const secret = value.replace(/\r?\n$/, '');
  if (secret === '') throw new Error(`the secret file ${name} is empty.`);
  return secret;
}

/** A secret by reference only; what stands in the file itself is refused. */
export function secretField(read: ReadSecret, key: string) {
  return z.unknown().transform((value, context) => resolveSecret(value, key, read, context));
}

/**
 * A seller's word for the tracking address, which may be left out. Letters and digits, because it stands in an
 * address, and lower case, because addresses lose their case on the way.
 */
export function addressSecretField(read: ReadSecret, key: string) {
  return secretField(read, key)
    .transform((word, context) => {
      if (/^[a-z0-9]{12,40}$/i.test(word)) return word.toLowerCase();
      return refuse(
        context,
        'the secret must be 12 to 40 letters and digits, because it becomes part of an address.',
      );
    })
    .optional();
}

/** A key for hashes, which may be left out: long enough that nobody finds it by trying. */
export function keyField(read: ReadSecret, key: string) {
  return secretField(read, key)
    .transform((value, context) =>
      value.length >= 20 ? value : refuse(context, 'the key must be at least 20 characters long.'),
    )
    .optional();
}

/** MongoDB's connection string: plain while it holds no password, else by reference. */
export function connectionField(read: ReadSecret, key: string) {
  return z.unknown().transform(async (value, context) => {
    const uri = typeof value === 'string' ? value : await resolveSecret(value, key, read, context);
    if (typeof uri !== 'string') return z.NEVER;
    if (!/^mongodb(\+srv)?:\/\/\S+$/.test(uri)) {
      return refuse(context, 'a MongoDB connection string starts with mongodb:// or mongodb+srv://.');
    }
    if (typeof value === 'string' && /^mongodb(\+srv)?:\/\/[^/?#]*:[^/?#]*@/.test(uri)) {
      return refuse(context, `this connection string holds a password. ${howToName(key)}`);
    }
    return uri;
  });
}

async function resolveSecret(value: unknown, key: string, read: ReadSecret, context: z.RefinementCtx) {
  if (value === undefined || value === null) return refuse(context, `is missing. ${howToName(key)}`);
  const place = placeSchema.safeParse(value);
  if (!place.success) {
    const plain = typeof value === 'object' ? '' : 'a secret is never written into this file. ';
    return refuse(context, `${plain}${howToName(key)}`);
  }
  try {
    return await read(place.data);
  } catch (error) {
    return refuse(context, reason(error));
  }
}

function howToName(key: string): string {
  return `Name its place: \`${key}: { env: NAME }\` for an environment variable or \`${key}: { file: PATH }\` for a file.`;
}

function refuse(context: z.RefinementCtx, sentence: string): never {
  context.addIssue({ code: 'custom', message: sentence, params: { sentence: true } });
  return z.NEVER;
}
