import { z } from 'zod';
import { languages } from '../domain/language.ts';
import * as field from './fields.ts';
import { addressSecretField, connectionField, keyField, type ReadSecret, secretField } from './secret.ts';

const language = z.enum(languages, `one of ${languages.join(', ')}`);
const sequence = z
  .string('the name of a sequence such as gentle')
  .regex(/^[a-z][a-z0-9-]{0,40}$/, 'the name of a sequence such as gentle (a folder under templates/)');

const place = {
  zone: field.zone.optional(),
  country: field.country.optional(),
  region: field.line.optional(),
};

function imapSection(read: ReadSecret) {
  return section({
    id: field.id.optional(),
    host: field.host,
    port: field.port.optional(),
    secure: field.flag.optional(),
    user: field.line,
    password: secretField(read, 'password'),
    folders: z
      .union([z.literal('auto'), z.array(field.line).min(1)], 'auto or a list of folder names')
      .default('auto'),
    sent: field.line.optional(),
  });
}

function smtpSection(read: ReadSecret) {
  return section({
    host: field.host,
    port: field.port.optional(),
    secure: field.flag.optional(),
    user: field.line.optional(),
    password: secretField(read, 'password').optional(),
  });
}

function sellerSection(read: ReadSecret) {
  return section({
    id: field.id.optional(),
    name: field.line,
    address: field.address,
    aliases: z.array(field.address, 'a list of mail addresses').default([]),
    signature: field.text.optional(),
    language: language.optional(),
    ...place,
    phone: field.line.optional(),
    company: field.line.optional(),
    sequence: sequence.optional(),
    secret: addressSecretField(read, 'secret'),
    smtp: smtpSection(read).optional(),
    imap: z.preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(imapSection(read)).default([]),
    ),
  });
}

/**
 * palaan.yaml as it is written, with secrets fetched by `read`. Keys that nobody knows are errors, so that a
 * slip of the finger is not silently a default.
 */
export function settingsSchema(read: ReadSecret) {
  return section({
    mongo: section({
      uri: connectionField(read, 'uri'),
      database: z
        .string('the name of a database')
        .regex(/^[a-z0-9_-]{1,60}$/i, 'the name of a database (letters, digits, _ and -)')
        .default('palaan'),
    }),
    tracking: section({
      address: field.address,
      imap: imapSection(read),
      smtp: smtpSection(read).optional(),
      lookBackDays: field.count(0, 3650).default(0),
      pollSeconds: field.count(5, 3600).default(60),
    }),
    trust: z.union(
      [
        z.literal('none'),
        section({
          authservIds: z.array(field.host, 'a list of names').default([]),
          dkim: field.flag.default(false),
        }).refine((trust) => trust.dkim || trust.authservIds.length > 0, {
          message: 'a list of at least one name, unless dkim is true',
          path: ['authservIds'],
        }),
      ],
      'a map such as { authservIds: [mail.example.com] }, or none in a sandbox',
    ),
    relay: smtpSection(read).optional(),
    notices: section({ from: field.address.optional() }).prefault({}),
    templates: field.line.default('./templates'),
    defaults: section({
      sequence: sequence.default('gentle'),
      language: language.default('en'),
      ...place,
    }).prefault({}),
    window: section({
      days: field.days.prefault(['mon', 'tue', 'wed', 'thu', 'fri']),
      from: field.timeOfDay.prefault('09:00'),
      to: field.timeOfDay.prefault('16:00'),
    }).prefault({}),
    limits: section({
      perSellerPerDay: field.count(1, 10_000).default(50),
      minGapSeconds: field.count(0, 3600).default(60),
      perPersonPerDay: field.count(1, 100).default(2),
      maxProspects: field.count(1, 100).default(20),
      noticesPerSellerPerDay: field.count(10, 10_000).default(200),
    }).prefault({}),
    retention: section({
      endedThreadsDays: field.count(30, 36_500).default(730),
      arrivalsDays: field.count(30, 36_500).default(180),
    }).prefault({}),
    suppression: section({ key: keyField(read, 'key') }).prefault({}),
    colleague: z.enum(['ask', 'stop', 'ignore'], 'one of ask, stop, ignore').default('ask'),
    health: section({ host: field.host.default('127.0.0.1'), port: field.port.optional() }).prefault({}),
    log: section({
      level: z
        .enum(['debug', 'info', 'warn', 'error', 'silent'], 'one of debug, info, warn, error, silent')
        .default('info'),
    }).prefault({}),
    sellers: z.array(sellerSection(read), 'a list of sellers').min(1, 'a list of at least one seller'),
  });
}

/** A map with known keys only. For an unknown one the message lists those that are known. */
function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : 'a map of settings',
  });
}

export type Settings = z.output<ReturnType<typeof settingsSchema>>;
export type ImapSection = z.output<ReturnType<typeof imapSection>>;
export type SmtpSection = z.output<ReturnType<typeof smtpSection>>;
export type SellerSection = z.output<ReturnType<typeof sellerSection>>;
