/** What goes wrong on purpose. Tests and the demo set these while the servers run. */
export interface Faults {
  /**
   * What becomes of a mail whose last byte has arrived: `drop` delivers it and cuts the connection before the
   * reply, `lose` cuts without delivering, `stall` delivers and never replies, a code is the reply (and
   * nothing is delivered); `once` is for the next mail alone; null is no fault.
   */
  afterData: 'drop' | 'lose' | 'stall' | { once: 'drop' | 'lose' } | { code: number; text: string } | null;
  /** A refusal of RCPT for this address, or null to go on as usual. */
  rcpt(address: string): { code: number; text: string } | null;
  /** New SMTP connections are cut at once. */
  refuseSmtp: boolean;
  /** New IMAP connections are cut at once. */
  refuseImap: boolean;
  /** IMAP connections stay open, get no answer to anything and hear of nothing new. */
  stallImap: boolean;
  /** What happens to an IMAP command such as 'UID FETCH' or 'SELECT', of the account or '' before login; null: it runs. */
  imapCommand(command: string, address: string): 'NO' | 'BAD' | 'BYE' | 'drop' | null;
  /** Cuts the open IMAP connections, of one account or of all. */
  dropImap(address?: string): void;
  /** Cuts the open SMTP connections. */
  dropSmtp(): void;
}
