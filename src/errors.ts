/**
 * Errors that Palaan expects and can explain. `message` is a full sentence for the person who reads it and
 * says what to do; it never holds a secret. `where` names the file (and line, from 1) when there is one.
 */
export class PalaanError extends Error {
  override name = 'PalaanError';
  readonly where?: { file: string; line?: number };

  constructor(message: string, options: { cause?: unknown; where?: { file: string; line?: number } } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.where = options.where;
  }
}

/** palaan.yaml, an environment variable or a secret file is missing or wrong. */
export class ConfigError extends PalaanError {
  override name = 'ConfigError';
}

/** A sequence or a mail template cannot be used; `where` points at the line. */
export class TemplateError extends PalaanError {
  override name = 'TemplateError';
}

/** A template is fine, but a value it prints is missing or empty: the mail is held (promise 4). */
export class TemplateHole extends PalaanError {
  override name = 'TemplateHole';
  /** The path of the missing value as the template writes it, such as `prospect.firstName`. */
  readonly variable: string;

  constructor(variable: string, message: string, where?: { file: string; line?: number }) {
    super(message, { where });
    this.variable = variable;
  }
}

/** A mailbox that may hold the answer could not be read to its end: nothing may be sent (promise 1). */
export class MailboxUnreadable extends PalaanError {
  override name = 'MailboxUnreadable';
}

/** An address that an SMTP server did not take a mail for, with its reply code (4xx or 5xx) and words. */
export interface Refusal {
  address: string;
  code: number;
  response: string;
}

/** The SMTP server said no, for certain: nothing was delivered. `permanent` for 5xx, else 4xx or no connection. */
export class SendRefused extends PalaanError {
  override name = 'SendRefused';
  readonly permanent: boolean;
  /** SMTP reply code, or null where the connection failed before a reply. */
  readonly code: number | null;
  /** Recipients that were refused at RCPT; empty when the refusal was about the mail or the account. */
  readonly rejected: readonly Refusal[];

  constructor(
    message: string,
    options: {
      permanent: boolean;
      code: number | null;
      rejected?: readonly Refusal[];
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent;
    this.code = options.code;
    this.rejected = options.rejected ?? [];
  }
}

/** The connection ended after DATA began and before the reply: the mail may or may not have left (promise 2). */
export class SendUnknown extends PalaanError {
  override name = 'SendUnknown';
}

/** The text of any thrown value, for logs and messages. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What kind of thing was thrown, for logs of what went wrong with a mail: servers quote addresses in their words. */
export function nameOf(error: unknown): string {
  if (error instanceof SendRefused) return `${error.name} ${error.code ?? ''}`.trim();
  return error instanceof Error ? error.name : typeof error;
}
